using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataPortal.Shared.Forms;

/// <summary><c>&lt;field-select for="Form.Subject" label="Subjek" options="Model.Subjects" optional /&gt;</c>. An option list that has no empty entry gets one first.</summary>
[HtmlTargetElement("field-select", Attributes = "for,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldSelectTagHelper : FieldBase
{
    public required IEnumerable<SelectListItem> Options { get; set; }

    /// <summary>The first, empty entry; null for the usual words, "" for none.</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Frame(output, "div");
        Heading(output, "label");

        var select = new TagBuilder("select");
        select.AddCssClass("select");
        select.Attributes["id"] = Id;
        select.Attributes["name"] = Name;
        Describe(select);

        var options = Options.ToList();
        if (Empty != "" && !options.Any(option => string.IsNullOrEmpty(option.Value)))
        {
            options.Insert(0, new(Empty ?? Speech.T("Pilih", "Choose"), ""));
        }

        foreach (var group in options.GroupBy(option => option.Group?.Name))
        {
            var target = select;
            if (group.Key is not null)
            {
                target = new TagBuilder("optgroup");
                target.Attributes["label"] = group.Key;
                select.InnerHtml.AppendHtml(target);
            }

            foreach (var option in group)
            {
                var entry = new TagBuilder("option");
                entry.Attributes["value"] = option.Value ?? "";
                if (option.Value == (Value ?? ""))
                {
                    entry.Attributes["selected"] = "selected";
                }

                entry.InnerHtml.Append(option.Text);
                target.InnerHtml.AppendHtml(entry);
            }
        }

        output.Content.AppendHtml(select);
    }
}

/// <summary><c>&lt;field-radios for="Form.Purpose" label="Untuk keperluan apa?" options="Model.Purposes" /&gt;</c>: one of a few.</summary>
[HtmlTargetElement("field-radios", Attributes = "for,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldRadiosTagHelper : FieldBase
{
    public required IEnumerable<SelectListItem> Options { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Frame(output, "fieldset");
        Heading(output, "legend");
        var at = 0;
        foreach (var option in Options)
        {
            output.Content.AppendHtml(Choice("radio", at++ == 0 ? Id : $"{Id}_{at}", Name, option, option.Value == Value, Error is null ? null : $"{Id}_error"));
        }
    }

    internal static TagBuilder Choice(string type, string id, string name, SelectListItem option, bool chosen, string? describedBy)
    {
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = type;
        input.Attributes["id"] = id;
        input.Attributes["name"] = name;
        input.Attributes["value"] = option.Value;
        if (chosen)
        {
            input.Attributes["checked"] = "checked";
        }

        if (describedBy is not null)
        {
            input.Attributes["aria-describedby"] = describedBy;
        }

        var label = new TagBuilder("label");
        label.AddCssClass("choice");
        label.InnerHtml.AppendHtml(input).AppendHtml("<span>").Append(option.Text).AppendHtml("</span>");
        return label;
    }
}

/// <summary><c>&lt;field-checks for="Form.Roles" label="Peran" options="Model.Roles" /&gt;</c>: any of a few; the model is a list of texts.</summary>
[HtmlTargetElement("field-checks", Attributes = "for,options", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldChecksTagHelper : FieldBase
{
    public required IEnumerable<SelectListItem> Options { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        Frame(output, "fieldset");
        Heading(output, "legend");
        var chosen = State?.RawValue switch
        {
            string[] several => several,
            string one => [one],
            _ => (For.Model as System.Collections.IEnumerable)?.Cast<object>().Select(value => value.ToString() ?? "").ToArray() ?? [],
        };

        var at = 0;
        foreach (var option in Options)
        {
            output.Content.AppendHtml(FieldRadiosTagHelper.Choice(
                "checkbox", at++ == 0 ? Id : $"{Id}_{at}", Name, option, chosen.Contains(option.Value), Error is null ? null : $"{Id}_error"));
        }
    }
}

/// <summary><c>&lt;field-checkbox for="Form.Consent"&gt;Saya setuju …&lt;/field-checkbox&gt;</c>: yes or nothing; its content is its label.</summary>
[HtmlTargetElement("field-checkbox", Attributes = "for")]
public sealed class FieldCheckboxTagHelper : FieldBase
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        Frame(output, "div");
        if (Error is { } error)
        {
            output.Content.AppendHtml($"<span class=\"error\" id=\"{Id}_error\"><span class=\"sr\">")
                .Append(Speech.T("Kesalahan: ", "Error: ")).AppendHtml("</span>").Append(error).AppendHtml("</span>");
        }

        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.Attributes["type"] = "checkbox";
        input.Attributes["id"] = Id;
        input.Attributes["name"] = Name;
        input.Attributes["value"] = "true";
        if (Value is not null && Value.StartsWith("true", StringComparison.OrdinalIgnoreCase))
        {
            input.Attributes["checked"] = "checked";
        }

        Describe(input);
        output.Content.AppendHtml("<label class=\"choice\">").AppendHtml(input).AppendHtml("<span>").AppendHtml(words).AppendHtml("</span></label>");
    }
}
