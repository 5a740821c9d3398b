namespace DataPortal.Reports;

/// <summary>A cell of 16-2 as files write it: a number, or words where there is none.</summary>
internal readonly record struct SummaryCell(string Text, double? Number = null, int Decimals = 0)
{
    public static implicit operator SummaryCell(string text) => new(text);

    public static implicit operator SummaryCell(int count) => new("", count);

    public static SummaryCell Of(double? number, int decimals) => number is { } value ? new("", Math.Round(value, decimals), decimals) : new("–");
}

internal sealed record SummaryRow(IReadOnlyList<SummaryCell> Cells, bool IsTotal = false);

internal sealed record SummaryTable(string Title, IReadOnlyList<string> Headings, IReadOnlyList<SummaryRow> Rows);

/// <summary>The tables of 16-2, once for every form they are handed out in.</summary>
internal static class SummaryTables
{
    public static IEnumerable<SummaryTable> Of(Summary summary)
    {
        var total = summary.Total;
        yield return new("Neraca permintaan", ["Permintaan", "Banyaknya"],
        [
            new(["Terbawa dari bulan sebelumnya", total.CarriedOver]), new(["Masuk bulan ini", total.Received]), new(["Jumlah", total.All], true),
            new(["Dijawab dengan data", total.Fulfilled]), new(["Sebagian dijawab", total.Partly]), new(["Tidak tersedia", total.NotHeld]), new(["Ditolak", total.Refused]),
            new(["Ditarik atau ditutup tanpa jawaban pemohon", total.Withdrawn]), new(["Masih terbuka pada akhir bulan", total.Open]),
            new(["Jumlah", total.Answered + total.Withdrawn + total.Open], true),
        ]);
        yield return new("Waktu kerja menurut langkah, dibandingkan dengan standar",
            ["Langkah", "Standar", "Banyaknya", "Waktu tengah (menit)", "Persentil ke-90 (menit)", "Waktu tengah sejak dibuka (menit)", "Dalam standar", "Dinilai", "Persen"],
            [.. summary.Steps.Select(step => new SummaryRow(
            [
                $"{step.Step}. {step.Activity}", step.Standard, step.Cases.Count,
                .. step.Cases.Count is > 0 and < StepTime.Fewest
                    ? [new SummaryCell(string.Join("; ", step.Cases.Select(time => Words.Minutes(time)))), "(disebut satu per satu)"]
                    : new[] { SummaryCell.Of(step.Median, 1), SummaryCell.Of(step.P90, 1) },
                step.Work.Count >= StepTime.Fewest ? SummaryCell.Of(step.WorkMedian, 1) : "–", step.Within, step.Judged, SummaryCell.Of(step.ShareWithin, 1),
            ]))]);
        foreach (var breakdown in summary.Breakdowns)
        {
            yield return new(breakdown.Title, [breakdown.Heading, "Terbawa", "Masuk", "Dijawab", "Sebagian", "Tidak tersedia", "Ditolak", "Ditarik", "Terbuka"],
                [.. breakdown.Groups.Select(group => Row(group.Label, group.Balance, false)), Row("Jumlah", total, true)]);
        }

        yield return new("Kebutuhan yang belum terpenuhi", ["Data", "Banyaknya", "Alasan", "Rujukan"],
            [.. summary.Unmet.Select(unmet => new SummaryRow([unmet.Title, unmet.Count, unmet.Reason, unmet.Referral]))]);
    }

    private static SummaryRow Row(string label, Balance balance, bool isTotal) => new(
        [label, balance.CarriedOver, balance.Received, balance.Fulfilled, balance.Partly, balance.NotHeld, balance.Refused, balance.Withdrawn, balance.Open], isTotal);
}
