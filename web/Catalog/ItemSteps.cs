using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>
/// Step 1 of pelayanan-website, per item: ready when the draft is made, started at its first save, done when it is published.
/// Work is the sum of editing sessions: a session ends after fifteen minutes without a save (procedures.md §6.3).
/// </summary>
public sealed class ItemSteps(ProcedureLibrary library, ProcedureLog log)
{
    public const string Procedure = "pelayanan-website";
    private const string Step = "1";

    private static readonly TimeSpan _session = TimeSpan.FromMinutes(15);

    /// <summary>The version in force: a draft keeps the one it was begun under (procedures.md §1.1).</summary>
    public string? Version => library.Find(Procedure)?.Version;

    public IReadOnlyList<Change> Drafted(CatalogItem item) => [.. Mark(item, Procedures.Mark.Ready, "catalog.item.added"), .. Mark(item, Procedures.Mark.Started, "catalog.item.added")];

    /// <summary>The first mark an item leaves. Marks outlive a draft that was thrown away, so its identifier is not free again.</summary>
    public static string FirstMarkOf(string item) => ProcedureEvents.IdOf(item, Step, item, 1, Procedures.Mark.Ready);

    public bool IsNewSession(CatalogItem item, DateTimeOffset now) => item.State is ItemState.Draft && now - item.LastSavedAt > _session;

    /// <summary>A save: when the last one is longer ago than a session lasts, the time between is a pause.</summary>
    public IReadOnlyList<Change> Saved(CatalogItem read, DateTimeOffset now) => !IsNewSession(read, now)
        ? []
        :
        [
            .. Mark(read, Procedures.Mark.Paused, null, read.Sessions, read.LastSavedAt, "tidak disunting"),
            .. Mark(read, Procedures.Mark.Resumed, null, read.Sessions),
        ];

    public IReadOnlyList<Change> Published(CatalogItem item) => Mark(item, Procedures.Mark.Done, "catalog.item.published");

    public IReadOnlyList<Change> Discarded(CatalogItem item) => Mark(item, Procedures.Mark.Cancelled, null, reason: "konsep dibuang");

    /// <summary>Made-up content is no work anybody did: it leaves no marks.</summary>
    private IReadOnlyList<Change> Mark(CatalogItem item, Mark mark, string? cause, int time = 1, DateTimeOffset? observedAt = null, string? reason = null) =>
        item.IsSample || ProcedureOf(item) is not { } procedure
            ? []
            : [log.Mark(procedure, Step, item.Id, mark, time: time, cause: cause, observedAt: observedAt, reason: reason, role: Role.WebAdmin, evidence: [$"catalog_items/{item.Id}"])];

    private Procedures.Procedure? ProcedureOf(CatalogItem item) => (item.ProcedureVersion is { } version ? library.Find(Procedure, version) : null) ?? library.Find(Procedure);
}
