using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Activities.Imk;

/// <summary>Dates as people and exports write them: <c>2026-08-12</c>, <c>12/8/2026</c>, <c>12 Agustus 2026</c>, <c>2026-08-12T09:15:00Z</c>. The day comes before the month.</summary>
public static class TypedDate
{
    private static readonly string[] _formats =
        ["yyyy-MM-dd", "yyyy/MM/dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss", "d-M-yyyy H:mm", "d-M-yyyy H:mm:ss"];

    public static DateOnly? Read(string? text)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length > 10 && typed[4] == '-' && typed[10] is ' ' or 'T')
        {
            typed = typed[..10];
        }

        // What ICU calls Agu and Okt, many write Agt and Oct.
        typed = typed.Replace("Agt", "Agu", StringComparison.OrdinalIgnoreCase);
        return DateTime.TryParseExact(typed, _formats, Speech.Indonesian, DateTimeStyles.AllowInnerWhite, out var read) && read.Year is >= 2000 and <= 2100 ? DateOnly.FromDateTime(read) : null;
    }
}
