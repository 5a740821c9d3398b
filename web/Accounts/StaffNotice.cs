namespace DataPortal.Accounts;

/// <summary>Something the staff home tells those who can do something about it.</summary>
/// <param name="For">Holders of any of these roles see it.</param>
/// <param name="Href">Where to do something about it, as <c>~/petugas/…</c>.</param>
public sealed record StaffNotice(IReadOnlyList<Role> For, string Text, string Href, bool Urgent);

/// <summary>
/// What a slice has to tell on the staff home, asked each time it is opened: <c>services.AddSingleton&lt;StaffNoticeSource&gt;(RequestNotices.ListAsync)</c>.
/// Quick, and never throws; <paramref name="services"/> is the request's.
/// </summary>
public delegate Task<IReadOnlyList<StaffNotice>> StaffNoticeSource(IServiceProvider services, CancellationToken ct);
