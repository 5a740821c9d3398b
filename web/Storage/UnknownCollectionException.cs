namespace DataPortal.Storage;

/// <summary>A collection was used that no module registered, so no engine prepared a place for it.</summary>
public sealed class UnknownCollectionException(string message) : Exception(message)
{
    internal static UnknownCollectionException For(ICollection collection) => new(
        $"The collection '{collection.Name}' is not registered: its slice's module adds services.AddSingleton<ICollection>(…).");
}
