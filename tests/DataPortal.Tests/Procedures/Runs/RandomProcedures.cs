using DataPortal.Procedures;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>Procedures as an office might write them, and stranger ones: all that the parser's checks let pass.</summary>
internal static class RandomProcedures
{
    private static readonly string[] _standards = ["-", "30 menit", "1 – 2 Jam", "2 jam", "1 hari kerja", "5 hari kerja", "3 – 5 hari kerja", "2 Minggu", "3 Bulan", "10 hari", "Sesuai jadwal/beban kerja", "Insidentil"];
    private static readonly WorkClock[] _clocks = Enum.GetValues<WorkClock>();

    /// <returns>The procedure, and the step a run begins with (null: the first).</returns>
    public static (Procedure Procedure, string? First) Make(Random random)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var steps = Steps(random, tries > 250);
            if (!StepOrder.Check(steps).Any())
            {
                var opens = steps.Skip(1).Where(step => step.OpensByItself).ToList();
                var first = steps[0].IsCounted || (opens.Count > 0 && random.Next(2) == 0) ? opens.FirstOrDefault(step => !step.IsCounted)?.No : null;
                if (first is not null || !steps[0].IsCounted)
                {
                    return (Of(steps), first);
                }
            }
        }

        throw new InvalidOperationException("No valid procedure was found.");
    }

    private static List<ProcedureStep> Steps(Random random, bool plain)
    {
        var count = random.Next(1, 16);
        string[] numbers = [.. Enumerable.Range(1, count).Select(row => $"{row + (row > 4 ? 1 : 0)}")];
        var itemsFrom = random.Next(count + 2) - 1;
        var itemsTo = itemsFrom + random.Next(5);
        var odd = random.Next(8) == 0 ? random.Next(count) : -1;
        List<ProcedureStep> steps = [];
        for (var row = 0; row < count; row++)
        {
            var isPer = row >= itemsFrom && row <= itemsTo ? random.Next(10) > 0 : random.Next(12) == 0;
            var next = Next(random, numbers, row, plain);
            steps.Add(new()
            {
                No = numbers[row],
                Line = row + 1,
                Activity = "Langkah",
                Actors = [new("tim", false, false, Capsule.None, null)],
                Requisites = "",
                StandardText = "",
                Standard = ServiceStandard.Parse(_standards[random.Next(_standards.Length)]) is { IsJudged: true } standard ? standard : null,
                Output = "",
                Next = next,
                Event = null,
                Remarks = "",
                Per = row == odd ? (string[])["bulan", "tahun", "hitungan"] is var words ? words[random.Next(3)] : null : isPer ? random.Next(2) == 0 ? "penugasan" : "kiriman" : null,
                Judged = Judged.Lead,
                Clock = _clocks[random.Next(_clocks.Length)],
                Starts = row > 0 && random.Next(25) == 0 ? "request.received" : null,
                MayBeSkipped = random.Next(4) == 0,
                Repair = next.Kind == NextKind.Plain || random.Next(3) == 0 ? null
                    : random.Next(3) switch { 0 => new(RepairKind.Shared, null), 1 => new(RepairKind.Own, ServiceStandard.Parse("2 hari kerja")), _ => new(RepairKind.Rest, ServiceStandard.Parse("1 jam")) },
            });
        }

        return steps;
    }

    private static Next Next(Random random, string[] numbers, int row, bool plain)
    {
        string? Ahead() => row + 1 < numbers.Length ? numbers[row + 1] : null;
        string? Anywhere() => random.Next(6) == 0 ? null : numbers[random.Next(numbers.Length)];
        return plain ? new(NextKind.Plain, [new("", Ahead())]) : random.Next(10) switch
        {
            0 or 1 or 2 => new(NextKind.Decision, [new("ya", Ahead()), new("tidak", Anywhere())]),
            3 => new(NextKind.Decision, [new("ya", Ahead()), new("tidak", Anywhere()), new("sebagian", Anywhere())]),
            4 when row + 2 < numbers.Length => new(NextKind.DeferredChoice, [new("tidak", numbers[row + 1]), new("ya", numbers[row + 2])]),
            5 => new(NextKind.Plain, [new("", Anywhere())]),
            _ => new(NextKind.Plain, [new("", Ahead())]),
        };
    }

    public static Procedure Of(IReadOnlyList<ProcedureStep> steps) => new()
    {
        Id = "acak",
        Number = "1",
        Kind = "SOP",
        Title = "Acak",
        Units = [],
        Created = "",
        Revised = "",
        Effective = "",
        Approval = new("Kepala", null, null),
        Purpose = "",
        Actors = [new("tim", "Tim", DataPortal.Accounts.Role.TeamLead, false)],
        Sections = [],
        ColumnLabels = new Dictionary<string, string>(),
        QualityColumns = [],
        Steps = steps,
        TranscriptionNotes = [],
        Version = "acak",
    };
}
