using DataPortal.Shared;

namespace DataPortal.Reports;

/// <summary>The words of 16-1 and 16-2.</summary>
public static class Words
{
    public static string Label(this Standing standing) => standing switch
    {
        Standing.Fulfilled => "Dijawab dengan data",
        Standing.Partly => "Sebagian dijawab",
        Standing.NotHeld => "Tidak tersedia",
        Standing.Refused => "Ditolak",
        Standing.Withdrawn => "Ditarik",
        Standing.Open => "Masih terbuka",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };

    /// <summary>Whether the office held what was asked: the column <i>ada/tidak</i> of the register.</summary>
    public static string Held(this Standing standing) => standing switch
    {
        Standing.Fulfilled => "Ada",
        Standing.Partly => "Sebagian",
        Standing.NotHeld => "Tidak ada",
        Standing.Refused => "Tidak diberikan",
        Standing.Withdrawn or Standing.Open => "–",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, null),
    };

    /// <summary>Age groups of the data needs survey (SKD).</summary>
    public static string AgeGroup(int? age) => age switch
    {
        null => "–",
        < 17 => "di bawah 17",
        <= 25 => "17–25",
        <= 34 => "26–34",
        <= 44 => "35–44",
        <= 54 => "45–54",
        <= 65 => "55–65",
        _ => "di atas 65",
    };

    public static string Within(this RegisterLine line) => line.WithinStandard switch
    {
        true => "Ya",
        false => "Tidak",
        null => "–",
    };

    /// <summary><c>18</c> · <c>0,4</c> · <c>–</c>: working minutes; one decimal below ten.</summary>
    public static string Minutes(double? minutes) => minutes is not { } number ? "–" : number < 10 ? Show.Number(number, number == Math.Floor(number) ? 0 : 1) : Show.Number((long)Math.Round(number));

    public static string Percent(double? share) => share is { } number ? Show.Number(number, 1) : "–";

    /// <summary>The offices that sign, as the procedure names them (step 8).</summary>
    public const string Signer = "Kepala Seksi Diseminasi dan Layanan Statistik";
    public const string Receiver = "Kepala Bidang IPDS";

    /// <summary>An unmet need in one line.</summary>
    public static string Line(Unmet unmet) => $"{unmet.Title}: {unmet.Count} permintaan"
        + (unmet.Reason.Length > 0 ? $", {Inside(unmet.Reason)}" : "")
        + (unmet.Referral.Length > 0 ? $", dirujuk ke {unmet.Referral}" : "");

    /// <summary>A sentence's beginning within another: lower case, unless it begins with an abbreviation (BPS).</summary>
    private static string Inside(string text) => text.Length > 1 && char.IsUpper(text[1]) ? text : $"{char.ToLowerInvariant(text[0])}{text[1..]}";

    /// <summary>What the month came to, in a sentence or two.</summary>
    public static string Sentence(Summary summary)
    {
        var total = summary.Total;
        var (within, judged) = (summary.Steps.Sum(step => step.Within), summary.Steps.Sum(step => step.Judged));
        return total.All == 0
            ? "Tidak ada permintaan pada bulan ini."
            : $"{total.Received} permintaan masuk{(total.CarriedOver > 0 ? $" dan {total.CarriedOver} dari bulan sebelumnya" : "")}: {total.Fulfilled} dijawab dengan data, {total.Partly} sebagian, {total.NotHeld} tidak tersedia, {total.Refused} ditolak, {total.Withdrawn} ditarik, {total.Open} masih terbuka."
                + (judged > 0 ? $" Standar waktu dipenuhi pada {within} dari {judged} jawaban." : "");
    }
}
