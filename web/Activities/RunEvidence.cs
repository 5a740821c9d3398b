using System.Globalization;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities;

/// <summary>How the evidence of a step is written in the log (procedures.md §1.6): <c>file/</c>, <c>note/</c>, <c>tick/</c>, <c>letter/</c>, <c>run/</c>, each followed by what it names.</summary>
public static class RunEvidence
{
    private const string FileMark = "file/";
    private const string NoteMark = "note/";
    private const string TickMark = "tick/";
    private const string LetterMark = "letter/";

    /// <summary>A file by its hash: <c>file/{hash}/{bytes}/{media type}/{name}</c>.</summary>
    public static string Of(FileReference file) =>
        $"{FileMark}{file.Hash}/{file.Length.ToString(CultureInfo.InvariantCulture)}/{Uri.EscapeDataString(file.MediaType)}/{file.Name}";

    /// <summary>What was typed instead of a file, or beside it.</summary>
    public static string Note(string text) => NoteMark + text;

    /// <summary>Something the document asks for (<i>Kelengkapan</i>, <i>Keluaran</i>) was there: its own words.</summary>
    public static string Tick(string words) => TickMark + words;

    /// <summary>A letter of an actor outside the office: <c>letter/{date}/{number}</c>.</summary>
    public static string Letter(string number, DateOnly date) => $"{LetterMark}{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}/{number}";

    /// <summary>The file a line of evidence names, or null.</summary>
    public static FileReference? File(string evidence)
    {
        if (!evidence.StartsWith(FileMark, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = evidence.Split('/', 5);
        return parts.Length == 5 && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? new(parts[1], parts[4], Uri.UnescapeDataString(parts[3]), length)
            : null;
    }

    /// <summary>A file that some attempt of the run names, by its hash; null when none does.</summary>
    /// <param name="may">Attempts whose evidence may be read.</param>
    public static FileReference? FileOf(Run run, string hash, Func<Attempt, bool> may) =>
        run.Attempts.Where(may).SelectMany(attempt => attempt.Evidence).Select(File).FirstOrDefault(file => file?.Hash == hash);

    /// <summary>What was ticked, in the document's words.</summary>
    public static IReadOnlyList<string> Ticks(IEnumerable<string> evidence) => After(evidence, TickMark);

    public static IReadOnlyList<string> Notes(IEnumerable<string> evidence) => After(evidence, NoteMark);

    /// <summary>A line of evidence in words; files and runs have their own links.</summary>
    public static string Words(string evidence) => evidence switch
    {
        _ when File(evidence) is { } file => file.Name,
        _ when evidence.StartsWith(NoteMark, StringComparison.Ordinal) => evidence[NoteMark.Length..],
        _ when evidence.StartsWith(TickMark, StringComparison.Ordinal) => "Ada: " + evidence[TickMark.Length..],
        _ when evidence.StartsWith(LetterMark, StringComparison.Ordinal) && evidence.Split('/', 3) is [_, var date, var number] && DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day) =>
            $"Surat {number}, {Show.Date(day)}",
        _ when evidence.StartsWith(Attempt.ChildEvidence, StringComparison.Ordinal) => "Kegiatan rinci",
        _ => evidence,
    };

    /// <summary>Where staff download a file of a run's evidence.</summary>
    public static string Address(Run run, FileReference file) => $"~/petugas/kegiatan/{run.Id}/berkas/{file.Hash}/{Uri.EscapeDataString(file.Name)}";

    private static IReadOnlyList<string> After(IEnumerable<string> evidence, string mark) =>
        [.. evidence.Where(line => line.StartsWith(mark, StringComparison.Ordinal)).Select(line => line[mark.Length..])];
}
