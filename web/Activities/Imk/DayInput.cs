using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Imk;

/// <summary>A day's work in a block as it is typed, by a lead or by its officer (partial <c>_Day</c>).</summary>
public class DayInput
{
    public string? Block { get; set; }
    public DateOnly? Day { get; set; }
    public int? Obtained { get; set; }
    public int? Refused { get; set; }
    public int? NotMet { get; set; }
    public int? Gone { get; set; }
    public int? NoData { get; set; }
    public int? OutOfScope { get; set; }
    public int? Other { get; set; }

    /// <summary>What was typed; null when something is wrong, which then stands at its field.</summary>
    public BlockDay? Read(ModelStateDictionary said)
    {
        if (string.IsNullOrEmpty(Block))
        {
            said.AddModelError("Form.Block", "Pilih blok sampel.");
        }

        if (Day is null)
        {
            said.AddModelError("Form.Day", "Pilih tanggal.");
        }

        int?[] counts = [Refused, NotMet, Gone, NoData, OutOfScope, Other];
        if (counts.Append(Obtained).Any(count => count is < 0 or > ImkLimits.Units))
        {
            said.AddModelError("Form.Obtained", $"Jumlah antara 0 dan {Show.Number(ImkLimits.Units)}.");
        }

        // A day sent off empty is a slip; a day on which nothing was obtained says so.
        if (Obtained is null && counts.All(count => count is null))
        {
            said.AddModelError("Form.Obtained", "Isi jumlah yang diperoleh; 0 bila tidak ada.");
        }

        return !said.IsValid ? null
            : new(Day!.Value, Obtained ?? 0, [.. ImkWords.Reasons.Zip(counts, (reason, count) => new NonResponse(reason, count ?? 0)).Where(some => some.Units > 0)], default, null);
    }
}

/// <summary>What the partial <c>_Day</c> shows.</summary>
public sealed record DayForm(DayInput Form, IReadOnlyList<ImkBlock> Blocks)
{
    public IReadOnlyList<SelectListItem> Options => [.. Blocks.Select(block => new SelectListItem($"{block.Key} {block.Name} ({block.Officer})", block.Key))];
}
