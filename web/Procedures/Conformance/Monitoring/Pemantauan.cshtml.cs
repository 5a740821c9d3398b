using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Procedures.Conformance.Monitoring;

/// <summary><c>/petugas/standar/pemantauan?tahun=2026&amp;semester=2</c></summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class PemantauanModel(MonitoringDesk desk, MonitoringFiles files, CurrentStaff staff, TimeProvider clock) : PageModel
{
    private const int MostRows = 200;

    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? YearAsked { get; set; }

    /// <summary>1 or 2; the present one when nothing is asked.</summary>
    [BindProperty(SupportsGet = true, Name = "semester")]
    public int? HalfAsked { get; set; }

    [BindProperty(SupportsGet = true, Name = "format")]
    public string? Format { get; set; }

    [BindProperty(SupportsGet = true, Name = "tersimpan")]
    public bool Saved { get; set; }

    public MonitoringView View { get; private set; } = null!;
    public LogStillReadException? StillRead { get; private set; }
    public Period Half { get; private set; }

    public bool MayWrite => staff.Has(Role.SectionHead) || staff.Has(Role.DivisionHead) || staff.Has(Role.OfficeHead) || staff.Has(Role.SystemAdmin);

    public IEnumerable<Period> Halves
    {
        get
        {
            var today = Show.Day(clock.GetUtcNow());
            for (var (year, half, left) = (today.Year, today.Month > 6 ? 2 : 1, 8); left > 0; left--, (year, half) = half == 2 ? (year, 1) : (year - 1, 2))
            {
                yield return new(year, null, half);
            }
        }
    }

    public static IReadOnlyList<SelectListItem> Assessments { get; } = [new("Berjalan dengan baik", "ya"), new("Tidak berjalan dengan baik", "tidak")];

    public string Link(string? format) => string.Create(CultureInfo.InvariantCulture, $"{Url.Content("~/petugas/standar/pemantauan")}?tahun={Half.Year}&semester={Half.Half}{(format is null ? "" : $"&format={format}")}");

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!Find())
        {
            return NotFound();
        }

        if (!await LookAsync(ct))
        {
            return Page();
        }

        if (Format is null)
        {
            Form.Version = View.Kept?.Version ?? 0;
            Form.Rows = [.. View.Lines.Select(line => new RowInput { Procedure = line.Procedure.Id, Good = line.Good switch { true => "ya", false => "tidak", null => null }, Note = line.Note, Action = line.Action })];
            return Page();
        }

        if (files.Find(Format) is not var (mediaType, write))
        {
            return NotFound();
        }

        var made = new MemoryStream();
        write(made, View);
        made.Position = 0;
        Response.Headers.CacheControl = "private, no-store";
        return File(made, mediaType, string.Create(CultureInfo.InvariantCulture, $"pemantauan-sop-{Half.Year}-{Half.Half}.{Format}"));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!MayWrite)
        {
            return Forbid();
        }

        if (!Find())
        {
            return NotFound();
        }

        if (Form.Rows.Count > MostRows)
        {
            return BadRequest();
        }

        if (ModelState.IsValid)
        {
            try
            {
                await desk.SaveAsync(Half, Form.Version,
                    [.. Form.Rows.Select(row => new MonitoringRow(row.Procedure ?? "", row.Good switch { "ya" => true, "tidak" => false, _ => null }, row.Note?.Trim() ?? "", row.Action?.Trim() ?? ""))], ct);
                return Redirect(Link(null) + "&tersimpan=true");
            }
            catch (MonitoringChangedException)
            {
                ModelState.AddModelError("", "Orang lain menyimpan lembar ini sesudah Anda membukanya. Salin tulisan Anda, muat ulang halaman, lalu simpan lagi.");
            }
        }

        await LookAsync(ct);
        return Page();
    }

    private bool Find()
    {
        var today = Show.Day(clock.GetUtcNow());
        Half = new(YearAsked ?? today.Year, null, HalfAsked ?? (today.Month > 6 ? 2 : 1));
        return Half.IsValid && (Request.Method == HttpMethods.Post || ModelState.IsValid);
    }

    private async Task<bool> LookAsync(CancellationToken ct)
    {
        try
        {
            View = await desk.ViewAsync(Half, ct);
            return true;
        }
        catch (LogStillReadException still)
        {
            StillRead = still;
            if (Request.Method != HttpMethods.Post)
            {
                Response.Headers["Refresh"] = "5";
            }

            return false;
        }
    }

    public sealed class Input
    {
        public long Version { get; set; }
        public IList<RowInput> Rows { get; set; } = [];
    }

    public sealed class RowInput
    {
        public string? Procedure { get; set; }
        public string? Good { get; set; }

        [StringLength(3000, ErrorMessage = "Catatan paling panjang 3.000 huruf.")]
        public string? Note { get; set; }

        [StringLength(3000, ErrorMessage = "Tindakan paling panjang 3.000 huruf.")]
        public string? Action { get; set; }
    }
}
