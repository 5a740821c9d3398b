using DataPortal.Shared;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace DataPortal.Catalog.Pages;

/// <summary><c>&lt;sample-mark if="item.IsSample" /&gt;</c>: says <em>contoh</em> beside what was made up.</summary>
[HtmlTargetElement("sample-mark", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SampleMark : TagHelper
{
    public bool If { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!If)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "sample");
        output.Content.SetContent(Speech.T("contoh", "sample"));
    }
}
