using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Procedures.Conformance;

/// <summary>How a procedure is kept to: <c>/petugas/standar/{id}</c>.</summary>
public sealed class ConformanceIndexModel(ProcedureLibrary library, ConformanceTally tally, ConformanceFiles files, TimeProvider clock) : ConformancePage(library, clock)
{
    /// <summary><c>?format=xlsx|pdf</c></summary>
    [BindProperty(SupportsGet = true, Name = "format")]
    public string? Format { get; set; }

    public ConformanceFigures Figures { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => !Find(id) ? Task.FromResult<IActionResult>(NotFound()) : WhenReadAsync(async () =>
    {
        Figures = await tally.FiguresAsync(Procedure, Period, ct);
        if (Format is null)
        {
            return Page();
        }

        if (files.Find(Format) is not { } file)
        {
            return NotFound();
        }

        var made = new MemoryStream();
        file.Write(made, Figures);
        made.Position = 0;
        Response.Headers.CacheControl = "private, no-store";
        var month = Period.Month is { } asked ? $"-{asked:00}" : "";
        return File(made, file.MediaType, $"kesesuaian-{Procedure.Id}-{Number(Period.Year)}{month}.{Format}");
    });
}
