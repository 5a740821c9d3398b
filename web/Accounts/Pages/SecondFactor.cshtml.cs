using DataPortal.Shared.Qr;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts.Pages;

[Allow]
public sealed class SecondFactorModel(OwnAccount own, IOptions<AccountsOptions> options) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public Staff Person { get; private set; } = null!;
    public OfferedKey Offered { get; private set; } = null!;

    /// <summary>New recovery codes: shown in the answer to the very request that made them, because they are nowhere kept.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public bool IsRequiredHere => options.Value.RequireSecondFactor;
    public bool IsRequiredForRoles => options.Value.Requires(Person);
    public bool MustSet => IsRequiredForRoles && !Person.HasSecondFactor;

    public string KeyInGroups => string.Join(' ', Offered.Key.Chunk(4).Select(group => new string(group)));

    /// <summary>The QR code as one SVG path of unit squares: no image, no inline style.</summary>
    public (int Size, string Path) Qr
    {
        get
        {
            var code = QrCode.Of(Offered.Address) ?? throw new InvalidOperationException("The address of a key fits a QR code.");
            return (code.Size, code.Path);
        }
    }

    public async Task OnGetAsync() => await OpenAsync();

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => ShowCodesAsync(() => own.SetSecondFactorAsync(Form.Key, Form.Code ?? "", Form.Current, ct));

    public Task<IActionResult> OnPostKodeAsync() => ShowCodesAsync(() => own.NewRecoveryCodesAsync(Form.Current ?? ""));

    public async Task<IActionResult> OnPostMatikanAsync(CancellationToken ct)
    {
        await OpenAsync();
        try
        {
            await own.RemoveSecondFactorAsync(Form.Current ?? "", ct);
            return RedirectToPage();
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
    }

    private async Task<IActionResult> ShowCodesAsync(Func<Task<IReadOnlyList<string>>> make)
    {
        await OpenAsync();
        try
        {
            Codes = await make();
            return Page();
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
    }

    private async Task OpenAsync()
    {
        Person = (await own.AccountAsync()).Staff;
        Offered = own.Reopen(Person, Form.Key);
    }

    public sealed class Input
    {
        public string? Key { get; set; }
        public string? Code { get; set; }
        public string? Current { get; set; }
    }
}
