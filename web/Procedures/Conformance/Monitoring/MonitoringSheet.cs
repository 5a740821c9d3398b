using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Procedures.Conformance.Monitoring;

/// <summary>The assessor's word on one procedure in one half year, as it was last saved.</summary>
/// <param name="Good"><i>Berjalan dengan baik</i>; null: not decided. The portal gives the figures and never decides.</param>
/// <param name="Note">Catatan hasil penilaian.</param>
/// <param name="Action">Tindakan yang harus diambil.</param>
public sealed record MonitoringRow(string Procedure, bool? Good, string Note, string Action);

/// <summary>The texts of one half year's monitoring sheet (PermenPANRB 35/2012; procedures.md §10).</summary>
public sealed record MonitoringSheet : Document
{
    public required int Year { get; init; }

    /// <summary>1 or 2.</summary>
    public required int Half { get; init; }
    public required IReadOnlyList<MonitoringRow> Rows { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public required string SavedBy { get; init; }

    public static string IdOf(int year, int half) => $"{year}-{half}";

    public static Collection<MonitoringSheet> Collection { get; } = new Collection<MonitoringSheet>("monitoring_sheets").Index("saved", sheet => sheet.SavedAt).Backstage();
}

/// <summary>One line of the sheet: what was measured, and what the assessor wrote or will find prefilled.</summary>
public sealed record MonitoringLine(Procedure Procedure, ConformanceFigures Figures, bool? Good, string Note, string Action)
{
    /// <summary>What the measures say, as the note is prefilled: the sentence, the worst step, the deviations.</summary>
    public static string Proposal(ConformanceFigures figures)
    {
        List<string> parts = [ConformanceWords.Sentence(figures)];
        if (figures.Steps.Where(step => step.Judged > step.Within).MinBy(step => step.Share) is { } worst)
        {
            parts.Add($"Langkah {worst.No} paling sering lewat standar: {Show.Number(worst.Judged - worst.Within)} dari {Show.Number(worst.Judged)}.");
        }

        if (figures.Stuck is { } stuck)
        {
            parts.Add($"Paling banyak menunggu di langkah {stuck.No}: {ConformanceWords.Percent(stuck.WaitShare)}% waktunya habis sebelum dimulai.");
        }

        if (figures.DeviationCount > 0)
        {
            parts.Add($"{Show.Number(figures.DeviationCount)} penyimpangan urutan.");
        }

        var unmeasured = figures.Steps.Sum(step => step.Unmeasured);
        var late = figures.Steps.Sum(step => step.LateEntries);
        if (unmeasured + late > 0)
        {
            parts.Add($"{Show.Number(unmeasured)} tidak terukur, {Show.Number(late)} susulan.");
        }

        return string.Join(' ', parts);
    }
}

/// <summary>A sheet as it stands: kept texts where there are any, else what the measures propose.</summary>
/// <param name="Kept">Null while nobody saved it.</param>
public sealed record MonitoringView(Period Period, MonitoringSheet? Kept, IReadOnlyList<MonitoringLine> Lines);
