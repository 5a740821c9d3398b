using DataPortal.Activities.Survey;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Activities.Survey;

public sealed class SurveyBoardTests
{
    // Monday 3 to Friday 14 August 2026: ten working days.
    private static readonly Assignment _assignment = new()
    {
        Id = "run.a",
        Run = "run",
        Item = "a",
        RunTitle = "Survei",
        TargetKey = "a",
        Target = "Dinas A",
        OfficerId = "r",
        Officer = "Rina",
        From = new(2026, 8, 3),
        Due = new(2026, 8, 21),
        FirstDue = new(2026, 8, 14),
        PlannedUnits = 20,
    };

    [Theory]
    [InlineData("2026-08-02", 0)]
    [InlineData("2026-08-03", 2)]
    [InlineData("2026-08-07", 10)]
    [InlineData("2026-08-09", 10)] // A Sunday brings nothing.
    [InlineData("2026-08-14", 20)] // By the first date, however it was moved.
    [InlineData("2026-09-01", 20)]
    public void What_should_be_there_today_goes_by_working_days(string today, double expected) =>
        Assert.Equal(expected, SurveyBoard.ExpectedOf(_assignment, Office, DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_response_counts_units_accepted_and_says_why_the_others_are_not_there()
    {
        Assignment With(string item, int units, int obtained, params NonResponse[] reasons) => _assignment with
        {
            Id = "run." + item,
            Item = item,
            PlannedUnits = units,
            HandIns = [new(1, default, "r", "Rina", [], null, obtained, reasons, null)],
        };
        var table = ResponseTable.Of(
            [With("a", 10, 8, new NonResponse(NonResponseReason.Refused, 2)), With("b", 5, 5), With("c", 7, 3), With("d", 4, 0)],
            new Dictionary<string, AssignmentState>
            {
                ["a"] = AssignmentState.Accepted,
                ["b"] = AssignmentState.NotObtained,
                ["c"] = AssignmentState.Checking,
                ["d"] = AssignmentState.Cancelled,
            });

        // b was settled as not obtained, whatever was handed in before; c is not decided; d is no longer wanted.
        Assert.Equal((22, 8, 7, 7), (table.Planned, table.Obtained, table.NotObtained, table.Pending));
        Assert.Equal([new NonResponse(NonResponseReason.Refused, 2)], table.Reasons);
    }
}
