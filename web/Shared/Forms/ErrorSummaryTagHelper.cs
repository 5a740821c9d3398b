using System.Reflection;
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
            .OrderBy(entry => Place(entry.Key))
            // One sentence a field is enough; what is of no field has no other place.
            .SelectMany(entry => entry.Value!.Errors.Take(entry.Key.Length == 0 ? int.MaxValue : 1).Select(error => (Name: entry.Key, error.ErrorMessage)))
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

    // As the form's class declares its entries, what it builds on first, which is as they stand on the page; bound and checked they come in another order.
    private int Place(string name)
    {
        var entry = name.Split('.', '[') is ["Form", var first, ..] ? first : null;
        var type = entry is null ? null : View.ViewData.ModelMetadata.Properties["Form"]?.ModelType;
        var at = 0;
        for (var depth = Depth(type); type is not null && depth >= 0; depth--)
        {
            var level = type;
            for (var up = 0; up < depth; up++)
            {
                level = level!.BaseType;
            }

            foreach (var property in level!.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).OrderBy(property => property.MetadataToken))
            {
                if (property.Name == entry)
                {
                    return at;
                }

                at++;
            }
        }

        return int.MaxValue;
    }

    private static int Depth(Type? type) => type?.BaseType is null ? -1 : 1 + Depth(type.BaseType);
}
