using System.Globalization;
using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Procedures.Chart;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures.Chart;

/// <summary>Procedures to draw: the office's own, and any that a document could describe.</summary>
internal static class Charts
{
    private static readonly string[] _words = ["Menerima", "memeriksa", "data", "statistik", "sektoral", "dan", "menyimpan", "di", "bank", "pertanggungjawaban", "laporan", "pengumpulan", "a", "16-1/16-2"];

    public static ChartOptions Paper { get; } = new() { Width = 760, PageHeight = 460, Size = 7.6 };

    public static Procedure Seed(string id) =>
        ProcedureFile.Parse($"sop/{id}.md", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "content", "sop", id + ".md")), Offered.Anything);

    public static TheoryData<string> Seeds => ["imk-tahunan", "pelayanan-website", "pengumpulan-sektoral", "pst", "survei-sektoral"];

    /// <summary>Steps written as in the cells: <c>"1: a (mulai), b* -> 2"</c>.</summary>
    public static Procedure Drawn(params string[] steps) => Made([.. steps.Select(Step)]);

    public static Procedure Random(int seed, int steps, int actors)
    {
        Random random = new(seed);
        return Made([.. Enumerable.Range(1, steps).Select(no =>
        {
            string[] words = [.. new[] { "ya", "tidak", "sebagian", "dikembalikan kepada pengirim" }.Take(random.Next(2, 5))];
            var kind = (NextKind)(random.Next(5) switch { < 3 => 0, 3 => 1, _ => 2 });
            List<StepActor> cell = [.. Enumerable.Range(0, random.Next(1, 1 + Math.Min(actors * 2, 7))).Select(_ => new StepActor("a" + random.Next(actors), false, false, Capsule.None, kind != NextKind.Plain && random.Next(5) == 0 ? words[random.Next(words.Length)] : null))];
            if (no == 1 || random.Next(9) == 0)
            {
                cell[0] = cell[0] with { Capsule = Capsule.Start, Branch = null };
            }

            if (kind != NextKind.Plain && random.Next(4) > 0)
            {
                var at = random.Next(cell.Count);
                cell[at] = cell[at] with { HasDiamond = true, Branch = null };
            }

            if (random.Next(3) == 0)
            {
                var at = random.Next(cell.Count);
                cell[at] = cell[at] with { IsStarred = true };
            }

            string? To() => random.Next(6) == 0 ? null : random.Next(2) == 0 ? (no % steps + 1).ToString(CultureInfo.InvariantCulture) : random.Next(1, steps + 1).ToString(CultureInfo.InvariantCulture);
            Next next = new(kind, kind == NextKind.Plain ? [new("", no == steps ? null : To())] : [.. words.Select(word => new Outcome(word, To()))]);
            if (next.Ends && random.Next(3) > 0)
            {
                cell.Add(new("a" + random.Next(actors), false, false, Capsule.End, null));
            }

            string Text(int most) => string.Join(' ', Enumerable.Range(0, random.Next(most)).Select(_ => _words[random.Next(_words.Length)]));
            return Bare(no.ToString(CultureInfo.InvariantCulture), cell, next) with
            {
                Activity = Text(30) is { Length: > 0 } said ? said : "Langkah",
                Output = Text(20),
                StandardText = random.Next(2) == 0 ? "5 hari kerja" : "",
                ImpliedQuestion = kind != NextKind.Plain && random.Next(2) == 0 ? "Data sesuai?" : null,
                Symbols = [.. cell.Where(_ => random.Next(2) == 0).Select(actor => new StepSymbol(actor.Key, Text(9) is { Length: > 0 } inside ? inside : "Kotak"))],
            };
        })], actors);
    }

    private static ProcedureStep Step(string text)
    {
        var (no, rest) = (text[..text.IndexOf(':', StringComparison.Ordinal)], text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var parts = rest.Split("->");
        List<string> problems = [];
        var step = Bare(no.Trim(), StepCells.Actors(parts[0].Trim(), problems), StepCells.Next(parts[1].Trim(), problems)!);
        Assert.Empty(problems);
        return step;
    }

    private static ProcedureStep Bare(string no, IReadOnlyList<StepActor> actors, Next next) => new()
    {
        No = no,
        Line = 1,
        Activity = "Langkah " + no,
        Actors = actors,
        Requisites = "",
        StandardText = "",
        Standard = null,
        Output = "",
        Next = next,
        Event = null,
        Remarks = "",
        Per = null,
        Judged = Judged.None,
        Clock = WorkClock.Office,
    };

    private static Procedure Made(IReadOnlyList<ProcedureStep> steps, int actors = 0) => new()
    {
        Id = "contoh",
        Number = "1",
        Kind = "",
        Title = "Contoh",
        Units = ["Kantor"],
        Created = "",
        Revised = "",
        Effective = "",
        Approval = new("Kepala", null, null),
        Purpose = "",
        Actors = [.. (actors > 0 ? Enumerable.Range(0, actors).Select(at => "a" + at) : steps.SelectMany(step => step.Actors).Select(actor => actor.Key).Distinct().Order(StringComparer.Ordinal)).Select(key => new ProcedureActor(key, "Petugas " + key, null, false))],
        Sections = [],
        ColumnLabels = new Dictionary<string, string>(),
        QualityColumns = ["Kelengkapan", "Waktu", "Keluaran"],
        Steps = steps,
        TranscriptionNotes = [],
        Version = "000000000000",
    };
}
