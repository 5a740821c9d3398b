using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>Who is away when: allocations warn of it.</summary>
public sealed class AbsenceDesk(SurveyTools tools)
{
    /// <summary>Whether the person may note the absence of others: Kasie JRS and the heads. Everybody notes their own.</summary>
    public bool MayForOthers => tools.LeadsField;

    /// <summary>Absences that are not over, first to end first. Why somebody is away (ill, for one) is theirs and their leads' to read.</summary>
    public Task<IReadOnlyList<Absence>> ComingAsync(CancellationToken ct) =>
        tools.Store.ListAsync((MayForOthers ? SurveyQueries.AwayFrom(tools.Today) : SurveyQueries.AwayOf(tools.MyId, tools.Today)).Top(1000), ct);

    /// <param name="id">Names the entry: a form sent twice makes one.</param>
    public async Task AddAsync(string id, Staff person, DateOnly from, DateOnly to, string kind, CancellationToken ct)
    {
        SurveyTools.Need(MayForOthers || person.Id == tools.MyId, "Ketidakhadiran orang lain dicatat oleh Kasie JRS.");
        var absence = new Absence { Id = id, StaffId = person.Id, Name = person.Name, From = from, To = to, Kind = kind, AddedBy = tools.MyName };
        await tools.Store.CommitAsync(async attempt => (true, await tools.Store.FindAsync(SurveyQueries.Absences, id, attempt) is not null
            ? []
            : (IReadOnlyList<Change>)[SurveyQueries.Absences.Insert(absence), tools.Audit.Entry("absence.added", SurveyQueries.Absences, id)]), ct);
    }

    /// <summary>Takes an entry away. One that is gone already is no mistake.</summary>
    public async Task RemoveAsync(string id, CancellationToken ct)
    {
        if (await tools.Store.FindAsync(SurveyQueries.Absences, id, ct) is not { } absence)
        {
            return;
        }

        SurveyTools.Need(MayForOthers || absence.StaffId == tools.MyId, "Catatan orang lain dihapus oleh Kasie JRS.");
        try
        {
            await tools.Store.CommitAsync([SurveyQueries.Absences.Delete(absence), tools.Audit.Entry("absence.removed", SurveyQueries.Absences, id)], ct);
        }
        catch (StaleDocumentException)
        {
            // Somebody else was faster.
        }
    }
}
