using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DataPortal.Shared.Forms;

/// <summary>What the framework itself says of a value it cannot read, in the visitor's language.</summary>
internal sealed class ModelMessages : IConfigureOptions<MvcOptions>
{
    public void Configure(MvcOptions options)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        var messages = options.ModelBindingMessageProvider;
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => Invalid(value));
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(Invalid);
        messages.SetUnknownValueIsInvalidAccessor(_ => Speech.T("Isian ini tidak dapat dibaca", "This entry cannot be read"));
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => Speech.T("Isian ini tidak dapat dibaca", "This entry cannot be read"));
        messages.SetValueIsInvalidAccessor(Invalid);
        messages.SetValueMustBeANumberAccessor(_ => Speech.T("Tulis angka", "Enter a number"));
        messages.SetNonPropertyValueMustBeANumberAccessor(() => Speech.T("Tulis angka", "Enter a number"));
        messages.SetValueMustNotBeNullAccessor(_ => Speech.T("Isian ini perlu diisi", "This entry is needed"));
        messages.SetMissingBindRequiredValueAccessor(_ => Speech.T("Isian ini perlu diisi", "This entry is needed"));
        messages.SetMissingKeyOrValueAccessor(() => Speech.T("Isian ini perlu diisi", "This entry is needed"));
    }

    private static string Invalid(string value) => Speech.T($"“{value}” tidak dapat dibaca di sini", $"“{value}” cannot be read here");
}
