using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Years;

/// <summary>Something of last year that may be in this year's plan, as it would be.</summary>
/// <param name="Proposed">Its identifier is still empty.</param>
/// <param name="WasYearly">Chosen unless a person says otherwise.</param>
public sealed record YearCandidate(PlannedActivity Proposed, string From, bool WasYearly);

/// <summary>Makes a year's plan out of the year before: its plan and its runs, with the year in titles and dates moved on to working days. Nothing is offered twice.</summary>
public sealed partial class YearCopy(IDocumentStore store, YearDesk desk, TimeProvider clock)
{
    public async Task<IReadOnlyList<YearCandidate>> CandidatesAsync(int year, CancellationToken ct)
    {
        var there = (await desk.OfAsync(year, ct)).Select(planned => planned.Source).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var last = await desk.OfAsync(year - 1, ct);
        List<YearCandidate> found = [.. last.Select(old => new YearCandidate(Moved(old, year), "Rencana " + (year - 1), old.IsYearly))];
        var planned = last.Select(old => old.Run).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var procedure in desk.Procedures)
        {
            await foreach (var run in store.StreamAsync(RunQueries.Of(procedure.Id), ct))
            {
                var day = Show.Day(run.OpenedAt);
                if (day.Year < year - 1)
                {
                    break;
                }

                if (day.Year == year - 1 && run is { Parent: null, State: not RunState.Cancelled } && planned.Add(run.Id))
                {
                    found.Add(new(Moved(run, day, year), "Kegiatan " + (year - 1), false));
                }
            }
        }

        return [.. found.Where(candidate => !there.Contains(candidate.Proposed.Source!)).OrderBy(candidate => candidate.Proposed.From).ThenBy(candidate => candidate.Proposed.Title, StringComparer.Ordinal)];
    }

    /// <summary>Puts those that were chosen into the plan.</summary>
    /// <param name="sources">Of the candidates, as they were offered; what is there already is left out.</param>
    /// <returns>How many.</returns>
    public async Task<int> TakeAsync(int year, IReadOnlyCollection<string> sources, CancellationToken ct)
    {
        var chosen = (await CandidatesAsync(year, ct)).Where(candidate => sources.Contains(candidate.Proposed.Source!)).Select(candidate => candidate.Proposed with { Id = Document.NewId(clock) }).ToList();
        if (chosen.Count > 0)
        {
            await desk.AddAsync(chosen, ct);
        }

        return chosen.Count;
    }

    /// <summary>The years in a title, moved on: <c>Survei IMK 2026</c> becomes <c>Survei IMK 2027</c>, <c>2025/2026</c> becomes <c>2026/2027</c>.</summary>
    public static string Title(string title, int by) => YearText().Replace(title, match => (int.Parse(match.Value, CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture));

    private PlannedActivity Moved(PlannedActivity old, int year) => old with
    {
        Id = "",
        Version = 0,
        Year = year,
        Title = Title(old.Title, year - old.Year),
        From = Day(old.From, year - old.Year),
        To = old.To is { } to ? Day(to, year - old.Year) : null,
        Source = "rencana/" + old.Id,
        Template = old.Run ?? old.Template,
        Run = null,
        OpenedAt = null,
        Fault = null,
        Changes = 0,
    };

    private PlannedActivity Moved(Run run, DateOnly day, int year)
    {
        DateOnly? end = (run.Due ?? run.EndedAt) is { } until && Show.Day(until) > day ? Day(Show.Day(until), year - day.Year) : null;
        return new()
        {
            Id = "",
            Year = year,
            Procedure = run.Procedure,
            Title = Title(run.Title, year - day.Year),
            From = Day(day, year - day.Year),
            To = end,
            OwnerId = run.OwnerId,
            Owner = run.OwnerId is null ? null : run.Owner,
            Source = "kegiatan/" + run.Id,
            Template = run.Id,
            SavedAt = default,
        };
    }

    private DateOnly Day(DateOnly day, int years) => desk.Working(day.AddYears(years));

    [GeneratedRegex(@"(?<!\d)20\d\d(?!\d)")]
    private static partial Regex YearText();
}
