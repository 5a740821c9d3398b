using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

/// <summary>What the pages that write about a person share.</summary>
public abstract class StaffPage : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public sealed class Input : StaffForm, IValidatableObject
    {
        /// <summary>The version the form was made from, so that nobody writes over another's change unseen.</summary>
        public long Version { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Check().Select(broken => new ValidationResult(broken.Message, [broken.Field]));
    }
}
