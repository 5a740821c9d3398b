using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataPortal.Shared.Forms;

/// <summary>
/// What every form field shares: a label (or legend) above, the hint, then the error, then the control, tied together by
/// <c>aria-describedby</c>; what was typed comes back. The name is the model path (<c>Form.Email</c>), the id the same with underscores.
/// </summary>
public abstract class FieldBase : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    public required ModelExpression For { get; set; }
    public string? Label { get; set; }
    public string? Hint { get; set; }

    /// <summary>Says <em>(boleh kosong)</em>; required fields say nothing.</summary>
    public bool Optional { get; set; }

    protected string Name => View.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => IdOf(Name);

    protected ModelStateEntry? State => View.ViewData.ModelState.TryGetValue(Name, out var entry) ? entry : null;

    protected string? Error => State is { Errors: [var first, ..] } ? first.ErrorMessage : null;

    /// <summary>What the visitor typed, else what the model holds.</summary>
    protected string? Value => State?.AttemptedValue ?? (For.Model switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture),
        var model => Convert.ToString(model, System.Globalization.CultureInfo.InvariantCulture),
    });

    /// <summary>The id of the control that carries a form name.</summary>
    public static string IdOf(string name) => name.Replace('.', '_').Replace('[', '_').Replace(']', '_');

    protected void Frame(TagHelperOutput output, string tag)
    {
        output.TagName = tag;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Error is null ? "field" : "field field-bad");
    }

    protected void Heading(TagHelperOutput output, string tag)
    {
        var label = new TagBuilder(tag);
        if (tag == "label")
        {
            label.Attributes["for"] = Id;
        }

        label.InnerHtml.Append(Label ?? Name);
        if (Optional)
        {
            label.InnerHtml.AppendHtml(" <span class=\"muted\">(").Append(Speech.T("boleh kosong", "optional")).AppendHtml(")</span>");
        }

        output.Content.AppendHtml(label);
        if (Hint is not null)
        {
            output.Content.AppendHtml(Line("hint", $"{Id}_hint", Hint));
        }

        if (Error is { } error)
        {
            var line = Line("error", $"{Id}_error", "");
            line.InnerHtml.AppendHtml("<span class=\"sr\">").Append(Speech.T("Kesalahan: ", "Error: ")).AppendHtml("</span>").Append(error);
            output.Content.AppendHtml(line);
        }
    }

    protected void Describe(TagBuilder control)
    {
        string[] parts = [.. new[] { Hint is null ? null : $"{Id}_hint", Error is null ? null : $"{Id}_error" }.OfType<string>()];
        if (parts.Length > 0)
        {
            control.Attributes["aria-describedby"] = string.Join(' ', parts);
        }

        if (Error is not null)
        {
            control.Attributes["aria-invalid"] = "true";
        }
    }

    private static TagBuilder Line(string style, string id, string text)
    {
        var line = new TagBuilder("span");
        line.AddCssClass(style);
        line.Attributes["id"] = id;
        line.InnerHtml.Append(text);
        return line;
    }
}
