using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>The signed-in person as a signature prints them: name, NIP and position as their account says.</summary>
public sealed class StaffSignature(IDocumentStore store, CurrentStaff current, TimeProvider clock)
{
    /// <param name="title">The position the procedure gives whoever signs, where the account names none.</param>
    public async Task<Signature> OfAsync(string title, CancellationToken ct)
    {
        var person = current.Id is { } id ? await store.FindAsync(StaffQueries.Collection, id, ct) : null;
        return new(current.Id ?? "", person?.Name ?? current.Name ?? "", person?.Nip, string.IsNullOrWhiteSpace(person?.JobTitle) ? title : person.JobTitle, clock.GetUtcNow());
    }
}
