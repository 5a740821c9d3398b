using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Formats.Px;

namespace DataPortal.Benchmarks;

/// <summary>Reads a large PX file and says what it took; reads every PX file of a folder, writes it and reads it again.</summary>
internal static class PxFiles
{
    public static void Run(string path, int megabytes)
    {
        Make(path, megabytes);
        // Once for the compiler, then for the clock.
        for (var round = 0; round < 3; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var before = Environment.WorkingSet;
            var peak = before;
            using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 5);
            var clock = Stopwatch.StartNew();
            using var file = File.OpenRead(path);
            var table = PxReader.Read(file, CancellationToken.None);
            clock.Stop();
            var cube = table.Cube.Length * 9L;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"px in: {file.Length / 1e6:0} MB, {table.Cube.Length:N0} cells, {clock.Elapsed.TotalSeconds:0.00} s, {file.Length / 1e6 / clock.Elapsed.TotalSeconds:0} MB/s, working set +{(peak - before) / 1e6:0} MB, of them cube {cube / 1e6:0} MB"));
            clock.Restart();
            using var sink = new Counted();
            PxWriter.Write(sink, Whole(table), new("", DateTimeOffset.UnixEpoch), TableOutput.Default);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"px out: {sink.Length / 1e6:0} MB, {clock.Elapsed.TotalSeconds:0.00} s"));
        }
    }

    /// <returns>1 when a file came back other than it went.</returns>
    public static int Check(string folder)
    {
        var (same, refused, changed) = (0, 0, 0);
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => path.EndsWith(".px", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            PxTable first;
            try
            {
                using var file = File.OpenRead(path);
                first = PxReader.Read(file, CancellationToken.None);
            }
            catch (PxException refusal)
            {
                refused++;
                Console.WriteLine($"refused {Path.GetFileName(path)}: {refusal.Message}");
                continue;
            }

            using var written = new MemoryStream();
            PxWriter.Write(written, Whole(first), new("", DateTimeOffset.UnixEpoch), TableOutput.Default);
            written.Position = 0;
            var second = PxReader.Read(written, CancellationToken.None);
            var fault = !first.Cube.Values.AsSpan().SequenceEqual(second.Cube.Values) ? "figures"
                : !first.Cube.Status.AsSpan().SequenceEqual(second.Cube.Status) ? "statuses"
                : Differ(first.Cube.Dimensions, second.Cube.Dimensions) ?? Differ(first.Text, second.Text) ?? Differ((first.Rows, first.Columns).ToTuple(), (second.Rows, second.Columns).ToTuple());
            if (fault is null)
            {
                same++;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"same {Path.GetFileName(path)}: {first.Cube.Values.Count(double.IsFinite)} figures, sum {first.Cube.Values.Where(double.IsFinite).Sum():G10} | {first.Text.Title.Id} | {string.Join(" x ", first.Cube.Dimensions.Select(dimension => $"{dimension.Label.Id} {dimension.Role} {dimension.Categories.Count} ({dimension.Categories[^1].Code} {dimension.Categories[^1].Label})"))} | {string.Join(", ", first.Text.OwnSymbols.Select(symbol => $"{symbol.Mark} {symbol.Meaning.Id}"))} | {string.Join("; ", first.Warnings.Select(warning => $"{warning.Keyword}: {warning.What}"))}"));
            }
            else
            {
                changed++;
                Console.WriteLine($"changed {Path.GetFileName(path)}: {fault}");
            }
        }

        Console.WriteLine($"{same} came back the same, {changed} changed, {refused} refused");
        return changed == 0 ? 0 : 1;
    }

    private static TableView Whole(PxTable table)
    {
        var dimensions = table.Cube.Dimensions.ToList();
        return new(table.Cube, table.Text, new(
            [.. table.Rows.Select(code => dimensions.FindIndex(dimension => dimension.Code == code))], [.. table.Columns.Select(code => dimensions.FindIndex(dimension => dimension.Code == code))],
            [.. dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]));
    }

    private static string? Differ<T>(T before, T after)
    {
        var (a, b) = (JsonSerializer.Serialize(before), JsonSerializer.Serialize(after));
        if (a == b)
        {
            return null;
        }

        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"…{a[Math.Max(0, at - 80)..Math.Min(a.Length, at + 80)]}… became …{b[Math.Max(0, at - 80)..Math.Min(b.Length, at + 80)]}…";
    }

    private static void Make(string path, int megabytes)
    {
        const int Columns = 100;
        var sample = new StringBuilder();
        var random = new Random(1);
        for (var line = 0; line < 1000; line++)
        {
            for (var column = 0; column < Columns; column++)
            {
                sample.Append(random.Next(100) == 0 ? "\"..\" " : string.Create(CultureInfo.InvariantCulture, $"{random.Next(10_000_000, 99_999_999) / 10.0:0.0} "));
            }

            sample.Append("\r\n");
        }

        var block = Encoding.ASCII.GetBytes(sample.ToString());
        var blocks = Math.Min(CubeFile.MaxCells / (1000 * Columns), megabytes * 1_000_000 / block.Length);
        using var file = File.Create(path);
        using var text = new StreamWriter(file) { NewLine = "\r\n" };
        text.WriteLine("CHARSET=\"ANSI\";\r\nAXIS-VERSION=\"2013\";\r\nCODEPAGE=\"utf-8\";\r\nLANGUAGE=\"id\";\r\nDECIMALS=1;\r\nMATRIX=\"besar\";\r\nSUBJECT-CODE=\"A\";\r\nSUBJECT-AREA=\"Uji\";\r\nTITLE=\"Berkas besar\";\r\nCONTENTS=\"Berkas besar\";\r\nUNITS=\"jiwa\";\r\nSTUB=\"baris\";\r\nHEADING=\"kolom\";");
        text.WriteLine($"VALUES(\"baris\")={string.Join(",\r\n", Enumerable.Range(0, blocks * 1000).Select(line => $"\"Baris {line}\""))};");
        text.WriteLine($"VALUES(\"kolom\")={string.Join(',', Enumerable.Range(0, Columns).Select(column => $"\"Kolom {column}\""))};");
        text.WriteLine("DATA=");
        text.Flush();
        for (var at = 0; at < blocks; at++)
        {
            file.Write(block);
        }

        text.WriteLine(";");
    }
}
