using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Parsers.Inlines;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DataPortal.Procedures;

/// <summary>Markdown as procedures use it: headings, lists (also <c>a.</c>) and pipe tables. Text is text: a star, an underscore or a bracket of the document stays what it is.</summary>
internal static class SopMarkdown
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder()
        .DisableHtml().UsePreciseSourceLocation().UseListExtras().UsePipeTables().Use<PlainText>().Build();

    /// <returns>Null when it is nested deeper than anyone writes.</returns>
    public static MarkdownDocument? Parse(string body)
    {
        try
        {
            return Markdown.Parse(body, _pipeline);
        }
        catch (ArgumentException)
        {
            // The parser refuses what is nested past its limit, for it would end in an overflow.
            return null;
        }
    }

    public static string Text(TableCell cell) => string.Join(' ', cell.OfType<ParagraphBlock>().Select(block => Text(block.Inline))).Trim();

    public static string Text(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        foreach (var inline in inlines ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case ContainerInline inner:
                    text.Append(Text(inner));
                    break;
                default:
                    text.Append(inline);
                    break;
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>An item of a list with its marker; a bullet is none.</summary>
    public static SectionItem Item(string body, ListBlock list, ListItemBlock item)
    {
        var marker = list.IsOrdered ? body.AsSpan(item.Span.Start).TrimStart() : [];
        var end = marker.IndexOfAny('.', ')');
        return new(end < 0 ? "" : marker[..(end + 1)].ToString(), string.Join(' ', item.OfType<ParagraphBlock>().Select(block => Text(block.Inline))));
    }

    /// <summary>How many cells a line of a table has.</summary>
    public static int CellsIn(string line)
    {
        var inner = line.Trim();
        var bars = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            bars += inner[at] == '|' && (at == 0 || inner[at - 1] != '\\') ? 1 : 0;
        }

        return bars + 1 - (inner.StartsWith('|') ? 1 : 0) - (inner.EndsWith('|') && !inner.EndsWith("\\|", StringComparison.Ordinal) ? 1 : 0);
    }

    private sealed class PlainText : IMarkdownExtension
    {
        public void Setup(MarkdownPipelineBuilder pipeline)
        {
            pipeline.InlineParsers.TryRemove<EmphasisInlineParser>();
            pipeline.InlineParsers.TryRemove<LinkInlineParser>();
            pipeline.InlineParsers.TryRemove<AutolinkInlineParser>();
            pipeline.InlineParsers.TryRemove<CodeInlineParser>();
            pipeline.InlineParsers.TryRemove<HtmlEntityParser>();
        }

        public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
        {
        }
    }
}
