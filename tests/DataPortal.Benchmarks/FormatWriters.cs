using System.Diagnostics;
using System.Globalization;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Dimension = DataPortal.Tables.Dimension;

namespace DataPortal.Benchmarks;

/// <summary>A table of a million cells out in every form, with the time of the best of five and the memory it took on top; the Open XML SDK's own streaming writer beside ours.</summary>
internal static class FormatWriters
{
    private static readonly TableOrigin _origin = new("BPS Kabupaten Muara Enim", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7))) { Table = "uji" };

    public static void Run(string only)
    {
        var million = View(10_000);
        foreach (var name in (string[])["csv", "csv2", "csv3", "json-stat2", "json-stat", "json-px", "sdmx-csv", "html", "xlsx", "ods"])
        {
            if (only.Length == 0 || only == name)
            {
                Measure($"1,000,000 cells as {name}", to => TableFormats.Find(name)!.Write(to, million, _origin, TableOutput.Default));
            }
        }

        if (only.Length == 0 || only == "xlsx")
        {
            Measure("1,000,000 cells as xlsx by the Open XML SDK (SAX), the grid alone", to => BySdk(to, million));
        }

        if (only.Length == 0 || only == "pdf")
        {
            var pdf = Narrow(2_000);
            Measure("2,000 rows as pdf", to => TableFormats.Find("pdf")!.Write(to, pdf, _origin, TableOutput.Default));
        }

        Console.WriteLine($"Load of the machine: {(File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown")}, {Environment.ProcessorCount} processors");
    }

    private static TableView View(int regions)
    {
        var cube = new Cube
        {
            Dimensions = [Desa(regions), Plain("tahun", "Tahun", DimensionRole.Time, Enumerable.Range(2016, 10).Select(year => $"{year}")), Plain("umur", "Umur", DimensionRole.Other, Enumerable.Range(0, 10).Select(age => $"{age * 5}–{age * 5 + 4}"))],
            Values = [.. Enumerable.Range(0, regions * 100).Select(at => at % 3 == 0 ? at * 7 % 100_003 : at * 13 % 1_000_003 / 100.0)],
            Status = [.. Enumerable.Range(0, regions * 100).Select(at => at % 50 == 7 ? CellStatus.NotAvailable : at % 40 == 3 ? CellStatus.Provisional : CellStatus.Normal)],
        };
        return Of(cube, [0], [1, 2]);
    }

    private static TableView Narrow(int rows)
    {
        var cube = new Cube
        {
            Dimensions = [Desa(rows), Plain("tahun", "Tahun", DimensionRole.Time, Enumerable.Range(2021, 6).Select(year => $"{year}"))],
            Values = [.. Enumerable.Range(0, rows * 6).Select(at => at * 13 % 1_000_003 / 100.0)],
            Status = new CellStatus[rows * 6],
        };
        return Of(cube, [0], [1]);
    }

    private static Dimension Desa(int count) => Plain("desa", "Desa", DimensionRole.Region, Enumerable.Range(0, count).Select(at => $"Desa Karang {at}"));

    private static Dimension Plain(string code, string label, DimensionRole role, IEnumerable<string> labels) =>
        new(code, new(label), role, [.. labels.Select((text, at) => new Category(role is DimensionRole.Time ? text : (16030000 + at).ToString(CultureInfo.InvariantCulture), new(text)))]);

    private static TableView Of(Cube cube, int[] rows, int[] columns) => new(cube, new()
    {
        Title = new("Jumlah penduduk menurut desa, tahun dan umur"),
        Unit = new("jiwa"),
        Decimals = 2,
        Source = new("BPS Kabupaten Muara Enim"),
        Period = "2016–2025",
        Address = "https://contoh.go.id/tabel/uji",
    }, new(rows, columns, [.. cube.Dimensions.Select(dimension => Enumerable.Range(0, dimension.Categories.Count).ToArray())]));

    private static void Measure(string what, Action<Stream> write)
    {
        write(new Counted());
        var (best, bytes, most, allocated) = (double.MaxValue, 0L, 0L, 0L);
        for (var round = 0; round < 5; round++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, true, true);
            using var process = Process.GetCurrentProcess();
            var before = process.WorkingSet64;
            using var to = new Counted();
            var before2 = GC.GetTotalAllocatedBytes(true);
            using var done = new ManualResetEventSlim();
            var peak = before;
            var watcher = new Thread(() =>
            {
                while (!done.Wait(3))
                {
                    process.Refresh();
                    peak = Math.Max(peak, process.WorkingSet64);
                }
            });
            watcher.Start();
            var watch = Stopwatch.StartNew();
            write(to);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
            done.Set();
            watcher.Join();
            most = Math.Max(most, peak - before);
            allocated = GC.GetTotalAllocatedBytes(true) - before2;
            bytes = to.Length;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {best:F0} ms, {bytes / 1e6:F1} MB written, {most / 1e6:F0} MB more memory at most, {allocated / 1e6:F0} MB allocated"));
    }

    private static void BySdk(Stream to, TableView view)
    {
        using var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        using (var book = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = book.AddWorkbookPart();
            var sheet = workbook.AddNewPart<WorksheetPart>();
            var grid = new TableGrid(view);
            using (var writer = OpenXmlWriter.Create(sheet))
            {
                writer.WriteStartElement(new Worksheet());
                writer.WriteStartElement(new SheetData());
                for (var row = 0; row < grid.RowCount; row++)
                {
                    writer.WriteStartElement(new Row());
                    writer.WriteElement(new Cell { DataType = CellValues.String, CellValue = new(grid.RowCategory(0, row).Label.ToString()) });
                    for (var column = 0; column < grid.ColumnCount; column++)
                    {
                        var figure = grid[row, column];
                        writer.WriteElement(figure.IsNumber ? new Cell { CellValue = new(figure.Number) } : new Cell { DataType = CellValues.String, CellValue = new(figure.Mark) });
                    }

                    writer.WriteEndElement();
                }

                writer.WriteEndElement();
                writer.WriteEndElement();
            }

            workbook.Workbook = new Workbook(new Sheets(new DocumentFormat.OpenXml.Spreadsheet.Sheet { Name = "Tabel", SheetId = 1, Id = workbook.GetIdOfPart(sheet) }));
        }

        file.Position = 0;
        file.CopyTo(to);
    }
}
