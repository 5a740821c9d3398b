using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataPortal.Shared.Forms;

/// <summary><c>&lt;field for="Form.Email" label="Surel" kind="email" autocomplete="email" /&gt;</c>: one line or one block of text, a date, a number, or a file.</summary>
[HtmlTargetElement("field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper : FieldBase
{
    /// <summary><c>text | email | tel | url | number | date | datetime-local | month | password | search | textarea | file</c></summary>
    public string Kind { get; set; } = "text";
    public int Rows { get; set; } = 6;
    public int? Maxlength { get; set; }
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public string? Accept { get; set; }
    public bool Multiple { get; set; }

    /// <summary>A narrow control, for codes and years.</summary>
    public bool Narrow { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Frame(output, "div");
        Heading(output, "label");

        var control = new TagBuilder(Kind == "textarea" ? "textarea" : "input");
        control.Attributes["id"] = Id;
        control.Attributes["name"] = Name;
        if (Kind == "textarea")
        {
            control.AddCssClass("textarea");
            control.Attributes["rows"] = Rows.ToString(CultureInfo.InvariantCulture);
            // A browser drops the first line break of a textarea: without this one, a text that starts with an empty line loses it.
            control.InnerHtml.AppendHtml("\n").Append(Value ?? "");
        }
        else
        {
            control.TagRenderMode = TagRenderMode.SelfClosing;
            control.AddCssClass(Narrow ? "input input-s" : "input");
            control.Attributes["type"] = Kind;
            if (Kind is not ("password" or "file"))
            {
                control.Attributes["value"] = Value ?? "";
            }
        }

        Add(control, "maxlength", Maxlength?.ToString(CultureInfo.InvariantCulture));
        Add(control, "autocomplete", Autocomplete);
        Add(control, "inputmode", Inputmode);
        Add(control, "accept", Accept);
        if (Multiple)
        {
            control.Attributes["multiple"] = "multiple";
        }

        Describe(control);
        output.Content.AppendHtml(control);
    }

    private static void Add(TagBuilder control, string name, string? value)
    {
        if (value is not null)
        {
            control.Attributes[name] = value;
        }
    }
}
