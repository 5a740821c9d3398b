using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Survey;

/// <summary>A page on which one step of a survey is done.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public abstract class SurveyPage(StepTools tools) : StepPage(tools)
{
    public SurveySteps Steps { get; private set; } = null!;

    /// <summary>When it was done, where it is entered only now (<i>catat susulan</i>).</summary>
    [BindProperty]
    public LateInput Late { get; set; } = new();

    /// <summary>What was just done, as the address says it after a redirect.</summary>
    [BindProperty(SupportsGet = true, Name = "kabar")]
    public string? News { get; set; }

    public override string? Told => News switch
    {
        "simpan" => "Tersimpan.",
        "draf" => "Draf tersimpan. Alokasi berlaku setelah disimpan di bagian bawah dan diterima Kasie JRS.",
        "bagi" => "Sasaran sudah dibagi. Periksa, lalu simpan alokasinya.",
        "terima" => "Alokasi diterima.",
        "kembali" => "Sudah dikembalikan.",
        "mulai" => "Selamat bekerja. Waktu mulai tercatat.",
        "serah" => "Serahan Anda sudah diterima portal.",
        "lapor" => "Laporan Anda sudah sampai ke Kasie JRS.",
        "alih" => "Penugasan sudah dialihkan.",
        "geser" => "Tenggat sudah digeser.",
        "tuntas" => "Penugasan sudah dituntaskan.",
        "lanjut" => "Petugas diminta melanjutkan.",
        "periksa" => "Keputusan tersimpan.",
        "susulan" => "Briefing susulan tercatat. Penugasan orang itu dapat dimulai.",
        "hapus" => "Catatan dihapus.",
        "final" => "Langkah ini selesai.",
        "koleksi" => "Draf butir katalog dibuat dari kompilasi. Admin web menerbitkannya.",
        "alasan" => "Alasan tidak diterbitkan dicatat.",
        "kirim" => "Pengiriman dicatat.",
        "diterima" => "Penerimaan dicatat.",
        "isian" => "Isian Anda disimpan; belum ada yang dicatat darinya.",
        _ => ActSaid,
    };

    /// <summary>Whether the step is open and can be done now.</summary>
    public bool IsOpen => Run.IsOpen && Attempt is { IsDoable: true };

    /// <summary>Whether something is wrong with one of these fields: what hides them stands open.</summary>
    public bool IsWrong(params string[] fields) => fields.Any(field => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0);

    public override string Title => Step!.Activity;

    /// <summary>The forms show the documents they make.</summary>
    public override bool HasFacts => false;

    /// <summary>The form itself takes times that lie back: a late entry without it would leave the survey's documents empty.</summary>
    public override bool MayEnterLate => false;

    protected override async Task<IActionResult?> LoadAsync(string run, string? step, string? item, CancellationToken ct)
    {
        if (await base.LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        Steps = new(Procedure);
        ViewData["Title"] = $"{About?.Title ?? Run.Title}: {Step?.Activity}";
        ViewData["Crumbs"] = Crumbs;
        ViewData["Here"] = $"Langkah {Step?.No}";
        return Steps.AreOfASurvey ? await FillAsync(ct) : NotFound();
    }

    /// <summary>Reads the page's own documents. Null when all is well; else the answer.</summary>
    protected abstract Task<IActionResult?> FillAsync(CancellationToken ct);

    /// <summary>The times of a late entry; null when there is none. What is wrong stands at its field.</summary>
    protected LateTimes? ReadLate()
    {
        if (Late.Started is null && Late.Done is null && string.IsNullOrWhiteSpace(Late.Reason))
        {
            return null;
        }

        if (Late.Done is null)
        {
            ModelState.AddModelError("Late.Done", "Isi kapan selesainya, atau kosongkan catatan susulan.");
        }

        if (Late.Started > Late.Done)
        {
            ModelState.AddModelError("Late.Started", "Waktu mulai sesudah waktu selesai.");
        }

        if (string.IsNullOrWhiteSpace(Late.Reason))
        {
            ModelState.AddModelError("Late.Reason", "Tulis mengapa baru dicatat sekarang.");
        }

        return Late.Done is { } done ? new(Wib(Late.Started), Wib(done)!.Value, SurveyTools.Cut(Late.Reason ?? "", SurveyLimits.Line)) : null;
    }

    /// <summary>Names what one act of the page does: each act of a page its own, so that one sent after another is not taken for the same sent twice.</summary>
    protected string Named(string act) => $"{FormName}/{act}/{Nonce}";

    /// <summary>Whether the act was done already: its form was sent twice.</summary>
    protected bool IsDone(string act) => Run.HasSeen(Named(act));

    /// <summary>Whether a person opens the page. A browser that looks ahead, or asks for no more than the head, begins no step.</summary>
    protected bool IsOpened => HttpMethods.IsGet(Request.Method) && !Request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);

    /// <summary>Back to this step after something was done.</summary>
    protected IActionResult Again(string news) => Redirect(Url.Content(RunLinks.Step(Run.Id, Step!, Item)) + "?kabar=" + news);

    public sealed class LateInput
    {
        public DateTime? Started { get; set; }
        public DateTime? Done { get; set; }
        public string? Reason { get; set; }
    }
}
