using System.Text;
using DataPortal.Shared;

namespace DataPortal.Accounts;

/// <summary>The audit trail as a file for Excel in Indonesian: UTF-8 with byte order mark, semicolons, a line an entry, written as it is read.</summary>
internal static class AuditCsv
{
    public static async Task WriteAsync(Stream output, IAsyncEnumerable<AuditEntry> entries, CancellationToken ct)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await text.WriteAsync("Waktu;Pelaku;Id pelaku;Tindakan;Uraian tindakan;Dokumen;Keterangan;Alamat\r\n");
        await foreach (var entry in entries.WithCancellation(ct))
        {
            string?[] cells =
            [
                Show.Machine(entry.At), entry.Actor, entry.ActorId, entry.Action, AuditWords.Of(entry.Action),
                $"{entry.Collection}/{entry.DocumentId}", entry.Summary, entry.Address,
            ];
            await text.WriteAsync(string.Join(';', cells.Select(Cell)) + "\r\n");
        }

        await text.FlushAsync(ct);
    }

    /// <summary>Always quoted (RFC 4180 §2.7). What a spreadsheet would take for a formula gets an apostrophe before it.</summary>
    private static string Cell(string? value)
    {
        var text = value ?? "";
        text = text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" + text : text;
        return $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
