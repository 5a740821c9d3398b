using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace DataPortal.Tests.Shared.Pdf;

/// <summary>Reads a PDF of ours strictly, by its cross-references alone: every object must stand where they say.</summary>
public sealed partial class PdfFile
{
    private readonly byte[] _file;
    private int[]? _pages;
    private readonly Dictionary<int, (string Text, byte[]? Data)> _objects = [];

    public PdfFile(byte[] file)
    {
        _file = file;
        var text = Encoding.Latin1.GetString(file);
        Assert.StartsWith("%PDF-1.7\n", text);
        Assert.EndsWith("%%EOF\n", text);
        var start = int.Parse(LastNumber().Match(text).Groups[1].Value, CultureInfo.InvariantCulture);
        var (trailer, rows) = Direct(start);
        Trailer = trailer;
        var size = int.Parse(Regex.Match(trailer, @"/Size (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
        var table = Unpredicted(rows!, 7);
        Assert.Equal(size * 7, table.Length);
        var packs = new Dictionary<int, List<(int Id, int Index)>>();
        for (var id = 1; id < size; id++)
        {
            var row = table.AsSpan(id * 7, 7);
            var place = (row[1] << 24) | (row[2] << 16) | (row[3] << 8) | row[4];
            if (row[0] == 1)
            {
                Assert.StartsWith($"{id} 0 obj\n", text[place..Math.Min(text.Length, place + 24)]);
                _objects[id] = Direct(place);
            }
            else
            {
                Assert.Equal(2, row[0]);
                (packs.TryGetValue(place, out var pack) ? pack : packs[place] = []).Add((id, (row[5] << 8) | row[6]));
            }
        }

        foreach (var (pack, inside) in packs)
        {
            var (dictionary, data) = _objects[pack];
            var body = Encoding.Latin1.GetString(data!);
            var first = int.Parse(Regex.Match(dictionary, @"/First (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
            var index = body[..first].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
            foreach (var (id, at) in inside)
            {
                Assert.Equal(id, index[at * 2]);
                var end = at * 2 + 3 < index.Length ? first + index[at * 2 + 3] : body.Length;
                _objects[id] = (body[(first + index[at * 2 + 1])..end], null);
            }
        }

        foreach (var (_, (value, _)) in _objects)
        {
            foreach (Match reference in Reference().Matches(value))
            {
                Assert.True(_objects.ContainsKey(int.Parse(reference.Groups[1].Value, CultureInfo.InvariantCulture)), $"Nothing stands where {reference.Value} leads.");
            }
        }
    }

    public string Trailer { get; }

    public IEnumerable<string> Objects => _objects.Values.Select(one => one.Text);

    public IReadOnlyList<string> OfType(string type) => [.. Objects.Where(text => text.Contains($"/{type}", StringComparison.Ordinal) && Regex.IsMatch(text, $@"/(Type|S)/{type}\b"))];

    public int PageCount => Pages.Count;

    /// <summary>Identifiers of the pages in order.</summary>
    public IReadOnlyList<int> Pages => _pages ??= [.. Reference().Matches(Regex.Match(OfType("Pages").Single(), @"/Kids\[(.*?)\]").Groups[1].Value).Select(one => int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture))];

    /// <summary>The words shown on a page, a line per piece of text, in the order they were drawn.</summary>
    public string PageText(int page)
    {
        var contents = Reference().Matches(Regex.Match(_objects[Pages[page]].Text, @"/Contents\[(.*?)\]").Groups[1].Value);
        var drawn = string.Concat(contents.Select(one => Encoding.Latin1.GetString(_objects[int.Parse(one.Groups[1].Value, CultureInfo.InvariantCulture)].Data!)));
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        return string.Join('\n', Shown().Matches(drawn).Select(one => windows.GetString(Encoding.Latin1.GetBytes(Regex.Replace(one.Groups[1].Value, @"\\(.)", "$1")))));
    }

    public string Text => string.Join('\n', Enumerable.Range(0, PageCount).Select(PageText));

    /// <summary>What poppler's pdftotext reads; null where it is not installed.</summary>
    public static string? Poppler(byte[] file, params string[] options)
    {
        var name = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(name, file);
            using var process = Process.Start(new ProcessStartInfo("pdftotext", [.. options, "-enc", "UTF-8", name, "-"]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var complaints = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal("", complaints.GetAwaiter().GetResult());
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(name);
        }
    }

    private (string Text, byte[]? Data) Direct(int place)
    {
        var text = Encoding.Latin1.GetString(_file, place, Math.Min(_file.Length - place, 20_000));
        var end = text.IndexOf(">>\nstream\n", StringComparison.Ordinal);
        var dictionary = text[..end];
        var length = int.Parse(Regex.Match(dictionary, @"/Length (\d+)$").Groups[1].Value, CultureInfo.InvariantCulture);
        var raw = _file.AsSpan(place + end + 10, length);
        Assert.Equal("\nendstream\nendobj\n", Encoding.Latin1.GetString(_file, place + end + 10 + length, 18));
        if (!dictionary.Contains("/Filter/FlateDecode", StringComparison.Ordinal))
        {
            return (dictionary, raw.ToArray());
        }

        using var zlib = new ZLibStream(new MemoryStream(raw.ToArray()), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zlib.CopyTo(plain);
        return (dictionary, plain.ToArray());
    }

    private static byte[] Unpredicted(byte[] rows, int columns)
    {
        var plain = new byte[rows.Length / (columns + 1) * columns];
        for (var row = 0; row * (columns + 1) < rows.Length; row++)
        {
            Assert.Equal(2, rows[row * (columns + 1)]);
            for (var at = 0; at < columns; at++)
            {
                plain[row * columns + at] = (byte)(rows[row * (columns + 1) + 1 + at] + (row > 0 ? plain[(row - 1) * columns + at] : 0));
            }
        }

        return plain;
    }

    [GeneratedRegex(@"startxref\n(\d+)\n", RegexOptions.RightToLeft)]
    private static partial Regex LastNumber();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Reference();

    [GeneratedRegex(@"Td \(((?:\\.|[^\\)])*)\)Tj", RegexOptions.Singleline)]
    private static partial Regex Shown();
}
