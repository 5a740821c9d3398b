using DataPortal.Requests;
using DataPortal.Shared;

namespace DataPortal.Reports;

/// <summary>How many requests of a group stood how when the month ended.</summary>
public sealed record Balance(int CarriedOver, int Received, int Fulfilled, int Partly, int NotHeld, int Refused, int Withdrawn, int Open)
{
    /// <summary>The law of 16-2: what came in equals what became of it.</summary>
    public bool Holds => CarriedOver + Received == Fulfilled + Partly + NotHeld + Refused + Withdrawn + Open;

    public int All => CarriedOver + Received;

    public int Answered => Fulfilled + Partly + NotHeld + Refused;

    public static Balance Of(IEnumerable<RegisterLine> lines)
    {
        var all = lines as IReadOnlyCollection<RegisterLine> ?? [.. lines];
        int Standing(Standing standing) => all.Count(line => line.Standing == standing);
        return new(all.Count(line => line.CarriedOver), all.Count(line => !line.CarriedOver),
            Standing(Reports.Standing.Fulfilled), Standing(Reports.Standing.Partly), Standing(Reports.Standing.NotHeld),
            Standing(Reports.Standing.Refused), Standing(Reports.Standing.Withdrawn), Standing(Reports.Standing.Open));
    }
}

/// <summary>One row of a table of 16-2.</summary>
public sealed record Group(string Label, Balance Balance);

/// <summary>One table of 16-2: all requests of the month, divided by one answer. Its rows add up to the month.</summary>
public sealed record Breakdown(string Title, string Heading, IReadOnlyList<Group> Groups);

/// <summary>Working time of one step against its standard.</summary>
/// <param name="Cases">Working minutes of each judged case, ascending.</param>
/// <param name="Within">Cases answered by their due moment.</param>
/// <param name="Judged">Cases that have a judgement.</param>
public sealed record StepTime(string Step, string Activity, string Standard, IReadOnlyList<double> Cases, IReadOnlyList<double> Work, int Within, int Judged)
{
    /// <summary>Below this many the cases are listed and no percentile is given (procedures.md §10).</summary>
    public const int Fewest = 5;

    public double? Median => Percentile(Cases, 50);

    public double? P90 => Percentile(Cases, 90);

    public double? WorkMedian => Percentile(Work, 50);

    /// <summary>Per cent.</summary>
    public double? ShareWithin => Judged == 0 ? null : 100.0 * Within / Judged;

    /// <summary>By nearest rank (procedures.md §10): always a time that was really taken.</summary>
    /// <param name="ascending">Sorted values.</param>
    public static double? Percentile(IReadOnlyList<double> ascending, int percent) =>
        ascending.Count == 0 ? null : ascending[Math.Max(0, (int)Math.Ceiling(percent / 100.0 * ascending.Count) - 1)];
}

/// <summary>Something asked for and not held, and how often.</summary>
public sealed record Unmet(string Title, string Reason, string Referral, int Count);

/// <summary>16-2, the summary of the month: counted from the lines of 16-1 and from nothing else.</summary>
public sealed record Summary
{
    public required Balance Total { get; init; }
    public required IReadOnlyList<Breakdown> Breakdowns { get; init; }
    public required IReadOnlyList<StepTime> Steps { get; init; }
    public required IReadOnlyList<Unmet> Unmet { get; init; }
    public required IReadOnlyList<Group> MostAsked { get; init; }

    public bool HasSamples { get; init; }

    /// <param name="subject">Name of a CSA code.</param>
    /// <param name="steps">The steps of the procedure that answer (6 and 7): number, activity, standard.</param>
    public static Summary Of(IReadOnlyList<RegisterLine> lines, Func<string, string> subject, IReadOnlyList<(string No, string Activity, string Standard)> steps) => new()
    {
        Total = Balance.Of(lines),
        HasSamples = lines.Any(line => line.IsSample),
        Breakdowns =
        [
            By(lines, T("Menurut kanal", "By channel"), T("Kanal", "Channel"), line => line.Channel.Label()),
            By(lines, T("Menurut kategori instansi", "By category of institution"), T("Kategori instansi", "Category"), line => line.InstitutionCategory?.Label()),
            By(lines, T("Menurut pekerjaan", "By occupation"), T("Pekerjaan", "Occupation"), line => line.Occupation?.Label()),
            By(lines, T("Menurut pendidikan", "By education"), T("Pendidikan", "Education"), line => line.Education?.Label()),
            By(lines, T("Menurut pemanfaatan", "By purpose"), T("Pemanfaatan", "Purpose"), line => line.Purpose.Label()),
            By(lines, T("Menurut subjek", "By subject"), T("Subjek", "Subject"), line => line.Subject is { } code ? subject(code) : null),
        ],
        Steps = [.. steps.Select(step => Times(step, [.. lines.Where(line => line.Step == step.No)]))],
        Unmet =
        [
            .. lines.SelectMany(line => line.Unmet)
                .GroupBy(need => (Title: Key(need.Title), need.Reason, need.Referral))
                .Select(same => new Unmet(same.First().Title.Trim(), same.Key.Reason, same.Key.Referral ?? "", same.Count()))
                .OrderByDescending(unmet => unmet.Count).ThenBy(unmet => unmet.Title, StringComparer.CurrentCulture),
        ],
        MostAsked =
        [
            .. lines.Where(line => line.Subject is not null).GroupBy(line => line.Subject!)
                .Select(same => new Group(subject(same.Key), Balance.Of([.. same])))
                .OrderByDescending(group => group.Balance.All).ThenBy(group => group.Label, StringComparer.CurrentCulture).Take(5),
        ],
    };

    private static Breakdown By(IReadOnlyList<RegisterLine> lines, string title, string heading, Func<RegisterLine, string?> label) => new(title, heading,
    [
        .. lines.GroupBy(line => label(line) ?? T("Tidak diisi", "Not given"))
            .Select(same => new Group(same.Key, Balance.Of([.. same])))
            .OrderByDescending(group => group.Balance.All).ThenBy(group => group.Label, StringComparer.CurrentCulture),
    ]);

    private static StepTime Times((string No, string Activity, string Standard) step, IReadOnlyList<RegisterLine> lines) => new(step.No, step.Activity, step.Standard,
        [.. lines.Select(line => line.LeadMinutes).OfType<double>().Order()],
        [.. lines.Select(line => line.WorkMinutes).OfType<double>().Order()],
        lines.Count(line => line.WithinStandard is true),
        lines.Count(line => line.WithinStandard is not null));

    private static string Key(string title) => string.Join(' ', title.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string T(string indonesian, string english) => Speech.T(indonesian, english);
}
