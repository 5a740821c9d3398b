using System.Diagnostics;
using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Reports;
using DataPortal.Requests;
using DataPortal.Shared;

namespace DataPortal.Benchmarks;

/// <summary>16-1 and 16-2 over one month with very many requests, out of a real store, as a sheet.</summary>
internal static class MonthReports
{
    public static async Task RunAsync(string folder, int count)
    {
        using (var storage = Fill.Open(folder))
        {
            await Fill.WriteAsync(storage.Documents, RequestQueries.Collection, Fill.Requests(count));
        }

        GC.Collect();
        var before = Process.GetCurrentProcess().WorkingSet64;
        using var opened = Fill.Open(folder);
        var month = new ReportMonth(2026, 10);
        var watch = Stopwatch.StartNew();
        var lines = await new Register(opened.Documents).LinesAsync(month, default);
        var read = watch.Elapsed;
        var content = new Snapshot(month.ToString(), lines, [new("6", "Pemberitahuan", "5 menit"), new("7", "Mengirim data", "5 menit")]);
        var summary = Summary.Of(lines, code => code, [.. content.Steps.Select(step => (step.No, step.Activity, step.Standard))]);
        var counted = watch.Elapsed;
        var files = new ReportFiles(Microsoft.Extensions.Options.Options.Create(new OfficeOptions()), new Subjects(BenchContent.Root));
        await using var sheet = File.Create(Path.Combine(folder, "16-1.xlsx"));
        files.Find("16-1", "xlsx")!.Write(sheet, new(month, content, summary, null, [], false), true);
        var written = watch.Elapsed;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"16-1 over {lines.Count} requests: read {read.TotalSeconds:F2} s, 16-2 counted {(counted - read).TotalSeconds:F2} s, XLSX {(written - counted).TotalSeconds:F2} s ({sheet.Length / 1e6:F1} MB); whole {written.TotalSeconds:F2} s; peak {process.PeakWorkingSet64 / 1e6:F0} MB, {(process.PeakWorkingSet64 - before) / 1e6:F0} MB more than before"));
    }
}
