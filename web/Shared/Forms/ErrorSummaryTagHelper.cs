using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataPortal.Shared.Forms;

/// <summary><c>&lt;error-summary /&gt;</c> above a form: how many entries need mending, each a link to its field, in the same words as there. Nothing when all is well.</summary>
[HtmlTargetElement("error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext View { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = View.ViewData.ModelState
            .SelectMany(entry => entry.Value!.Errors.Take(1).Select(error => (Name: entry.Key, error.ErrorMessage)))
            .ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "alert alert-bad");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("id", "salah");
        output.Attributes.SetAttribute("aria-labelledby", "h-salah");
        var fields = errors.Count(error => error.Name.Length > 0);
        output.Content.AppendHtml("<h2 id=\"h-salah\">")
            .Append(fields == 0
                ? Speech.T("Belum dapat disimpan", "This could not be saved yet")
                : Speech.T($"Ada {fields} isian yang perlu diperbaiki", fields == 1 ? "1 entry needs mending" : $"{fields} entries need mending"))
            .AppendHtml("</h2><ul>");
        foreach (var (name, message) in errors)
        {
            output.Content.AppendHtml("<li>");
            if (name.Length > 0)
            {
                var link = new TagBuilder("a");
                link.Attributes["href"] = "#" + FieldBase.IdOf(name);
                link.InnerHtml.Append(message);
                output.Content.AppendHtml(link);
            }
            else
            {
                output.Content.Append(message);
            }

            output.Content.AppendHtml("</li>");
        }

        output.Content.AppendHtml("</ul>");
    }
}
