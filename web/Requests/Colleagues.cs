using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>The officers a request may go to, and whom a reminder reaches.</summary>
public sealed class Colleagues(IDocumentStore store)
{
    /// <summary>Those who answer requests, by name.</summary>
    public async Task<IReadOnlyList<Officer>> AdminsAsync(CancellationToken ct) =>
        [.. (await HoldingAsync(Role.WebAdmin, ct)).Select(person => new Officer(person.Id, person.Name)).OrderBy(officer => officer.Name, StringComparer.CurrentCulture)];

    public Task<IReadOnlyList<Staff>> HoldingAsync(Role role, CancellationToken ct) => store.ListAsync(StaffQueries.Holding(role), ct);
}
