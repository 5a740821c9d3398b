using System.Text;
using System.Text.Json;
using DataPortal.Tables.Formats.JsonStat;

namespace DataPortal.Tables.Import;

/// <summary>Files that say themselves what their figures are: nothing is guessed, so there is nothing to map.</summary>
internal static class DescribedFile
{
    /// <returns>Null for a spreadsheet, which has to be understood first.</returns>
    /// <exception cref="UploadRefusedException">It is no sound file of its kind.</exception>
    public static TablePreview? Read(Stream file, string? sheet, TableLimits limits, CancellationToken ct) =>
        Starts(file, "{"u8) && file.Length <= limits.TableUploadBytes ? JsonStat(file, sheet, limits, ct) : null;

    /// <summary>A static table as the BPS WebAPI hands it out: a page, its tags escaped, in <c>data.table</c>, its title beside it (model <c>statictable</c>).</summary>
    /// <returns>Null for anything else.</returns>
    public static string? WebApiPage(Stream file, TableLimits limits)
    {
        if (!Starts(file, "{"u8) || file.Length > limits.TableUploadBytes)
        {
            return null;
        }

        try
        {
            file.Position = 0;
            using var json = JsonDocument.Parse(file, new() { MaxDepth = 32 });
            return json.RootElement.TryGetProperty("data", out var data) && data.ValueKind is JsonValueKind.Object && data.TryGetProperty("table", out var table) && table.ValueKind is JsonValueKind.String
                ? $"<p>{(data.TryGetProperty("title", out var title) && title.ValueKind is JsonValueKind.String ? System.Net.WebUtility.HtmlEncode(title.GetString()) : "")}</p>{System.Net.WebUtility.HtmlDecode(table.GetString())}"
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static TablePreview JsonStat(Stream file, string? sheet, TableLimits limits, CancellationToken ct)
    {
        try
        {
            file.Position = 0;
            var datasets = JsonStatReader.Read(file, CubeFile.MaxCells, ct);
            var names = datasets.Select((dataset, at) => $"{at + 1}. {dataset.Text.Title.Id}").ToList();
            var at = sheet is not null && names.IndexOf(sheet) is >= 0 and var found ? found : 0;
            var preview = Preview(datasets[at].Cube, datasets[at].Text, datasets[at].Rows, datasets[at].Columns);
            return datasets.Count == 1 ? preview : preview with { Sheets = names, Sheet = names[at] };
        }
        catch (JsonStatException wrong)
        {
            throw new UploadRefusedException($"Berkas JSON ini tidak dapat dibaca sebagai JSON-stat. {wrong.Message}");
        }
    }

    /// <summary>What such a file says, as a preview: only words a person may still change are asked about.</summary>
    internal static TablePreview Preview(Cube cube, TableText text, IReadOnlyList<string> rows, IReadOnlyList<string> columns) => new()
    {
        FileName = "",
        IsDescribed = true,
        Form = SheetForm.CrossTab,
        Title = text.Title.Id,
        TitleEnglish = text.Title.En,
        Unit = text.Unit?.Id,
        Source = text.Source.Id,
        Notes = [.. text.Notes.Select(note => note.Id)],
        Period = text.Period,
        Decimals = text.Decimals,
        Text = text,
        Cube = cube,
        Rows = rows,
        Columns = columns,
        Symbols = cube.Status.Where(status => status is not CellStatus.Normal).CountBy(status => status).ToDictionary(),
        Totals = TotalsChecker.Check(cube, text.Decimals),
    };

    // Byte order mark and blanks passed over.
    private static bool Starts(Stream file, ReadOnlySpan<byte> with)
    {
        Span<byte> start = stackalloc byte[256];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        start = start.StartsWith(Encoding.UTF8.Preamble) ? start[3..] : start;
        return start.TrimStart(" \t\r\n"u8).StartsWith(with) && !start.TrimStart(" \t\r\n"u8).StartsWith("{\\rtf"u8);
    }
}
