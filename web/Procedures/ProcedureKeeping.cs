using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Storage;

namespace DataPortal.Procedures;

/// <summary>What is in force changed while someone looked at a preview compared with it, or someone else decided first.</summary>
public sealed class ProcedureChangedException() : Exception("The procedure was changed by someone else meanwhile.");

/// <summary>Keeps every version of every procedure and which is in force, and has the library use them. Runs keep the version they started with, whatever happens here.</summary>
public sealed class ProcedureKeeping : IDisposable
{
    /// <summary>Who brought the portal's own documents.</summary>
    private const string Portal = "sistem";

    private readonly ProcedureLibrary _library;
    private readonly IDocumentStore _store;
    private readonly AuditTrail _audit;
    private readonly CurrentStaff _staff;
    private readonly TimeProvider _clock;
    private readonly ILogger<ProcedureKeeping> _log;
    private readonly Rereading _rereading;
    private readonly SemaphoreSlim _loading = new(1);

    public ProcedureKeeping(ProcedureLibrary library, IDocumentStore store, AuditTrail audit, CurrentStaff staff, TimeProvider clock, ILogger<ProcedureKeeping> log)
    {
        (_library, _store, _audit, _staff, _clock, _log) = (library, store, audit, staff, clock, log);
        _rereading = new(store, ProcedureQueries.Versions, LoadAsync, log);
    }

    public void Dispose()
    {
        _rereading.Dispose();
        _loading.Dispose();
    }

    public bool MayDecide => ProcedureQueries.Deciders.Any(_staff.Has);

