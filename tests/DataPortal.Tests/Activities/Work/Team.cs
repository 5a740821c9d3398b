using DataPortal.Accounts;
using DataPortal.Activities.Work;
using DataPortal.Mail;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Work;

/// <summary>A portal of its own with a team and a survey that is in the field: Rina and Dodi collect, Sari leads, Hadi heads.</summary>
internal sealed class Team : IAsyncDisposable
{
    private int _events;

    private Team(Portal portal) => Portal = portal;

    public Portal Portal { get; }
    public RunDesk Desk => Portal.Get<RunDesk>();
    public IDocumentStore Store => Portal.Store;
    public string Run { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>With the assignments of the survey ready at step 4: <c>a</c> is Rina's, <c>b</c> Dodi's, <c>c</c> nobody's.</summary>
    public static async Task<Team> InTheFieldAsync(string? owner = null)
    {
        var team = new Team(new Portal());
        await team.HireAsync("rina", "Rina Uji", Role.FieldOfficer);
        await team.HireAsync("dodi", "Dodi Uji", Role.FieldOfficer);
        await team.HireAsync("sari", "Sari Uji", Role.TeamLead);
        await team.HireAsync("hadi", "Hadi Uji", Role.DivisionHead);
        team.Run = await team.OpenAsync("Survei uji", owner);
        return team;
    }

    /// <summary>The same of a second survey.</summary>
    public async Task<string> OpenAsync(string title, string? owner = null)
    {
        var run = await Desk.OpenAsync(Portal.Get<ProcedureLibrary>().Find("survei-sektoral")!, new($"run{_events++}", title, Event(new Tick { Id = "", At = default }) with { ActorId = owner }), Ct);
        await DoAsync(run.Id, new Complete { Id = "", At = default, Step = "1" });
        foreach (var (key, id, person) in new (string, string?, string?)[] { ("a", "rina", "Rina Uji"), ("b", "dodi", "Dodi Uji"), ("c", null, null) })
        {
            await DoAsync(run.Id, new PlanItem { Id = "", At = default, Key = key, Title = $"Dinas {key.ToUpperInvariant()}", Due = Wib(20, 16), PersonId = id, Person = person });
        }

        await DoAsync(run.Id, new Complete { Id = "", At = default, Step = "2" });
        await DoAsync(run.Id, new Complete { Id = "", At = default, Step = "3" });
        return run.Id;
    }

    /// <summary>A day of November 2026.</summary>
    public static DateTimeOffset Wib(int day, int hour, int minute = 0) => new(2026, 11, day, hour, minute, 0, TimeSpan.FromHours(7));

    public Task<Run> DoAsync(RunEvent happened) => DoAsync(Run, happened);

    public Task<Run> DoAsync(string run, RunEvent happened) => Desk.AdvanceAsync(run, _ => Event(happened), Ct);

    /// <summary>Rina hands in: the check is the leads', nobody's yet.</summary>
    public async Task<WorkItem> HandedInAsync()
    {
        await HireAsync("tono", "Tono Uji", Role.TeamLead);
        await DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        return await WorkAsync("5", "a");
    }

    /// <summary>Rina hands in, the lead sends it back.</summary>
    public async Task SendBackAsync(params string[] findings)
    {
        await DoAsync(new Complete { Id = "", At = default, Step = "4", Item = "a" });
        await DoAsync(new Complete { Id = "", At = default, Step = "5", Item = "a", Outcome = "ya", Findings = findings });
    }

    public HttpClient Rina() => Portal.Person("rina", "Rina Uji", Role.FieldOfficer);

    public HttpClient Dodi() => Portal.Person("dodi", "Dodi Uji", Role.FieldOfficer);

    public HttpClient Sari() => Portal.Person("sari", "Sari Uji", Role.TeamLead);

    public Task<WorkItem> WorkAsync(string step, string item) => WorkAsync(Run, step, item);

    public async Task<WorkItem> WorkAsync(string run, string step, string item) =>
        (await Store.ListAsync(WorkQueries.In(run), Ct)).Single(work => work.IsOpen && work.Step == step && work.Item == item);

    public async Task<IReadOnlyList<OutgoingMessage>> LettersAsync(string to) =>
        [.. (await Store.ListAsync(Outbox.Collection.All().OrderBy("created"), Ct)).Where(letter => letter.To == to + "@uji.id")];

    public Task HireAsync(string id, string name, Role role) => Store.CommitAsync(
        [StaffQueries.Collection.Insert(new Staff { Id = id, Email = id + "@uji.id", Name = name, Roles = [role], CreatedAt = Portal.Clock.GetUtcNow() })], Ct);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    private RunEvent Event(RunEvent happened) => happened with { Id = $"e{_events++}", At = Portal.Clock.GetUtcNow(), Actor = "uji", Role = Role.DivisionHead };
}
