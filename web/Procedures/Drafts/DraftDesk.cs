using System.Text;
using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Procedures.Drafts;

/// <summary>A draft cannot be kept as it is. The message is for the person.</summary>
public sealed class DraftRefusedException(string message) : Exception(message);

/// <summary>A document laid into <c>{data folder}/sop</c> on this machine.</summary>
public sealed record LaidFile(string Name, long Bytes, DateTimeOffset ChangedAt);

/// <summary>Documents on their way: kept as drafts, corrected, looked at, then put into force or thrown away.</summary>
public sealed class DraftDesk(IDocumentStore store, ProcedureKeeping keeping, IOptions<StorageOptions> storage, AuditTrail audit, CurrentStaff staff, TimeProvider clock)
{
    /// <summary>UTF-8 takes at most four bytes a letter; Indonesian takes one.</summary>
    public const int MostBytes = 2 * DocumentGuard.MostLetters;
    private const int MostDrafts = 100;
    private const int MostFiles = 200;

    private string Folder => Path.Combine(storage.Value.Folder, "sop");

    public Task<IReadOnlyList<ProcedureDraft>> ListAsync(CancellationToken ct) => store.ListAsync(ProcedureQueries.AllDrafts, ct);

    public Task<ProcedureDraft?> FindAsync(string id, CancellationToken ct) => store.FindAsync(ProcedureQueries.Drafts, id, ct);

    /// <param name="origin">Where it comes from, in words.</param>
    /// <exception cref="DraftRefusedException">It is empty, too long, no text, or there are too many drafts.</exception>
    public async Task<ProcedureDraft> KeepAsync(string text, string origin, CancellationToken ct)
    {
        Check(text);
        var drafts = await ListAsync(ct);
        if (drafts.FirstOrDefault(draft => draft.Text == text) is { } same)
        {
            return same;
        }

        if (drafts.Count >= MostDrafts)
        {
            throw new DraftRefusedException($"Sudah ada {drafts.Count} draf. Buang yang tidak dipakai lagi di halaman Standar.");
        }

        var made = Written(new() { Id = Document.NewId(clock), Text = text, Title = "", Origin = origin.Length > 120 ? origin[..120] : origin, SavedAt = default, SavedBy = "" });
        await store.CommitAsync([ProcedureQueries.Drafts.Insert(made), Line("procedure.draft-saved", made)], ct);
        return made;
    }

    /// <param name="read">As the person saw it.</param>
    /// <exception cref="DraftRefusedException">It is empty, too long or no text, or somebody else changed it meanwhile.</exception>
    public Task ChangeAsync(ProcedureDraft read, string text, CancellationToken ct)
    {
        Check(text);
        var made = Written(read with { Text = text });
        return CommitAsync([ProcedureQueries.Drafts.Replace(made), Line("procedure.draft-saved", made)], ct);
    }

    /// <exception cref="DraftRefusedException">Somebody else changed it meanwhile.</exception>
    public Task DiscardAsync(ProcedureDraft read, CancellationToken ct) => CommitAsync([ProcedureQueries.Drafts.Delete(read), Line("procedure.draft-discarded", read)], ct);

    /// <summary>Throws several away at once.</summary>
    /// <param name="seen">Each with how often it had been written when the person saw it; one that is gone already is passed over.</param>
    /// <returns>How many.</returns>
    /// <exception cref="DraftRefusedException">Somebody else changed one of them meanwhile: none is gone.</exception>
    public async Task<int> DiscardAsync(IReadOnlyDictionary<string, long> seen, CancellationToken ct)
    {
        List<ProcedureDraft> chosen = [.. (await ListAsync(ct)).Where(draft => seen.ContainsKey(draft.Id)).Select(draft => draft with { Version = seen[draft.Id] })];
        if (chosen.Count > 0)
        {
            await CommitAsync([.. chosen.SelectMany(draft => new[] { ProcedureQueries.Drafts.Delete(draft), Line("procedure.draft-discarded", draft) })], ct);
        }

        return chosen.Count;
    }

