namespace DataPortal.Tables;

/// <summary>What stands where a number stands, or beside it. Zero is a number; none of these is ever read as one.</summary>
public enum CellStatus : byte
{
    /// <summary>A number, nothing to say of it.</summary>
    Normal,

    /// <summary><c>...</c> data not available.</summary>
    NotAvailable,

    /// <summary><c>–</c> nil, or none.</summary>
    Nil,

    /// <summary><c>NA</c> not applicable.</summary>
    NotApplicable,

    /// <summary><c>x</c> provisional figure (the number stands beside it).</summary>
    Provisional,

    /// <summary><c>xx</c> very provisional figure.</summary>
    VeryProvisional,

    /// <summary><c>r</c> revised figure.</summary>
    Revised,

    /// <summary><c>e</c> estimate.</summary>
    Estimate,

    /// <summary><c>~0</c> too small to show.</summary>
    Negligible,

    /// <summary><c>*</c> relative standard error from 25 to 50 per cent: use with care.</summary>
    UseWithCare,

    /// <summary><c>**</c> relative standard error over 50 per cent.</summary>
    Unreliable,

    /// <summary><c>***</c> not shown, to protect those who answered.</summary>
    Confidential,

    /// <summary>An empty cell in the source: not the same as zero or as any symbol.</summary>
    Missing,

    /// <summary><c>a</c>, <c>b</c>, <c>c</c> and other symbols a table brings and explains itself: <see cref="TableText.OwnSymbols"/>[0]. A number may stand beside it.</summary>
    Own1,
    Own2,
    Own3,
    Own4,
    Own5,
    Own6,
    Own7,
    Own8,
    Own9,
}
