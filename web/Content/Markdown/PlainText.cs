using System.Text;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace DataPortal.Content.Markdown;

/// <summary>A Markdown document as plain text: lines of at most 72 characters (RFC 5322 §2.1.1 asks for fewer than 78), addresses written out and never broken.</summary>
internal sealed class PlainText(FieldSource fields, Func<string, MarkdownDocument> parse)
{
    private const int Width = 72;

    public string Write(MarkdownDocument document)
    {
        var lines = new List<string>();
        Blocks(document, lines, Width);
        while (lines is [.., ""])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        return string.Join('\n', lines) + "\n";
    }

    public string Line(ContainerInline? inlines)
    {
        var text = new StringBuilder();
        Inlines(inlines, text);
        return text.ToString();
    }

    private void Blocks(IEnumerable<Block> blocks, List<string> lines, int width)
    {
        foreach (var block in blocks)
        {
            if (Block(block, lines, width) && lines is not [] and not [.., ""])
            {
                lines.Add("");
            }
        }
    }

    /// <returns>Whether anything was written.</returns>
    private bool Block(Block block, List<string> lines, int width)
    {
        switch (block)
        {
            case ParagraphBlock paragraph when MarkdownText.OnlyField(paragraph) is { } name && fields(name) is { Kind: FieldKind.Markdown } value:
                Blocks(parse(value.Text), lines, width);
                return true;
            case HeadingBlock heading:
                Wrap(Line(heading.Inline).ToUpperInvariant(), lines, width);
                return true;
            case ListBlock list:
                List(list, lines, width);
                return true;
            case QuoteBlock quote:
                Indented(quote, lines, "> ", "> ", width);
                return true;
            case Table table:
                foreach (var row in table.OfType<TableRow>())
                {
                    lines.Add(string.Join(" | ", row.OfType<TableCell>().Select(cell => Line((cell.FirstOrDefault() as ParagraphBlock)?.Inline))));
                }

                return true;
            case ThematicBreakBlock:
                lines.Add("--");
                return true;
            case CodeBlock code:
                lines.AddRange(code.Lines.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => "    " + line));
                return true;
            case LinkReferenceDefinitionGroup:
                return false;
            case LeafBlock leaf:
                Wrap(Line(leaf.Inline), lines, width);
                return true;
            case ContainerBlock container:
                Blocks(container, lines, width);
                return true;
            default:
                return false;
        }
    }

    private void List(ListBlock list, List<string> lines, int width)
    {
        var number = list.IsOrdered && int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            Indented(item, lines, mark, new(' ', mark.Length), width);
            if (list.IsLoose)
            {
                lines.Add("");
            }
        }
    }

    private void Indented(ContainerBlock blocks, List<string> lines, string first, string rest, int width)
    {
        var inner = new List<string>();
        Blocks(blocks, inner, width - first.Length);
        while (inner is [.., ""])
        {
            inner.RemoveAt(inner.Count - 1);
        }

        lines.AddRange(inner.Select((line, index) => ((index == 0 ? first : rest) + line).TrimEnd()));
    }

    private void Inlines(ContainerInline? inlines, StringBuilder text)
    {
        for (var inline = inlines?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case FieldInline field:
                    text.Append(fields(field.Name) is { IsSample: true } sample ? sample.Text + " (contoh)" : fields(field.Name).Text);
                    break;
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline line:
                    text.Append(line.IsHard ? '\n' : ' ');
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LinkInline link:
                    Link(link, text);
                    break;
                case ContainerInline container:
                    Inlines(container, text);
                    break;
                default:
                    break;
            }
        }
    }

    private void Link(LinkInline link, StringBuilder text)
    {
        var label = Line(link);
        var address = Fields.Fill(link.Url ?? "", name => fields(name).Text);
        text.Append(label);
        if (!link.IsImage && SafeLinks.Allowed(address) && label != address && address != "mailto:" + label)
        {
            text.Append(label.Length == 0 ? "" : ": ").Append(address);
        }
    }

    private static void Wrap(string text, List<string> lines, int width)
    {
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = new StringBuilder();
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line.Length > 0 && line.Length + 1 + word.Length > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }

                line.Append(line.Length > 0 ? " " : "").Append(word);
            }

            lines.Add(line.ToString());
        }
    }
}