    /// <summary>Puts the draft's document into force; the draft is gone with it.</summary>
    /// <exception cref="Content.ContentException">The document cannot be used.</exception>
    /// <exception cref="ProcedureChangedException">Another version, or another draft, came first.</exception>
    public Task<Procedure> PutInForceAsync(ProcedureDraft read, string? based, CancellationToken ct) =>
        keeping.PutInForceAsync(read.Text, based, [ProcedureQueries.Drafts.Delete(read)], ct);

    /// <summary>The documents laid into the data folder, by name; none when there is no such folder.</summary>
    public IReadOnlyList<LaidFile> Files()
    {
        try
        {
            return Directory.Exists(Folder)
                ? [.. new DirectoryInfo(Folder).EnumerateFiles("*.md").Take(MostFiles).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => new LaidFile(file.Name, file.Length, new(file.LastWriteTimeUtc, TimeSpan.Zero)))]
                : [];
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Takes a document of the data folder as a draft.</summary>
    /// <exception cref="DraftRefusedException">It is gone, or no text a draft may hold.</exception>
    public async Task<ProcedureDraft> TakeAsync(string name, CancellationToken ct)
    {
        if (Files().FirstOrDefault(file => file.Name == name) is not { } found)
        {
            throw new DraftRefusedException($"Berkas {name} tidak ada lagi di folder data.");
        }

        if (found.Bytes > MostBytes)
        {
            throw new DraftRefusedException($"Berkas {name} terlalu besar ({Shared.Show.Size(found.Bytes)}, paling besar {Shared.Show.Size(MostBytes)}).");
        }

        try
        {
            return await KeepAsync(Decode(await File.ReadAllBytesAsync(Path.Combine(Folder, found.Name), ct)), $"folder data: {found.Name}", ct);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new DraftRefusedException($"Berkas {name} tidak dapat dibaca; periksa izinnya.");
        }
    }

    /// <exception cref="DraftRefusedException">It is no UTF-8 text.</exception>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            throw new DraftRefusedException("Berkas ini bukan teks UTF-8. Dokumen Word dibawa masuk lewat Tempel dari Word; berkas .md disimpan dengan pengodean UTF-8.");
        }
    }

    private static void Check(string text)
    {
        var why = string.IsNullOrWhiteSpace(text) ? "Teksnya kosong."
            : text.Length > DocumentGuard.MostLetters ? $"Teksnya {Shared.Show.Number(text.Length)} huruf, paling banyak {Shared.Show.Number(DocumentGuard.MostLetters)}."
            : text.Contains('\0', StringComparison.Ordinal) ? "Ini bukan teks. Dokumen Word dibawa masuk lewat Tempel dari Word."
            : null;
        if (why is not null)
        {
            throw new DraftRefusedException(why);
        }
    }

    private ProcedureDraft Written(ProcedureDraft draft)
    {
        var (read, problems) = keeping.Understand(draft.Text);
        return draft with
        {
            Title = Short(read?.Title is { Length: > 0 } title ? title : "Belum berjudul", 200),
            Standing = read is null ? null : new(Short(read.Id, 60), Short(read.Number, 80), Short(read.Effective, 80), read.Version, problems.Count),
            SavedAt = clock.GetUtcNow(),
            SavedBy = staff.Name ?? "sistem",
        };
    }

    private static string Short(string text, int most) => text.Length > most ? text[..most] : text;

    private Change Line(string action, ProcedureDraft draft) => audit.Entry(action, ProcedureQueries.Drafts, draft.Id, $"{draft.Title} ({draft.Origin})");

    private async Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        try
        {
            await store.CommitAsync(changes, ct);
        }
        catch (StaleDocumentException)
        {
            throw new DraftRefusedException("Draf ini baru saja diubah atau dibuang orang lain. Muat ulang halaman dan periksa lagi.");
        }
    }
}
