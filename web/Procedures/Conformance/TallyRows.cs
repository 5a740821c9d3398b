using DataPortal.Procedures.Runs;

namespace DataPortal.Procedures.Conformance;

/// <summary>One attempt in the tally: what its marks said, and its times once they were asked for.</summary>
internal struct AttemptRow
{
    public int Run;
    public int Item;

    /// <summary>The run's next attempt; −1 ends.</summary>
    public int Next;

    /// <summary>Its first further mark (a pause, a moved due moment); −1 for none.</summary>
    public int More;
    public ushort Step;
    public ushort Attempt;
    public ushort Outcome;
    public AttemptFlags Flags;
    public Verdict Verdict;
    public AttemptState State;
    public bool IsFolded;

    // Ticks, UTC; 0 for a mark that was not made.
    public long Ready;
    public long Started;
    public long Ended;
    public long Target;
    public long Limit;

    // Ticks of working time; −1 where it was not measured.
    public long Wait;
    public long Work;
    public long Lead;
    public long Since;
}

[Flags]
internal enum AttemptFlags : byte
{
    None = 0,
    Done = 1,
    Skipped = 2,
    Cancelled = 4,
    Late = 8,
    Reopened = 16,
}

/// <summary>One run in the tally.</summary>
internal struct RunRow
{
    public ushort Procedure;
    public ushort Version;

    /// <summary>Its first attempt; −1 for none.</summary>
    public int First;

    /// <summary>Its first item; −1 for none.</summary>
    public int FirstItem;

    /// <summary>Ticks, UTC, of the marks of the run itself; 0 where it has none.</summary>
    public long Opened;
    public long Ended;

    /// <summary>The places of its last end and its last reopening in its log; −1 where the slice that wrote them counts none.</summary>
    public int EndedOrder;
    public int ReopenedOrder;
    public long Reopened;
    public bool IsCancelled;

    /// <summary>It ended, and was not reopened since.</summary>
    public readonly bool IsOver => Ended != 0 && (Reopened == 0 || !IsLater(Reopened, ReopenedOrder, Ended, EndedOrder));

    /// <summary>Of marks of one moment the log's own count knows which came later.</summary>
    public static bool IsLater(long at, int order, long than, int thanOrder) => order >= 0 && thanOrder >= 0 ? order > thanOrder : at > than;
}

/// <summary>One item of a run in the tally: whether and when it came to its end.</summary>
internal struct ItemRow
{
    public int Item;

    /// <summary>The run's next item; −1 ends.</summary>
    public int Next;

    // Ticks, UTC, of its last end and of the last mark that says it is open; 0 for none. The places in its log as in a run.
    public long Ended;
    public int EndedOrder;
    public long Opened;
    public int OpenedOrder;

    /// <summary>It was settled without the rest of its way.</summary>
    public bool IsSettled;

    /// <summary>It ended, and was not opened again since.</summary>
    public readonly bool IsOver => Ended != 0 && (Opened == 0 || !RunRow.IsLater(Opened, OpenedOrder, Ended, EndedOrder));
}
