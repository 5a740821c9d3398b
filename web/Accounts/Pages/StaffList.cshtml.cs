using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[Allow(Role.SystemAdmin)]
public sealed class StaffListModel(IDocumentStore store) : PageModel
{
    public IReadOnlyList<Staff> List { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => List = await store.ListAsync(StaffQueries.Everyone(), ct);
}
