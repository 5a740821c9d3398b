using System.Globalization;
using System.Text.RegularExpressions;

namespace DataPortal.WorkingTime;

public enum StandardUnit
{
    /// <summary>No standard: time is recorded, not judged.</summary>
    None,
    Seconds,
    Minutes,
    Hours,

    /// <summary>Calendar days (<c>hari</c>).</summary>
    Days,
    WorkingDays,
    Weeks,
    Months,
    Years,

    /// <summary>The date set for the item (<c>Sesuai jadwal/beban kerja</c>).</summary>
    Scheduled,
}

/// <summary>A standard time (<i>mutu baku: waktu</i>) as a procedure writes it, read by the grammar of procedures.md §2.2.</summary>
/// <param name="Target">The lower end of a range: shown and reported apart; null where there is none.</param>
/// <param name="Limit">What must not be passed, in <paramref name="Unit"/>; 0 without a standard and for a date set for the item.</param>
/// <param name="Text">As it was written.</param>
public sealed partial record ServiceStandard(StandardUnit Unit, decimal? Target, decimal Limit, string Text)
{
    private const int LongestYears = 100;

    public static ServiceStandard None { get; } = new(StandardUnit.None, null, 0, "");

    /// <summary>Whether there is anything to judge by.</summary>
    public bool IsJudged => Unit != StandardUnit.None;

    /// <summary>Seconds, minutes or hours: counted inside the windows of a clock.</summary>
    public bool IsDuration => Unit is StandardUnit.Seconds or StandardUnit.Minutes or StandardUnit.Hours;

    /// <summary>Days, weeks, months or years: counted in dates, due at closing hour.</summary>
    public bool IsDate => Unit is StandardUnit.Days or StandardUnit.WorkingDays or StandardUnit.Weeks or StandardUnit.Months or StandardUnit.Years;

    /// <summary>The limit as time; only of a duration.</summary>
    public TimeSpan? LimitTime => IsDuration ? Time(Limit) : null;

    /// <summary>The target of a range as time; only of a duration.</summary>
    public TimeSpan? TargetTime => IsDuration && Target is { } target ? Time(target) : null;

    /// <summary>Reads a standard. Empty and <c>-</c> mean <see cref="None"/>.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says how it is written.</exception>
    public static ServiceStandard Parse(string text) => TryParse(text, out var problem)
        ?? throw new FormatException(problem);

    /// <returns>Null when it cannot be read; then <paramref name="problem"/> says why.</returns>
    public static ServiceStandard? TryParse(string text, out string? problem)
    {
        problem = null;
        var plain = Dash().Replace(text, "-").Trim();
        if (plain is "" or "-")
        {
            return None with { Text = text.Trim() };
        }

        if (Schedule().IsMatch(plain))
        {
            return new(StandardUnit.Scheduled, null, 0, text.Trim());
        }

        if (Amount().Match(plain) is not { Success: true } match)
        {
            problem = $"Waktu \"{text.Trim()}\" tidak dapat dibaca; tulis misalnya 5 menit, 1 - 2 jam, 5 hari kerja, 3 minggu, 1 bulan, Sesuai jadwal/beban kerja, atau -.";
            return null;
        }

        var unit = UnitOf(match.Groups["unit"].Value);
        var first = Number(match.Groups["a"].Value);
        decimal? target = match.Groups["b"].Success ? first : null;
        var limit = target is null ? first : Number(match.Groups["b"].Value);
        var standard = new ServiceStandard(unit, target, limit, text.Trim());
        problem = standard.Problem();
        return problem is null ? standard : null;
    }

    private string? Problem()
    {
        if (Limit <= 0 || Target <= 0)
        {
            return $"Waktu \"{Text}\": angkanya harus lebih dari nol.";
        }

        if (Target >= Limit)
        {
            return $"Waktu \"{Text}\": angka pertama harus lebih kecil daripada angka kedua.";
        }

        if (IsDate && (Limit != decimal.Truncate(Limit) || (Target is { } target && target != decimal.Truncate(target))))
        {
            return $"Waktu \"{Text}\": hari, minggu, bulan dan tahun ditulis dengan angka bulat.";
        }

        var longest = LongestYears * Unit switch
        {
            StandardUnit.Seconds => 365m * 24 * 60 * 60,
            StandardUnit.Minutes => 365m * 24 * 60,
            StandardUnit.Hours => 365m * 24,
            StandardUnit.Days or StandardUnit.WorkingDays => 365m,
            StandardUnit.Weeks => 52m,
            StandardUnit.Months => 12m,
            StandardUnit.Years => 1m,
            StandardUnit.None or StandardUnit.Scheduled => 0m,
            _ => throw new InvalidOperationException($"{Unit} is no unit."),
        };
        return Limit > longest ? $"Waktu \"{Text}\": lebih dari {LongestYears} tahun." : null;
    }

    private TimeSpan Time(decimal amount) => TimeSpan.FromTicks((long)(amount * Unit switch
    {
        StandardUnit.Seconds => TimeSpan.TicksPerSecond,
        StandardUnit.Minutes => TimeSpan.TicksPerMinute,
        StandardUnit.Hours => TimeSpan.TicksPerHour,
        _ => throw new InvalidOperationException($"{Unit} is no duration."),
    }));

    private static StandardUnit UnitOf(string word) => Space().Replace(word, "").ToLowerInvariant() switch
    {
        "detik" => StandardUnit.Seconds,
        "menit" => StandardUnit.Minutes,
        "jam" => StandardUnit.Hours,
        "hari" => StandardUnit.Days,
        "harikerja" => StandardUnit.WorkingDays,
        "minggu" => StandardUnit.Weeks,
        "bulan" => StandardUnit.Months,
        "tahun" => StandardUnit.Years,
        var other => throw new InvalidOperationException($"The grammar lets '{other}' pass."),
    };

    private static decimal Number(string digits) => decimal.Parse(digits.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[\u2010-\u2015\u2212]")]
    private static partial Regex Dash();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"^(sesuai\s*(jadwal|beban\s*kerja)(\s*/\s*(jadwal|beban\s*kerja))?|menyesuaikan|insidentil)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Schedule();

    [GeneratedRegex(@"^(±\s*|maksimal\s*)?(?<a>[0-9]{1,9}(,[0-9]{1,3})?)(\s*-\s*(?<b>[0-9]{1,9}(,[0-9]{1,3})?))?\s*(?<unit>detik|menit|jam|hari\s*kerja|hari|minggu|bulan|tahun)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}
