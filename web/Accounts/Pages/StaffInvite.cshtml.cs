using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Accounts.Pages;

[Allow(Role.SystemAdmin)]
public sealed class StaffInviteModel(StaffDesk desk) : StaffPage
{
    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            var (staff, _) = await desk.InviteAsync(Form.Draft(), byMail: true);
            return RedirectToPage("/Accounts/Pages/StaffMember", new { id = staff.Id, pesan = "undangan" });
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
    }
}
