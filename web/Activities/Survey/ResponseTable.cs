namespace DataPortal.Activities.Survey;

/// <summary>What became of one assignment, in units.</summary>
/// <param name="Pending">Units of an assignment nobody settled yet.</param>
/// <param name="Repairs">How often it went back for repair.</param>
public sealed record ResponseRow(Assignment Assignment, AssignmentState State, int Planned, int Obtained, int NotObtained, int Pending, int Repairs);

/// <summary>The response of a survey (seed 000, step 6; procedures.md §4.3): planned, obtained, repaired, not obtained. Worked out from the assignments, never typed.</summary>
public sealed record ResponseTable(IReadOnlyList<ResponseRow> Rows, IReadOnlyList<NonResponse> Reasons)
{
    /// <summary>Units of targets that were settled as a whole: nothing was obtained there, for the reason the target was settled with.</summary>
    public int Settled => Rows.Where(row => row.State == AssignmentState.NotObtained).Sum(row => row.NotObtained);

    public int Planned => Rows.Sum(row => row.Planned);
    public int Obtained => Rows.Sum(row => row.Obtained);
    public int NotObtained => Rows.Sum(row => row.NotObtained);
    public int Pending => Rows.Sum(row => row.Pending);

    /// <summary>Assignments that went back at least once.</summary>
    public int Repaired => Rows.Count(row => row.Repairs > 0);

    /// <summary>Units accepted ÷ units planned (§10); null where nothing was planned.</summary>
    public double? Rate => Planned == 0 ? null : (double)Obtained / Planned;

    /// <param name="states">Of each assignment by its item.</param>
    public static ResponseTable Of(IEnumerable<Assignment> assignments, IReadOnlyDictionary<string, AssignmentState> states)
    {
        List<ResponseRow> rows = [.. assignments.Where(assignment => states[assignment.Item] != AssignmentState.Cancelled).Select(assignment => Row(assignment, states[assignment.Item]))];
        return new(rows,
        [
            .. rows.Where(row => row.State == AssignmentState.Accepted).SelectMany(row => row.Assignment.NonResponses)
                .GroupBy(reason => reason.Reason).Select(group => new NonResponse(group.Key, group.Sum(reason => reason.Units))).Where(reason => reason.Units > 0).OrderByDescending(reason => reason.Units),
        ]);
    }

    private static ResponseRow Row(Assignment assignment, AssignmentState state)
    {
        var (planned, repairs) = (assignment.PlannedUnits, assignment.Checks.Count(check => check.Repair));
        return state switch
        {
            AssignmentState.Accepted => new(assignment, state, planned, assignment.Obtained, Math.Max(0, planned - assignment.Obtained), 0, repairs),
            AssignmentState.NotObtained => new(assignment, state, planned, 0, planned, 0, repairs),
            _ => new(assignment, state, planned, 0, 0, planned, repairs),
        };
    }
}
