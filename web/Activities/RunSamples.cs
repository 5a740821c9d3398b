using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities;

/// <summary>With <c>Samples:Load</c>, on a portal that never had a run: a survey in the middle, one of the province waiting for its field work, one round that ended. All say <i>contoh</i>.</summary>
public sealed class RunSamples(IDocumentStore store, RunDesk desk, ProcedureLibrary library, WorkingCalendar calendar, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    private const string RoundDone = "Diserahkan dan lengkap (contoh)";

    private static readonly (string Id, string Name, Role Role) _head = ("contoh-kabid", "Bambang Contoh", Role.DivisionHead);
    private static readonly (string Id, string Name, Role Role) _lead = ("contoh-kasie", "Sri Contoh", Role.TeamLead);
    private static readonly (string Id, string Name, Role Role) _rina = ("contoh-rina", "Rina Contoh", Role.FieldOfficer);
    private static readonly (string Id, string Name, Role Role) _dedi = ("contoh-dedi", "Dedi Contoh", Role.FieldOfficer);

    /// <summary>Where some of the survey's targets are, so that its board has a map.</summary>
    private static readonly Dictionary<string, string> _places = new() { ["dinas-pertanian"] = "1603050", ["dinas-perdagangan"] = "1603040", ["dinas-perikanan"] = "1603090", ["dinas-kesehatan"] = "1603010" };

    private int _events;

    /// <summary>Whether a run is one of these: about it nobody is written.</summary>
    public static bool IsSample(Run run) => run.OwnerId?.StartsWith("contoh-", StringComparison.Ordinal) == true;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>("Samples:Load") || await store.CountAsync(RunQueries.Runs.All(), cancellationToken) > 0)
        {
            return;
        }

        if (library.Find("pengumpulan-sektoral") is { } round && round.Steps.All(step => step.Form is null))
        {
            await RoundAsync(round, cancellationToken);
        }

        if (library.Find("imk-tahunan") is { } industry)
        {
            await IndustryAsync(industry, cancellationToken);
        }

        if (library.Find("survei-sektoral") is { } survey && new SurveySteps(survey) is { AreOfASurvey: true, Plan: not null, Allocation: not null, Briefing: not null, RepairWord: not null, AcceptWord: not null } steps)
        {
            await SurveyAsync(survey, steps, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task SurveyAsync(Procedure procedure, SurveySteps steps, CancellationToken ct)
    {
        var run = Id();
        (string Key, string Name, (string Id, string Name, Role Role) Officer, int Due, int Units)[] targets =
        [
            ("dinas-pertanian", "Dinas Pertanian contoh", _rina, -3, 8), ("dinas-perdagangan", "Dinas Perdagangan contoh", _rina, 2, 6), ("dinas-perikanan", "Dinas Perikanan contoh", _dedi, 1, 5),
            ("dinas-perhubungan", "Dinas Perhubungan contoh", _dedi, 4, 7), ("dinas-kesehatan", "Dinas Kesehatan contoh", _rina, -1, 4), ("dinas-pariwisata", "Dinas Pariwisata contoh", _dedi, 3, 3),
        ];
        var (begin, planned) = (Day(-9), At(-12, 8, 25));
        await desk.OpenAsync(procedure, new(run, "Survei sektoral triwulan berjalan (contoh)", By(new Tick { Id = Next(), At = At(-12, 8, 0) }, _head)), ct, also:
        [
            SurveyQueries.Plans.Insert(new()
            {
                Id = run, Title = "Survei sektoral triwulan berjalan (contoh)", Year = begin.Year, Purpose = "Data contoh untuk memperlihatkan jalannya sebuah survei.", From = begin, To = Day(5), SavedAt = planned, SavedBy = _head.Name,
                Targets = [.. targets.Select(target => new SurveyTarget(target.Key, target.Name, TargetKind.Agency, _places.GetValueOrDefault(target.Key), target.Units))],
            }),
            SurveyQueries.Allocations.Insert(new()
            {
                Id = run, SavedAt = At(-12, 9, 5), SavedBy = _head.Name, AcceptedAt = At(-12, 9, 20), AcceptedBy = _lead.Name, LeadId = _lead.Id, Lead = _lead.Name,
                Rows = [.. targets.Select(target => new AllocationRow(target.Key, target.Key, target.Officer.Id, target.Officer.Name, begin, Day(target.Due), target.Units, 2))],
            }),
            SurveyQueries.Briefings.Insert(new()
            {
                Id = run, From = At(-11, 9, 0), To = At(-11, 9, 28), Place = "Ruang rapat contoh", Present = [new(_rina.Id, _rina.Name), new(_dedi.Id, _dedi.Name)], RecordedBy = _lead.Name,
            }),
            .. targets.Select(target => SurveyQueries.Assignments.Insert(AssignmentOf(run, target, begin))),
        ]);
        await DoAsync(run, new Start { Id = Next(), At = At(-12, 8, 5), Step = steps.Plan!.No }, _head, ct);
        await DoAsync(run, new Complete { Id = Next(), At = planned, Step = steps.Plan.No, Evidence = [RunEvidence.Note($"{targets.Length} sasaran, {targets.Sum(target => target.Units)} satuan")] }, _head, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-12, 8, 40), Step = steps.Allocation!.No }, _head, ct);
        PlanItem Item((string Key, string Name, (string Id, string Name, Role Role) Officer, int Due, int Units) target, DateTimeOffset at, string? held) => new()
        {
            Id = Next(),
            At = at,
            Key = target.Key,
            Title = target.Name,
            From = calendar.OpeningOf(begin),
            Due = calendar.ClosingOf(Day(target.Due)),
            PersonId = target.Officer.Id,
            Person = target.Officer.Name,
            Held = held,
        };
        foreach (var target in targets)
        {
            await DoAsync(run, Item(target, At(-12, 9, 5), Briefing.NotBriefed), _head, ct);
        }

        await DoAsync(run, new Complete { Id = Next(), At = At(-12, 9, 20), Step = steps.Allocation.No, ObservedAt = At(-12, 9, 5) }, _lead, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-11, 9, 0), Step = steps.Briefing!.No }, _lead, ct);
        foreach (var target in targets)
        {
            await DoAsync(run, Item(target, At(-11, 9, 20), null), _lead, ct);
        }

        await DoAsync(run, new Complete { Id = Next(), At = At(-11, 9, 28), Step = steps.Briefing.No, Evidence = [RunEvidence.Note("Ruang rapat contoh, hadir 2 orang")] }, _lead, ct);
        await DoAsync(run, new Tick { Id = Next(), At = At(-9, 7, 45) }, null, ct);

        var (collect, check) = (steps.Collection!.No, steps.Check!.No);
        await DoAsync(run, new Start { Id = Next(), At = At(-8, 8, 0), Step = collect, Item = targets[0].Key }, _rina, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-8, 9, 0), Step = collect, Item = targets[2].Key }, _dedi, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-7, 8, 10), Step = collect, Item = targets[1].Key }, _rina, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-6, 14, 0), Step = collect, Item = targets[0].Key, Cause = "activity.handed-in" }, _rina, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-6, 14, 20), Step = check, Item = targets[0].Key }, _lead, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-6, 15, 10), Step = check, Item = targets[0].Key, Outcome = steps.AcceptWord }, _lead, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-4, 10, 0), Step = collect, Item = targets[1].Key, Cause = "activity.handed-in" }, _rina, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-4, 10, 30), Step = check, Item = targets[1].Key }, _lead, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-4, 11, 0), Step = check, Item = targets[1].Key, Outcome = steps.RepairWord, Findings = ["Tabel 2 kosong: halaman 3, isi menurut jenis"], Kinds = ["belum lengkap"], RepairDue = calendar.ClosingOf(Day(1)) }, _lead, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-3, 8, 15), Step = collect, Item = targets[4].Key }, _rina, ct);
        await DoAsync(run, new SettleItem { Id = Next(), At = At(-2, 13, 30), Key = targets[5].Key, Outcome = "tidak diperoleh", Reason = "kantornya pindah dan belum dapat dihubungi (contoh)" }, _lead, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-1, 15, 0), Step = collect, Item = targets[2].Key, Cause = "activity.handed-in" }, _dedi, ct);
    }

    private Assignment AssignmentOf(string run, (string Key, string Name, (string Id, string Name, Role Role) Officer, int Due, int Units) target, DateOnly begin)
    {
        var made = new Assignment
        {
            Id = SurveyQueries.AssignmentId(run, target.Key),
            Run = run,
            Item = target.Key,
            RunTitle = "Survei sektoral triwulan berjalan (contoh)",
            TargetKey = target.Key,
            Target = target.Name,
            Kecamatan = _places.GetValueOrDefault(target.Key),
            OfficerId = target.Officer.Id,
            Officer = target.Officer.Name,
            From = begin,
            Due = Day(target.Due),
            FirstDue = Day(target.Due),
            PlannedUnits = target.Units,
            Load = 2,
        };
        HandIn Handed(DateTimeOffset at, int units) => new(1, at, target.Officer.Id, target.Officer.Name, [], "https://contoh.id/serahan", units, [], "Serahan contoh");
        return target.Key switch
        {
            "dinas-pertanian" => made with { HandIns = [Handed(At(-6, 14, 0), 8)], Checks = [new(1, At(-6, 15, 10), _lead.Id, _lead.Name, false, null, null)] },
            "dinas-perdagangan" => made with
            {
                HandIns = [Handed(At(-4, 10, 0), 4)],
                Checks = [new(1, At(-4, 11, 0), _lead.Id, _lead.Name, true, calendar.ClosingOf(Day(1)), null)],
                Findings = [new() { No = 1, Attempt = 1, What = "Tabel 2 kosong", Where = "halaman 3", ToDo = "isi menurut jenis", Kind = "belum lengkap" }],
            },
            "dinas-perikanan" => made with { HandIns = [Handed(At(-1, 15, 0), 5)] },
            _ => made,
        };
    }

    private async Task IndustryAsync(Procedure procedure, CancellationToken ct)
    {
        var run = Id();
        var (first, second) = (procedure.Steps[0], procedure.Steps[1]);
        await desk.OpenAsync(
            procedure, new(run, "Survei IMK tahunan (contoh)", By(new Tick { Id = Next(), At = At(-25, 8, 0), Reason = RunEvidence.Words(RunEvidence.Letter("B-001/CONTOH", Day(-26))) }, _lead)), ct,
            also: new ImkSteps(procedure).AreOfImk ? Industry(run, first, second) : null);
        await DoAsync(run, new Start { Id = Next(), At = At(-25, 8, 30), Step = first.No, Evidence = [.. StepWork.Requisites(first).Select(RunEvidence.Tick)] }, _lead, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-14, 15, 0), Step = first.No, Evidence = [RunEvidence.Note("Dua petugas dilatih (contoh)")] }, _lead, ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-13, 8, 0), Step = second.No, Evidence = [.. StepWork.Requisites(second).Select(RunEvidence.Tick)] }, _lead, ct);
    }

    /// <summary>What its forms keep: the order, the requisites, who was trained, and the first days in the field.</summary>
    private List<Change> Industry(string run, ProcedureStep first, ProcedureStep second)
    {
        ImkBlock Block(string key, string place, string trainee, string officer, int target, params int[] obtained) => new()
        {
            Id = ImkQueries.BlockId(run, key),
            Run = run,
            Key = key,
            Name = place,
            TraineeKey = trainee,
            Officer = officer,
            From = Day(-12),
            Due = Day(20),
            FirstDue = Day(20),
            Target = target,
            Days =
            [
                .. obtained.Select((count, at) => new BlockDay(
                    Day(-11 + (2 * at)), count, at == 1 ? [new(NonResponseReason.NotMet, 1)] : [], At(-11 + (2 * at), 16, 0), officer)),
            ],
        };
        return
        [
            ImkQueries.Surveys.Insert(new()
            {
                Id = run,
                Letters = [new(ImkLetterKind.Order, "", "B-001/CONTOH", Day(-26), null, At(-25, 8, 0), _lead.Name)],
                Ticks =
                [
                    .. StepWork.Requisites(first).Select(words => new ImkTick(first.No, words, At(-25, 8, 30), _lead.Name, null)),
                    .. StepWork.Requisites(second).Select(words => new ImkTick(second.No, words, At(-13, 8, 0), _lead.Name, null)),
                ],
                Trainees = [new("p1", _rina.Name, Day(-15)), new("p2", _dedi.Name, Day(-15))],
            }),
            ImkQueries.Blocks.Insert(Block("CONTOH001", "Desa contoh satu", "p1", _rina.Name, 20, 3, 2, 4)),
            ImkQueries.Blocks.Insert(Block("CONTOH002", "Desa contoh dua", "p2", _dedi.Name, 16, 1, 2)),
            ImkQueries.Blocks.Insert(Block("CONTOH003", "Desa contoh tiga", "p2", _dedi.Name, 12)),
        ];
    }

    private async Task RoundAsync(Procedure procedure, CancellationToken ct)
    {
        var run = Id();
        var steps = procedure.Steps;
        var back = steps[3].Next.Outcomes.First(outcome => outcome.Step == steps[2].No).Word;
        var on = steps[3].Next.Outcomes.First(outcome => outcome.Step != steps[2].No).Word;
        (string Key, string Name)[] producers = [("dinas-pendidikan", "Dinas Pendidikan contoh"), ("dinas-sosial", "Dinas Sosial contoh"), ("dinas-pu", "Dinas Pekerjaan Umum contoh")];
        await desk.OpenAsync(procedure, new(run, "Pengumpulan data sektoral semester lalu (contoh)", By(new Tick { Id = Next(), At = At(-40, 8, 0) }, _dedi)), ct);
        await DoAsync(run, new Start { Id = Next(), At = At(-40, 8, 10), Step = steps[0].No, Evidence = [.. StepWork.Requisites(steps[0]).Select(RunEvidence.Tick)] }, _dedi, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-39, 10, 0), Step = steps[0].No, Evidence = [RunEvidence.Note("Surat B-002/CONTOH")] }, _dedi, ct);
        foreach (var (key, name) in producers)
        {
            await DoAsync(run, new PlanItem { Id = Next(), At = At(-39, 10, 30), Key = key, Title = name }, _lead, ct);
        }

        await DoAsync(run, new Start { Id = Next(), At = At(-39, 11, 0), Step = steps[1].No }, _dedi, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-39, 11, 40), Step = steps[1].No, Evidence = [RunEvidence.Note("Terkirim lewat surel")] }, _dedi, ct);
        List<(StepEvent Happened, (string Id, string Name, Role Role) By)> marks = [];
        for (var at = 0; at < producers.Length; at++)
        {
            var item = producers[at].Key;
            marks.Add((new Complete { Id = Next(), At = At(-36 + at, 9, 0), Step = steps[2].No, Item = item, Evidence = [RunEvidence.Note(RoundDone)] }, _dedi));
            marks.Add((new Start { Id = Next(), At = At(-36 + at, 13, 0), Step = steps[3].No, Item = item }, _lead));
            if (at == 1)
            {
                marks.Add((new Complete { Id = Next(), At = At(-35 + at, 10, 0), Step = steps[3].No, Item = item, Outcome = back, Findings = ["Satuan kolom 4 belum ditulis (contoh)"], Kinds = ["satuan, kode, atau periode keliru"] }, _lead));
                marks.Add((new Complete { Id = Next(), At = At(-34 + at, 9, 0), Step = steps[2].No, Item = item, Evidence = [RunEvidence.Note(RoundDone)] }, _dedi));
            }

            marks.Add((new Complete { Id = Next(), At = At(-33 + at, 10, 0), Step = steps[3].No, Item = item, Outcome = on }, _lead));
        }

        // A run's log does not go back: what happened to several producers is told in the order in which it happened.
        foreach (var (happened, by) in marks.OrderBy(mark => mark.Happened.At))
        {
            await DoAsync(run, happened, by, ct);
        }

        await DoAsync(run, new Start { Id = Next(), At = At(-30, 8, 0), Step = steps[4].No }, _dedi, ct);
        await DoAsync(run, new Complete { Id = Next(), At = At(-30, 15, 0), Step = steps[4].No, Evidence = [RunEvidence.Note("Laporan contoh")] }, _dedi, ct);
    }

    private Task DoAsync(string run, RunEvent happened, (string Id, string Name, Role Role)? by, CancellationToken ct) =>
        desk.AdvanceAsync(run, _ => by is { } person ? By(happened, person) : happened, ct);

    private static RunEvent By(RunEvent happened, (string Id, string Name, Role Role) by) => happened with { ActorId = by.Id, Actor = by.Name, Role = by.Role };

    private string Id() => Document.NewId(clock);

    private string Next() => $"contoh/{_events++}";

    /// <summary>A working day before or after today, as many away.</summary>
    private DateOnly Day(int away)
    {
        var day = Show.Day(clock.GetUtcNow());
        for (var left = Math.Abs(away); left > 0;)
        {
            day = day.AddDays(Math.Sign(away));
            left -= calendar.IsWorkingDay(day) ? 1 : 0;
        }

        return day;
    }

    private DateTimeOffset At(int away, int hour, int minute) => new(Day(away).ToDateTime(new(hour, minute)), Show.Jakarta.BaseUtcOffset);
}
