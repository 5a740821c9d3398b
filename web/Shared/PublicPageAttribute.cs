namespace DataPortal.Shared;

/// <summary>
/// A page that depends only on its address and on what is stored: no form token, no person, nothing of the clock.
/// It is served from the cache of finished bytes until something is committed.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute : Attribute;
