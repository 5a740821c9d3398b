using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Syntax.Inlines;

namespace DataPortal.Content.Markdown;

/// <summary><c>{{field}}</c> in running text. The value is put in when the document is written, after it was parsed: whatever it holds, it is text.</summary>
public sealed class FieldInline(string name) : LeafInline
{
    public string Name { get; } = name;
}

internal sealed class FieldExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Insert(0, new FieldParser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private sealed class FieldParser : InlineParser
    {
        public FieldParser() => OpeningCharacters = ['{'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var rest = slice.AsSpan();
            var end = rest.IndexOf("}}");
            if (end < 0 || Fields.Only(rest[..(end + 2)].ToString()) is not { } name)
            {
                return false;
            }

            processor.Inline = new FieldInline(name);
            slice.Start += end + 2;
            return true;
        }
    }
}
