using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures;

/// <summary>The signed original of a version as a scan: kept as it came, linked wherever the version is shown and printed.</summary>
public sealed record SignedScan(FileReference File, DateTimeOffset At, string By);

/// <summary>A scan cannot be kept. The message is for the person.</summary>
public sealed class ScanRefusedException(string message) : Exception(message);

/// <summary>Attaches the signed scan to a version, puts another in its place, or takes it away; each with its line in the audit trail.</summary>
public sealed class ScanDesk(IDocumentStore store, IFileStore files, ProcedureKeeping keeping, AuditTrail audit, CurrentStaff staff, TimeProvider clock)
{
    public const long MostBytes = 20_000_000;

    /// <param name="content">Seekable.</param>
    /// <exception cref="ScanRefusedException">It is no PDF, too large, the version is not there, or somebody changed it meanwhile.</exception>
    public async Task AttachAsync(string procedure, string hash, Stream content, CancellationToken ct)
    {
        var head = new byte[1024];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;

        // A few bytes may stand before the mark (PDF 32000-1, annex H.3.4.1).
        if (head.AsSpan(0, read).IndexOf("%PDF-"u8) < 0)
        {
            throw new ScanRefusedException("Berkas ini bukan PDF. Pindai dokumen yang sudah ditandatangani sebagai PDF.");
        }

        FileReference file;
        try
        {
            file = await files.PutAsync(content, $"sop-{procedure}-bertanda-tangan.pdf", "application/pdf", MostBytes, ct);
        }
        catch (FileTooLargeException)
        {
            throw new ScanRefusedException($"Berkasnya lebih besar dari {Shared.Show.Size(MostBytes)}. Pindai dengan resolusi lebih rendah.");
        }

        await ChangeAsync(procedure, hash, version => version with { Scan = new(file, clock.GetUtcNow(), staff.Name ?? "sistem") }, "procedure.scan-attached", $"{Shared.Show.Size(file.Length)}, {file.Hash[..12]}", ct);
    }

    /// <exception cref="ScanRefusedException">The version is not there, or somebody changed it meanwhile.</exception>
    public Task RemoveAsync(string procedure, string hash, CancellationToken ct) =>
        ChangeAsync(procedure, hash, version => version with { Scan = null }, "procedure.scan-removed", null, ct);

    private async Task ChangeAsync(string procedure, string hash, Func<ProcedureVersion, ProcedureVersion> change, string action, string? what, CancellationToken ct)
    {
        if (await store.FindAsync(ProcedureQueries.Versions, ProcedureQueries.IdOf(procedure, hash), ct) is not { } version)
        {
            throw new ScanRefusedException("Versi ini tidak ada.");
        }

        try
        {
            await store.CommitAsync([ProcedureQueries.Versions.Replace(change(version)), audit.Entry(action, ProcedureQueries.Versions, version.Id, what)], ct);
        }
        catch (StaleDocumentException)
        {
            throw new ScanRefusedException("Versi ini baru saja diubah orang lain. Coba sekali lagi.");
        }

        await keeping.LoadAsync(ct);
    }
}
