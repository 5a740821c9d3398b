using System.Net;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Imk;

/// <summary>A portal with one IMK survey, driven as the team lead drives it: by its pages.</summary>
internal sealed class ImkOffice : IDisposable
{
    public static readonly byte[] Pdf = "%PDF-1.4 contoh"u8.ToArray();

    public Portal Portal { get; } = new();

    public HttpClient Lead { get; }

    public string Run { get; private set; } = "";

    public ImkOffice() => Lead = Portal.Staff(Role.TeamLead);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Procedure Procedure => Portal.Get<ProcedureLibrary>().Find("imk-tahunan")!;

    public void Dispose() => Portal.Dispose();

    public string Address(string form) => $"/petugas/kegiatan/{Run}/{form}/{Procedure.Steps.First(step => step.Form == form).No}";

    public async Task<Run> RunAsync() => (await Portal.Get<RunDesk>().FindAsync(Run, Ct))!;

    public Task<ImkSurvey> SurveyAsync() => Portal.Get<ImkDesk>().FindAsync(Run, Ct);

    public Task<IReadOnlyList<ImkBlock>> BlocksAsync() => Portal.Get<ImkField>().BlocksAsync(Run, Ct);

    public async Task OpenAsync()
    {
        using var answer = await (await WebForm.OpenAsync(Lead, "/petugas/kegiatan/imk/baru")).With(("Form.Title", "Survei IMK contoh 2026"), ("Form.Number", "B-12/17000/2026"), ("Form.Date", "2026-11-10")).SendAsync(Lead);
        Run = (await RedirectedAsync(answer)).Split('/')[3];
    }

    /// <summary>Sends one of the step's forms; all is well when it redirects.</summary>
    public async Task<HttpResponseMessage> SendAsync(string address, string handler, params (string Name, string Value)[] fields) =>
        await (await WebForm.OpenAsync(Lead, address, handler)).With(fields).SendAsync(Lead);

    public async Task DoAsync(string address, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await SendAsync(address, handler, fields);
        await RedirectedAsync(answer);
    }

    public async Task AttachAsync(string address, string handler, params (string Name, string Value)[] fields)
    {
        using var answer = await (await WebForm.OpenAsync(Lead, address, handler)).With(fields).Attach("Files", "bukti.pdf", Pdf).SendAsync(Lead);
        await RedirectedAsync(answer);
    }

    /// <summary>Ticks what the document asks for, and begins the step.</summary>
    public async Task BeginAsync(string form)
    {
        var step = Procedure.Steps.First(step => step.Form == form);
        using (var ticked = await (await WebForm.OpenAsync(Lead, Address(form), "Kelengkapan")).SendTicksAsync(Lead, DataPortal.Activities.StepWork.Requisites(step)))
        {
            await RedirectedAsync(ticked);
        }

        await DoAsync(Address(form), "Mulai");
    }

    /// <summary>Everything ticked, one person trained and one not, and the step done.</summary>
    public async Task TrainAsync()
    {
        var step = Address("pelatihan");
        using (var ticked = await (await WebForm.OpenAsync(Lead, step, "Kelengkapan")).Attach("Berkas.0", "surat-tugas.pdf", Pdf).SendTicksAsync(Lead, Requisites))
        {
            await RedirectedAsync(ticked);
        }

        await DoAsync(step, "Mulai");
        await DoAsync(step, "Petugas", ("Form.List", "Rina Contoh; 12/11/2026\nBudi Contoh; -"));
        await AttachAsync(step, "Selesai");
    }

    public IReadOnlyList<string> Requisites => DataPortal.Activities.StepWork.Requisites(Procedure.Steps[0]);

    public async Task AssignAsync()
    {
        var field = Address("lapangan");
        await BeginAsync("lapangan");
        await DoAsync(field + "/penugasan", "Daftar", ("Form.List", "1603 010 001;Desa Contoh;Rina Contoh;4;16/11/2026;27/11/2026\n1603010002;Desa Lain;Rina Contoh;2;16/11/2026;27/11/2026"));
    }

    /// <summary>Reads an export through the page: the page that shows what would change.</summary>
    public Task<(string Html, WebForm Form)> ReadAsync(string csv, string name = "ekspor.csv") => ReadAsync(Encoding.UTF8.GetBytes(csv), name);

    public async Task<(string Html, WebForm Form)> ReadAsync(byte[] file, string name)
    {
        var address = Address("lapangan") + "/impor";
        using var answer = await (await WebForm.OpenAsync(Lead, address, "Baca")).Attach("Files", name, file).SendAsync(Lead);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.TextAsync();
        return (html, WebForm.Read(html, address, "Terapkan"));
    }

    /// <summary>Where an answer leads; a page instead is a mistake, and says which.</summary>
    public static async Task<string> RedirectedAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode} {await answer.PlainAsync()}");
        return answer.Headers.Location!.ToString();
    }
}

internal static class Ticks
{
    public static async Task<string> PlainAsync(this HttpResponseMessage answer) => await answer.TextAsync() is { Length: > 0 } html ? Answers.PageText(html) : "";

    /// <summary>Sends a form in which several boxes of one name are chosen.</summary>
    public static async Task<HttpResponseMessage> SendTicksAsync(this WebForm form, HttpClient browser, IEnumerable<string> ticks)
    {
        foreach (var tick in ticks)
        {
            form.Also("Ticks", tick);
        }

        return await form.SendAsync(browser);
    }
}
