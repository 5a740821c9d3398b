namespace DataPortal.Procedures.Runs;

/// <summary>What kind of thing a check found: findings are counted by it (procedures.md §10). The document's reading may name its own (column <c>Temuan</c>).</summary>
public static class FindingKinds
{
    /// <summary>Most kinds a reading may name, and the longest of them.</summary>
    public const int Most = 12;
    public const int Longest = 60;

    /// <summary>Where the reading names none: what procedures.md §4.3 and §8.3 say is looked at.</summary>
    public static IReadOnlyList<string> Usual { get; } =
        ["belum lengkap", "angka tidak cocok", "angka tidak wajar", "satuan, kode, atau periode keliru", "berkas tidak terbaca", "lainnya"];

    /// <summary>Those of a step, in the order of its reading.</summary>
    public static IReadOnlyList<string> Of(ProcedureStep step) => step.FindingKinds.Count > 0 ? step.FindingKinds : Usual;

    /// <summary>The kind as the step knows it; empty when it is none of its kinds, or none was chosen.</summary>
    public static string Known(ProcedureStep step, string? typed) => Of(step).FirstOrDefault(kind => string.Equals(kind, typed?.Trim(), StringComparison.OrdinalIgnoreCase)) ?? "";
}
