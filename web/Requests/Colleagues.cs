using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>The officers a request may go to, and whom a reminder reaches.</summary>
public sealed class Colleagues(IDocumentStore store)
{
    /// <summary>Those who answer requests, by name.</summary>
    public async Task<IReadOnlyList<Officer>> AdminsAsync(CancellationToken ct) =>
        [.. (await HoldingAsync(Role.WebAdmin, ct)).Select(person => new Officer(person.Id, person.Name)).OrderBy(officer => officer.Name, StringComparer.CurrentCulture)];

    /// <summary>Whom a message of the requester reaches: the officer who has the request, or all who answer requests when nobody has it or that officer no longer works on them.</summary>
    public async Task<IReadOnlyList<Staff>> AnsweringAsync(Request request, CancellationToken ct) =>
        request.Assigned is { } officer && await store.FindAsync(StaffQueries.Collection, officer.Id, ct) is { IsDisabled: false } person
            && person.Roles.Any(role => role is Role.WebAdmin or Role.SectionHead)
            ? [person] : await HoldingAsync(Role.WebAdmin, ct);

    public Task<IReadOnlyList<Staff>> HoldingAsync(Role role, CancellationToken ct) => store.ListAsync(StaffQueries.Holding(role), ct);
}
