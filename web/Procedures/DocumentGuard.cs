using System.Text.RegularExpressions;
using DataPortal.Content;

namespace DataPortal.Procedures;

/// <summary>What no document of an office is, and what a parser should not be asked to read: too long, no text, nested past all sense. Told in the office's words.</summary>
public static partial class DocumentGuard
{
    /// <summary>The longest of the office's own has twenty thousand letters; one of five hundred steps a quarter of a million.</summary>
    public const int MostLetters = 500_000;

    private const int MostFrontLines = 1_000;
    private const int MostBrackets = 100;

    /// <summary>The one thing that keeps a text from being read; null when it may be.</summary>
    internal static ContentProblem? Refuse(string name, string text)
    {
        if (text.Length > MostLetters)
        {
            return new(name, 1, $"dokumen ini {Shared.Show.Number(text.Length)} huruf, paling banyak {Shared.Show.Number(MostLetters)}; pastikan berkasnya benar.");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return new(name, 1, "ini bukan teks; berkas Word dibawa masuk lewat halaman Tempel dari Word.");
        }

        var lines = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n');
        var end = lines[0].TrimEnd() == "---" ? Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") : -1;
        if (end < 0)
        {
            return new(name, 1, "dokumen harus diawali kepala berkas di antara dua baris --- (id, nomor, judul, aktor dan seterusnya).");
        }

        if (end > MostFrontLines)
        {
            return new(name, end + 1, $"kepala berkas lebih dari {Shared.Show.Number(MostFrontLines)} baris; tutup dengan baris --- sesudah aktor dan kolom.");
        }

        var front = lines[1..end];
        var nested = Array.FindIndex(front, line => Nested().IsMatch(line));
        if (nested >= 0 || front.Sum(line => line.Count(letter => letter is '[' or '{')) > MostBrackets)
        {
            return new(name, Math.Max(nested, 0) + 2, "kepala berkas bersarang terlalu dalam; tulis satu butir pada tiap baris.");
        }

        return null;
    }

    /// <summary>A problem of the front matter as the office is told it: the parser's own words are English, and often say nothing.</summary>
    internal static ContentProblem Said(ContentProblem problem)
    {
        const string parser = "the front matter cannot be read: ";
        return problem.Message.StartsWith(parser, StringComparison.Ordinal)
            ? problem with { Message = $"kepala berkas tidak dapat dibaca: {Cause(problem.Message[parser.Length..])}" }
            : problem;
    }

    private static string Cause(string words)
    {
        bool Says(string part) => words.Contains(part, StringComparison.OrdinalIgnoreCase);
        return Says("duplicate key") ? $"kunci {words[(words.LastIndexOf(' ') + 1)..].Trim('\'', '"', '.')} tertulis dua kali; hapus salah satunya."
            : Says("quoted scalar") || Says("unexpected end of stream") ? "tanda kutip atau kurung yang dibuka di baris ini atau sesudahnya tidak ditutup."
            : Says("tab") || Says("cannot start any token") ? "baris ini diawali tab atau tanda yang tidak boleh di sana; lekukan ditulis dengan spasi, dan teks yang diawali tanda baca di antara tanda kutip."
            : "periksa titik dua, tanda kutip dan lekukan di baris ini dan di atasnya. Teks yang memuat titik dua ditulis di antara tanda kutip.";
    }

    [GeneratedRegex(@"^\s*([-?:]\s+){4,}")]
    private static partial Regex Nested();
}
