using DataPortal.Activities.Survey;

namespace DataPortal.Activities.Imk;

/// <summary>Results of units in words.</summary>
public static class ImkWords
{
    public static IReadOnlyList<NonResponseReason> Reasons { get; } = Enum.GetValues<NonResponseReason>();

    public static IReadOnlyList<UnitResult> Results { get; } = Enum.GetValues<UnitResult>();

    public static string Of(UnitResult result) => result switch
    {
        UnitResult.NotYet => "Belum selesai",
        UnitResult.Obtained => "Diperoleh",
        UnitResult.Refused => "Tidak respons: menolak",
        UnitResult.NotMet => "Tidak respons: tidak dapat ditemui",
        UnitResult.Gone => "Tidak respons: tutup atau pindah",
        UnitResult.NoData => "Tidak respons: data belum ada",
        UnitResult.OutOfScope => "Tidak respons: bukan cakupan",
        UnitResult.Other => "Tidak respons: lainnya",
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>Why a unit was not obtained; null when it was, or is still open.</summary>
    public static NonResponseReason? Reason(this UnitResult result) => result switch
    {
        UnitResult.NotYet or UnitResult.Obtained => null,
        UnitResult.Refused => NonResponseReason.Refused,
        UnitResult.NotMet => NonResponseReason.NotMet,
        UnitResult.Gone => NonResponseReason.Gone,
        UnitResult.NoData => NonResponseReason.NoData,
        UnitResult.OutOfScope => NonResponseReason.OutOfScope,
        UnitResult.Other => NonResponseReason.Other,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
