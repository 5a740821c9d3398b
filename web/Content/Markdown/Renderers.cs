using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DataPortal.Content.Markdown;

/// <summary>Links only where <see cref="SafeLinks"/> allows; <c>~/</c> is resolved by the page; pictures only of the portal itself.</summary>
internal sealed class LinkRenderer(Func<string, string> resolve) : HtmlObjectRenderer<LinkInline>
{
    protected override void Write(HtmlRenderer renderer, LinkInline link)
    {
        var address = resolve(link.GetDynamicUrl?.Invoke() ?? link.Url ?? "");
        if (link.IsImage)
        {
            if (address.StartsWith('/') && SafeLinks.Allowed(address))
            {
                renderer.Write("<img src=\"").WriteEscapeUrl(address).Write("\" alt=\"");
                WriteAlternative(renderer, link);
                renderer.Write("\" />");
            }
            else
            {
                renderer.WriteChildren(link);
            }

            return;
        }

        var allowed = SafeLinks.Allowed(address);
        if (allowed)
        {
            renderer.Write("<a href=\"").WriteEscapeUrl(address).Write("\">");
        }

        renderer.WriteChildren(link);
        if (allowed)
        {
            renderer.Write("</a>");
        }
    }

    private static void WriteAlternative(HtmlRenderer renderer, LinkInline link)
    {
        var marks = renderer.EnableHtmlForInline;
        renderer.EnableHtmlForInline = false;
        renderer.WriteChildren(link);
        renderer.EnableHtmlForInline = marks;
    }
}

/// <summary>Code as it is written, but for the portal's address, which an example must name to be copied; reachable by keyboard, for it may be wider than the page.</summary>
internal sealed class CodeRenderer(FieldSource fields) : HtmlObjectRenderer<CodeBlock>
{
    private const string Address = "{{situs}}";

    protected override void Write(HtmlRenderer renderer, CodeBlock block)
    {
        var code = block.Lines.ToString();
        renderer.EnsureLine();
        renderer.Write("<pre tabindex=\"0\"><code");
        if (block is FencedCodeBlock { Info: { Length: > 0 } language })
        {
            renderer.Write(" class=\"language-").WriteEscape(language).Write("\"");
        }

        renderer.Write(">").WriteEscape(code.Contains(Address, StringComparison.Ordinal) ? code.Replace(Address, fields("situs").Text, StringComparison.Ordinal) : code).WriteLine("</code></pre>");
    }
}

internal sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
{
    protected override void Write(HtmlRenderer renderer, AutolinkInline link)
    {
        var address = link.IsEmail ? "mailto:" + link.Url : link.Url;
        if (SafeLinks.Allowed(address))
        {
            renderer.Write("<a href=\"").WriteEscapeUrl(address).Write("\">").WriteEscape(link.Url).Write("</a>");
        }
        else
        {
            renderer.WriteEscape(link.Url);
        }
    }
}

/// <summary>A table in a box that scrolls by itself, without style attributes: the content security policy has no place for them.</summary>
internal sealed class TableRenderer(string boxName) : HtmlObjectRenderer<Table>
{
    protected override void Write(HtmlRenderer renderer, Table table)
    {
        renderer.EnsureLine();
        renderer.Write("<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\"").WriteEscape(boxName).WriteLine("\"><table class=\"table\">");
        var inBody = false;
        foreach (var row in table.OfType<TableRow>())
        {
            if (row.IsHeader)
            {
                renderer.WriteLine("<thead>");
            }
            else if (!inBody)
            {
                renderer.WriteLine("<tbody>");
                inBody = true;
            }

            renderer.Write("<tr>");
            foreach (var cell in row.OfType<TableCell>())
            {
                renderer.Write(row.IsHeader ? "<th scope=\"col\">" : "<td>");
                var paragraphs = renderer.ImplicitParagraph;
                renderer.ImplicitParagraph = cell.Count == 1;
                renderer.WriteChildren(cell);
                renderer.ImplicitParagraph = paragraphs;
                renderer.Write(row.IsHeader ? "</th>" : "</td>");
            }

            renderer.WriteLine("</tr>");
            if (row.IsHeader)
            {
                renderer.WriteLine("</thead>");
            }
        }

        renderer.WriteLine(inBody ? "</tbody></table></div>" : "</table></div>");
    }
}

internal sealed class FieldRenderer(FieldSource fields) : HtmlObjectRenderer<FieldInline>
{
    protected override void Write(HtmlRenderer renderer, FieldInline field)
    {
        var value = fields(field.Name);
        if (value.Kind == FieldKind.Link && SafeLinks.IsWebAddress(value.Text))
        {
            renderer.Write("<a href=\"").WriteEscapeUrl(value.Text).Write("\">").WriteEscape(value.Text).Write("</a>");
            return;
        }

        var first = true;
        foreach (var line in value.Text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!first)
            {
                renderer.Write("<br />");
            }

            renderer.WriteEscape(line);
            first = false;
        }

        if (value.IsSample)
        {
            renderer.Write(" <span class=\"sample\">contoh</span>");
        }
    }
}

/// <summary>A paragraph, or the office's Markdown where the paragraph is one field of that kind.</summary>
internal sealed class ParagraphRenderer(FieldSource fields, Func<string, MarkdownDocument> parse) : HtmlObjectRenderer<ParagraphBlock>
{
    private readonly Markdig.Renderers.Html.ParagraphRenderer _usual = new();

    protected override void Write(HtmlRenderer renderer, ParagraphBlock paragraph)
    {
        if (MarkdownText.OnlyField(paragraph) is { } name && fields(name) is { Kind: FieldKind.Markdown } value)
        {
            renderer.WriteChildren(parse(value.Text));
        }
        else
        {
            _usual.Write(renderer, paragraph);
        }
    }
}
