using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.WorkingTime;

/// <summary>Upload, see what would change, put into force.</summary>
[Allow(Role.SectionHead, Role.SystemAdmin)]
public sealed class CalendarChangeModel(WorkingCalendar calendar, CalendarKeeping keeping, TimeProvider clock) : PageModel
{
    private const int MaxBytes = 100_000;

    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? Asked { get; set; }

    public CalendarPreview? Preview { get; private set; }
    public IReadOnlyList<ContentProblem> Problems { get; private set; } = [];
    public bool Overtaken { get; private set; }

    /// <summary>The latest year there is a list of.</summary>
    public int Example => calendar.Data.Years.Where(year => year.Value.Count > 0).Select(year => year.Key).DefaultIfEmpty(ThisYear).Max();

    private int ThisYear => Show.Day(clock.GetUtcNow()).Year;

    public void OnGet() => Form.Year = (Asked ?? ThisYear + 1).ToString(CultureInfo.InvariantCulture);

    public async Task<IActionResult> OnPostPeriksaAsync(CancellationToken ct)
    {
        if (Form.File is null)
        {
            ModelState.AddModelError("Form.File", "Pilih berkas CSV.");
        }
        else if (Form.File.Length > MaxBytes)
        {
            ModelState.AddModelError("Form.File", "Berkas lebih besar dari 100 KB. Daftar setahun hanya beberapa KB; pilih berkas CSV yang benar.");
        }

        if (Year() is { } year && ModelState.IsValid)
        {
            using var reader = new StreamReader(Form.File!.OpenReadStream());
            Form.Text = await reader.ReadToEndAsync(ct);
            Look(year);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSimpanAsync(CancellationToken ct)
    {
        if (Year() is not { } year || Form.Text is null)
        {
            return Page();
        }

        try
        {
            await keeping.KeepAsync(year, Form.Text, Form.Based ?? "", ct);
            return RedirectToPage("/WorkingTime/Calendar", new { tahun = year, tersimpan = true });
        }
        catch (ContentException unusable)
        {
            Problems = unusable.Problems;
        }
        catch (CalendarChangedException)
        {
            Overtaken = true;
            Look(year);
        }

        return Page();
    }

    private void Look(int year)
    {
        List<ContentProblem> problems = [];
        var preview = keeping.Preview(year, Form.Text ?? "", problems);
        (Problems, Preview) = (problems, problems.Count == 0 ? preview : null);
        Form.Based = calendar.Version;
        // What the hidden fields show is what was read now, not what was posted.
        ModelState.Clear();
    }

    private int? Year()
    {
        if (int.TryParse(Form.Year, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= ThisYear - 1 && year <= ThisYear + 2)
        {
            return year;
        }

        ModelState.AddModelError("Form.Year", $"Tulis tahun antara {ThisYear - 1} dan {ThisYear + 2}.");
        return null;
    }

    public sealed class Input
    {
        public string? Year { get; set; }
        public IFormFile? File { get; set; }

        /// <summary>The list that was checked, as it came.</summary>
        public string? Text { get; set; }

        /// <summary>Version of the calendar it was compared with.</summary>
        public string? Based { get; set; }
    }
}