    /// <summary>Records the portal's own documents that are new; the one in force stays where the office decided it. Then has the library use what is kept.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await _store.CommitAsync(async token =>
        {
            var kept = await _store.ListAsync(ProcedureQueries.AllVersions, token);
            return (kept.Count, (IReadOnlyList<Change>)[.. Recorded(kept)]);
        }, ct);
        await LoadAsync(ct);
        foreach (var unreadable in _library.Unreadable)
        {
            _log.LogError("{Problem}", unreadable);
        }
    }

    /// <summary>From now on the library is the portal's own documents with what the store keeps in their place.</summary>
    /// <returns>What the store keeps.</returns>
    public async Task<IReadOnlyList<ProcedureVersion>> LoadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var kept = await _store.ListAsync(ProcedureQueries.AllVersions, ct);
            _library.Use(kept);
            return kept;
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Puts a text into force, with a line in the audit trail.</summary>
    /// <param name="based">Version in force when the decision was made; null when there was none.</param>
    /// <param name="also">Changes of the same commit: the draft goes.</param>
    /// <exception cref="ContentException">The document cannot be used.</exception>
    /// <exception cref="ProcedureChangedException">What is in force is no longer <paramref name="based"/>.</exception>
    public async Task<Procedure> PutInForceAsync(string text, string? based, IReadOnlyList<Change> also, CancellationToken ct)
    {
        // Another machine may have decided, and this one not have heard of it yet.
        var kept = await LoadAsync(ct);
        var (procedure, problems) = Understand(text);
        if (procedure is null || problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }

        if (_library.Find(procedure.Id)?.Version != based || based == procedure.Version)
        {
            throw new ProcedureChangedException();
        }

        await ReplaceAsync(kept, procedure.Id, procedure, text, byOffice: true, also,
            _audit.Entry("procedure.in-force", ProcedureQueries.Versions, ProcedureQueries.IdOf(procedure.Id, procedure.Version), $"{procedure.Name}, SOP {procedure.Number}, versi {procedure.Version}{(based is null ? "" : $" menggantikan {based}")}."), ct);
        return procedure;
    }

    /// <summary>Goes back to the portal's own document; one the office added is withdrawn, for it has none.</summary>
    /// <exception cref="ProcedureChangedException">What is in force is no longer <paramref name="based"/>.</exception>
    public async Task GoBackAsync(string id, string based, CancellationToken ct)
    {
        var kept = await LoadAsync(ct);
        if (kept.FirstOrDefault(version => version.Procedure == id && version.Now is not null)?.Hash != based)
        {
            throw new ProcedureChangedException();
        }

        var own = _library.Own.FirstOrDefault(document => document.Procedure.Id == id);
        await ReplaceAsync(kept, id, own?.Procedure, own?.Text ?? "", byOffice: false, [],
            _audit.Entry(own is null ? "procedure.withdrawn" : "procedure.returned", ProcedureQueries.Versions, ProcedureQueries.IdOf(id, own?.Procedure.Version ?? based),
                own is null ? $"{id} versi {based} tidak berlaku lagi." : $"{own.Procedure.Name} kembali ke dokumen bawaan portal, versi {own.Procedure.Version}, menggantikan {based}."), ct);
    }

    /// <summary>Reads a text as the document its own front matter says it is. With problems it is incomplete and cannot come into force; null when it could not be read at all.</summary>
    public (Procedure? Read, IReadOnlyList<ContentProblem> Problems) Understand(string text)
    {
        var (read, problems) = ProcedureFile.Look(ProcedureFile.NameOf(text), text, _library.Offered);
        return (read, read is not null && problems.Count == 0 ? [.. ProcedureLibrary.Circles(read, _library.All)] : problems);
    }

    /// <param name="kept">As it was when the decision was found to stand on what is in force; what changed since makes the commit stale.</param>
    private async Task ReplaceAsync(IReadOnlyList<ProcedureVersion> kept, string id, Procedure? next, string text, bool byOffice, IReadOnlyList<Change> also, Change line, CancellationToken ct)
    {
        var now = _clock.GetUtcNow();
        List<Change> changes = [];
        if (kept.FirstOrDefault(version => version.Procedure == id && version.Now is not null) is { } before)
        {
            // In force by the portal's own doing, and now by the office's: the same text, a new time.
            changes.Add(ProcedureQueries.Versions.Replace(before.Hash == next?.Version ? before.Ended(now).Begun(now, By, byOffice) : before.Ended(now)));
            next = before.Hash == next?.Version ? null : next;
        }

        if (next is not null)
        {
            var found = kept.FirstOrDefault(version => version.Procedure == id && version.Hash == next.Version);
            var made = (found ?? Made(next, text, VersionSource.Office, By, now)).Begun(now, By, byOffice);
            changes.Add(found is null ? ProcedureQueries.Versions.Insert(made) : ProcedureQueries.Versions.Replace(made));
        }

        try
        {
            await _store.CommitAsync([.. changes, .. also, line], ct);
        }
        catch (Exception lost) when (lost is StaleDocumentException or DuplicateKeyException)
        {
            await LoadAsync(ct);
            throw new ProcedureChangedException();
        }

        await LoadAsync(ct);
    }

    private string By => _staff.Name ?? Portal;

    private IEnumerable<Change> Recorded(IReadOnlyList<ProcedureVersion> kept)
    {
        var now = _clock.GetUtcNow();
        foreach (var (own, text) in _library.Own)
        {
            var before = kept.FirstOrDefault(version => version.Procedure == own.Id && version.Now is not null);
            var found = kept.FirstOrDefault(version => version.Procedure == own.Id && version.Hash == own.Version);
            var stays = before is not null && (before.Now!.ByOffice || before.Hash == own.Version);
            if (!stays && before is not null)
            {
                yield return ProcedureQueries.Versions.Replace(before.Ended(now));
                yield return _audit.Entry("procedure.in-force", ProcedureQueries.Versions, ProcedureQueries.IdOf(own.Id, own.Version), $"{own.Name}, SOP {own.Number}, versi {own.Version} dari berkas portal menggantikan {before.Hash}.");
            }

            if (found is null)
            {
                var made = Made(own, text, VersionSource.Content, Portal, now);
                yield return ProcedureQueries.Versions.Insert(stays ? made : made.Begun(now, Portal, byOffice: false));
            }
            else if (!stays)
            {
                yield return ProcedureQueries.Versions.Replace(found.Begun(now, Portal, byOffice: false));
            }
        }

        foreach (var gone in kept.Where(version => version.Now is { ByOffice: false } && _library.Own.All(own => own.Procedure.Id != version.Procedure)))
        {
            yield return ProcedureQueries.Versions.Replace(gone.Ended(now));
            yield return _audit.Entry("procedure.withdrawn", ProcedureQueries.Versions, gone.Id, $"{gone.Title}: berkas {gone.Procedure}.md tidak ada lagi di portal.");
        }
    }

    private static ProcedureVersion Made(Procedure procedure, string text, VersionSource source, string by, DateTimeOffset at) => new()
    {
        Id = ProcedureQueries.IdOf(procedure.Id, procedure.Version),
        Procedure = procedure.Id,
        Hash = procedure.Version,
        Text = text,
        Number = procedure.Number,
        Title = procedure.Title,
        Effective = procedure.Effective,
        Source = source,
        FirstSeen = at,
        By = by,
    };
}
