using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>
/// Step 1 of pelayanan-website, per item: ready when the draft is made, started at its first save, done when it is published.
/// Work is the sum of editing sessions: a session ends after fifteen minutes without a save (procedures.md §6.3).
/// </summary>
public sealed class ItemSteps(CurrentStaff staff)
{
    public const string Procedure = "pelayanan-website";

    private static readonly TimeSpan _session = TimeSpan.FromMinutes(15);

    public IReadOnlyList<Change> Drafted(CatalogItem item) =>
        [Mark(item, Procedures.Mark.Ready, item.CreatedAt, "catalog.item.added"), Mark(item, Procedures.Mark.Started, item.CreatedAt, "catalog.item.added")];

    public bool IsNewSession(CatalogItem item, DateTimeOffset now) => item.State is ItemState.Draft && now - item.LastSavedAt > _session;

    /// <summary>A save: when the last one is longer ago than a session lasts, the time between is a pause.</summary>
    public IReadOnlyList<Change> Saved(CatalogItem read, DateTimeOffset now) => !IsNewSession(read, now)
        ? []
        : [Mark(read, Procedures.Mark.Paused, read.LastSavedAt, null, read.Sessions), Mark(read, Procedures.Mark.Resumed, now, null, read.Sessions)];

    public IReadOnlyList<Change> Published(CatalogItem item, DateTimeOffset now) => [Mark(item, Procedures.Mark.Done, now, "catalog.item.published")];

    public IReadOnlyList<Change> Discarded(CatalogItem item, DateTimeOffset now) => [Mark(item, Procedures.Mark.Cancelled, now, null)];

    private Change Mark(CatalogItem item, Mark mark, DateTimeOffset at, string? cause, int time = 1) => ProcedureEvents.Collection.Insert(new ProcedureEvent
    {
        Id = ProcedureEvents.IdOf(item.Id, "1", item.Id, 1, mark, time),
        At = at,
        Procedure = Procedure,
        ProcedureVersion = "",
        Run = item.Id,
        Step = "1",
        Item = item.Id,
        Mark = mark,
        Actor = staff.Name,
        Role = Role.WebAdmin,
        Cause = cause,
    });
}
