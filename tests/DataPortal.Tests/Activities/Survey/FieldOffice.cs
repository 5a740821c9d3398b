using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>An office with a Kabid, two team leads and three officers, on Monday 3 August 2026, and a survey it has opened. Its stories go over the pages.</summary>
internal sealed class FieldOffice : IDisposable
{
    public static readonly byte[] Pdf = "%PDF-1.4 contoh"u8.ToArray();

    private readonly Dictionary<string, Role[]> _people = new()
    {
        ["Kabid"] = [Role.DivisionHead],
        ["Jaka"] = [Role.TeamLead],
        ["Joko"] = [Role.TeamLead],
        ["Rina"] = [Role.FieldOfficer],
        ["Budi"] = [Role.FieldOfficer],
        ["Sari"] = [Role.FieldOfficer],
    };

    public Portal Portal { get; } = new();
    public string Run { get; private set; } = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Portal.Dispose();

    public static async Task<FieldOffice> OpenAsync()
    {
        var office = new FieldOffice();
        office.At("2026-08-03 08:00");
        await office.Portal.Store.CommitAsync(
            [.. office._people.Select(person => StaffQueries.Collection.Insert(new()
            {
                Id = person.Key.ToLowerInvariant(), Email = person.Key.ToLowerInvariant() + "@contoh.go.id", Name = person.Key, Roles = person.Value, CreatedAt = office.Portal.Clock.GetUtcNow(),
            }))], Ct);
        office.Run = (await office.Portal.OpenRunAsync("survei-sektoral", "Survei uji")).Id;
        return office;
    }

    /// <summary>The same, with a plan of three targets taken to where officers collect: Rina has two, Budi one; only those named were at the briefing.</summary>
    public static async Task<FieldOffice> InTheFieldAsync(params string[] present)
    {
        var office = await OpenAsync();
        await office.PlanAsync();
        await office.AllocateAsync();
        office.At("2026-08-03 11:00");
        await office.BriefAsync(present.Length == 0 ? ["rina", "budi"] : present);
        office.At("2026-08-05 07:31");
        await office.WakeAsync();
        return office;
    }

    public void At(string moment) => Portal.Clock.Set(Wib(moment));

    public HttpClient As(string name) => Portal.Person(name.ToLowerInvariant(), name, _people[name]);

    /// <summary>What waited for its day gets ready.</summary>
    public Task WakeAsync() => Portal.Services.GetServices<IHostedService>().OfType<RunWaker>().Single().DoDueAsync(Ct);

    public string Page(string form, string step, string? item = null) => $"/petugas/kegiatan/{Run}/{form}/{step}{(item is null ? "" : "/" + item)}";

    public string TaskOf(string item) => Page("penugasan", "4", item);

    public string CheckOf(string item) => Page("pemeriksaan", "5", item);

    public async Task<Run> RunAsync() => (await Portal.Get<RunDesk>().FindAsync(Run, Ct))!;

    public async Task<Assignment> AssignmentAsync(string item) => (await Portal.Store.FindAsync(SurveyQueries.Assignments, SurveyQueries.AssignmentId(Run, item), Ct))!;

    public async Task<AssignmentState> StateAsync(string item) =>
        AssignmentStates.Of(await RunAsync(), new(Portal.Get<RunDesk>().ProcedureOf(await RunAsync())), await AssignmentAsync(item));

    public async Task PlanAsync(string targets = "Dinas Pertanian; instansi; ; 10\nDinas Perdagangan; instansi; ; 4\nSemendo Darat Laut; wilayah; 1603010; 6")
    {
        var kabid = As("Kabid");
        At("2026-08-03 08:05");
        var form = await WebForm.OpenAsync(kabid, Page("rencana", "1"));
        At("2026-08-03 08:20");
        await DoneAsync(form.With(
            ("Form.Title", "Survei uji"), ("Form.Year", "2026"), ("Form.Purpose", "Data sektoral"), ("Form.Targets", targets), ("Form.From", "2026-08-05"), ("Form.To", "2026-08-14"))
            .Attach("Files", "kuesioner.pdf", Pdf), kabid);
    }

    /// <summary>Rina gets the first and the third target, Budi the second; Jaka takes it.</summary>
    public async Task AllocateAsync()
    {
        var kabid = As("Kabid");
        At("2026-08-03 08:30");
        await PasteAsync("Dinas Pertanian; Rina\nDinas Perdagangan; Budi\nSemendo Darat Laut; Rina");
        At("2026-08-03 08:45");
        await PressAsync(kabid, Page("alokasi", "2"), "Save", ("Form.Lead", "jaka"));
        At("2026-08-03 10:00");
        await PressAsync(As("Jaka"), Page("alokasi", "2"), "Accept");
    }

    public Task PasteAsync(string lines) => PressAsync(As("Kabid"), Page("alokasi", "2"), "Paste", ("Form.Pasted", lines));

    public async Task BriefAsync(params string[] present)
    {
        var jaka = As("Jaka");
        var form = await WebForm.OpenAsync(jaka, Page("briefing", "3"));
        form.With(("Form.From", "10:10"), ("Form.To", "10:40"), ("Form.Place", "Ruang rapat"), ("Form.Link", "https://contoh.go.id/pedoman")).Without("Form.Present");
        foreach (var person in present)
        {
            form.Also("Form.Present", person);
        }

        await DoneAsync(form, jaka);
    }

    /// <summary>Hands in all units of an assignment, with a file.</summary>
    public async Task HandInAsync(string officer, string item, params (string Name, string Value)[] fields)
    {
        var browser = As(officer);
        var form = await WebForm.OpenAsync(browser, TaskOf(item), "HandIn");
        var planned = (await AssignmentAsync(item)).PlannedUnits;
        await DoneAsync(form.With(("Form.Obtained", planned.ToString(System.Globalization.CultureInfo.InvariantCulture))).With(fields).Attach("Files", "hasil.pdf", Pdf), browser);
    }

    /// <summary>The check by this person: accepted, or with one finding sent back.</summary>
    public async Task CheckAsync(string checker, string item, bool repair, params (string Name, string Value)[] fields)
    {
        var browser = As(checker);
        var form = await WebForm.OpenAsync(browser, CheckOf(item));
        form.With(("Form.Decision", repair ? "ya" : "tidak"));
        if (repair)
        {
            form.With(("Form.Found[0].What", "Tabel 2 kosong"), ("Form.Found[0].Where", "halaman 3"), ("Form.Found[0].ToDo", "Lengkapi"));
        }

        await DoneAsync(form.With(fields), browser);
    }

    /// <summary>Presses a button of a page with what its form holds; it must be done.</summary>
    public static async Task PressAsync(HttpClient browser, string page, string? handler, params (string Name, string Value)[] fields) =>
        await DoneAsync((await WebForm.OpenAsync(browser, page, handler)).With(fields), browser);

    public static async Task DoneAsync(WebForm form, HttpClient browser)
    {
        using var answer = await form.SendAsync(browser);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{form.Address}: {answer.StatusCode} {Answers.PageText(await Answers.TextAsync(answer))}");
    }

    /// <summary>Sends a form that must be refused, and gives the page's words.</summary>
    public static async Task<string> RefusedAsync(WebForm form, HttpClient browser)
    {
        using var answer = await form.SendAsync(browser);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Answers.TextAsync(answer);
    }
}
