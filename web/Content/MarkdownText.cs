using DataPortal.Content.Markdown;
using DataPortal.Shared;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace DataPortal.Content;

/// <summary>
/// Markdown (CommonMark with pipe tables) to HTML and plain text. Raw HTML is text; addresses become links only where <see cref="SafeLinks"/> allows;
/// nothing it writes needs an inline style or script.
/// </summary>
public sealed class MarkdownText
{
    // Files of the office: headings have addresses, fields are filled in. Texts typed in a form: a new line is a new line, nothing is filled in.
    private static readonly MarkdownPipeline _files = Basic().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Use<FieldExtension>().Build();
    private static readonly MarkdownPipeline _typed = Basic().UseSoftlineBreakAsHardlineBreak().Build();

    private static readonly FieldSource _none = name => throw new InvalidOperationException($"This text has no fields, yet {{{{{name}}}}} is in it.");

    /// <summary>A text typed in a form, as safe HTML. <c>~/</c> addresses stay in the language of the page.</summary>
    public string ToHtml(string markdown) => Html(ParseTyped(markdown), _none, Resolve);

    /// <summary>As <see cref="ToHtml(string)"/>, for a page to write as it is: the one way HTML that is not a template's comes into a page.</summary>
    public IHtmlContent ToContent(string markdown) => new HtmlString(ToHtml(markdown));

    /// <summary>A text typed in a form, as plain text of at most 72 characters a line.</summary>
    public string ToText(string markdown) => new PlainText(_none, ParseTyped).Write(ParseTyped(markdown));

    /// <summary>A file's body, fields left open. May be kept and written many times, by several threads.</summary>
    public MarkdownDocument Parse(string body) => Markdig.Markdown.Parse(body, _files);

    /// <param name="link">Makes of an address in the document the one written: fills <c>~/</c>.</param>
    public string ToHtml(MarkdownDocument document, FieldSource fields, Func<string, string> link) =>
        Html(document, fields, address => link(Fields.Fill(address, name => fields(name).Text)));

    public string ToText(MarkdownDocument document, FieldSource fields) => new PlainText(fields, ParseTyped).Write(document);

    /// <summary>The headings of the second level: their address on the page and their text.</summary>
    public IReadOnlyList<(string Id, string Text)> Contents(MarkdownDocument document, FieldSource fields)
    {
        var text = new PlainText(fields, ParseTyped);
        return [.. document.OfType<HeadingBlock>().Where(heading => heading.Level == 2)
            .Select(heading => (Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(heading).Id ?? "", text.Line(heading.Inline)))];
    }

    /// <summary>The field that is all of a paragraph, or null.</summary>
    internal static string? OnlyField(ParagraphBlock paragraph) =>
        paragraph.Inline is { FirstChild: FieldInline field } && ReferenceEquals(field, paragraph.Inline.LastChild) ? field.Name : null;

    private static MarkdownPipelineBuilder Basic() => new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseAutoLinks();

    private static MarkdownDocument ParseTyped(string markdown) => Markdig.Markdown.Parse(markdown, _typed);

    private static string Resolve(string address) =>
        address.StartsWith("~/", StringComparison.Ordinal) ? (Speech.IsEnglish ? "/en" : "") + address[1..] : address;

    private static string Html(MarkdownDocument document, FieldSource fields, Func<string, string> link)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        _files.Setup(renderer);
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.Inlines.LinkInlineRenderer>(new LinkRenderer(link));
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.Inlines.AutolinkInlineRenderer>(new AutolinkRenderer());
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.ParagraphRenderer>(new ParagraphRenderer(fields, ParseTyped));
        renderer.ObjectRenderers.Replace<Markdig.Extensions.Tables.HtmlTableRenderer>(new TableRenderer(Speech.T("Tabel", "Table")));
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.CodeBlockRenderer>(new CodeRenderer(fields));
        renderer.ObjectRenderers.Add(new FieldRenderer(fields));
        renderer.Render(document);
        return writer.ToString();
    }
}
