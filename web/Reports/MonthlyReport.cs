using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataPortal.Catalog;
using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>A month's reports as they are shown: the lines, what they add up to, and the edition they belong to.</summary>
/// <param name="Signed">Null: live figures, not signed.</param>
/// <param name="Latest">The newest signed edition, whichever is shown.</param>
/// <param name="ChangedSince">True when the live figures are no longer those of the newest signed edition.</param>
public sealed record MonthlyReport(ReportMonth Month, Snapshot Content, Summary Summary, SignedReport? Signed, IReadOnlyList<SignedReport> Editions, bool ChangedSince)
{
    /// <summary>SHA-256 of what is shown: a signature names what it was put under. Reckoned when it is asked for: a month may be long.</summary>
    public string Hash => MonthlyReports.Hash(MonthlyReports.Bytes(Content));

    public SignedReport? Latest => Editions.Count > 0 ? Editions[0] : null;
}

/// <summary>Reads the month's reports: a signed edition from its frozen file, or the live register.</summary>
public sealed class MonthlyReports(IDocumentStore store, IFileStore files, Register register, ProcedureLibrary procedures, Subjects subjects)
{
    internal const string Procedure = "pelayanan-website";

    private static readonly JsonSerializerOptions _json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <param name="edition">Null: the newest signed edition, or the live figures when none is signed. 0: the live figures.</param>
    /// <returns>Null when there is no such edition.</returns>
    /// <exception cref="InvalidDataException">The frozen file is missing or is not what was signed.</exception>
    public async Task<MonthlyReport?> FindAsync(ReportMonth month, int? edition, CancellationToken ct)
    {
        var editions = (await store.ListAsync(ReportQueries.EditionsOf(month), ct)).OrderByDescending(report => report.Edition).ToList();
        var live = await LiveAsync(month, ct);
        var changed = editions is [var newest, ..] && newest.Content.Hash != Hash(Bytes(live));
        if (edition is 0 || (edition is null && editions.Count == 0))
        {
            return new(month, live, Summarise(live), null, editions, changed);
        }

        var signed = edition is null ? editions[0] : editions.FirstOrDefault(report => report.Edition == edition);
        if (signed is null)
        {
            return null;
        }

        var frozen = await ReadAsync(signed, ct);
        return new(month, frozen, Summarise(frozen), signed, editions, changed);
    }

    public async Task<Snapshot> LiveAsync(ReportMonth month, CancellationToken ct) => new(month.ToString(), await register.LinesAsync(month, ct),
        [.. (procedures.Find(Procedure)?.Steps ?? []).Where(step => step.No is "6" or "7").Select(step => new SnapshotStep(step.No, step.Activity, step.StandardText))]);

    public Summary Summarise(Snapshot content) => Summary.Of(content.Lines, subjects.Name, [.. content.Steps.Select(step => (step.No, step.Activity, step.Standard))]);

    internal static byte[] Bytes(Snapshot content) => JsonSerializer.SerializeToUtf8Bytes(content, _json);

    internal static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<Snapshot> ReadAsync(SignedReport signed, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(signed.Content.Hash, ct) ?? throw new InvalidDataException($"The signed report {signed.Id} has lost its content {signed.Content.Hash}.");
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy, ct);
        var bytes = copy.ToArray();
        return Hash(bytes) == signed.Content.Hash
            ? JsonSerializer.Deserialize<Snapshot>(bytes, _json)!
            : throw new InvalidDataException($"The content of the signed report {signed.Id} is not what was signed.");
    }
}
