using System.Text;
using DataPortal.Content;
using DataPortal.Procedures;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Procedures;

/// <summary>A document an editor's slip or an enemy has mangled is read or refused, never more.</summary>
public sealed class MangledDocumentTests
{
    private static readonly Offered _offered = new(
        new HashSet<string> { "butir katalog", "permintaan", "penugasan", "produsen", "kiriman" },
        new HashSet<string> { "rencana", "alokasi", "briefing", "penugasan", "pemeriksaan", "kompilasi", "pengiriman", "pelatihan", "lapangan", "evaluasi", "diseminasi" });

    private static readonly string[] _documents = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "content", "sop"), "*.md").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    private static readonly string[] _scraps = ["|", "\n", "| |", "---", "\n## Kegiatan\n", "\n## Lambang\n", ":", "ya: 1; tidak: 2", " / ", "selesai", "(mulai)", "?", "@ya", "*", "1.", "9999999999 hari", "\\|", "\t", "\u0000", "{", "- [", "&", "é"];

    private static readonly Gen<string> _mangled =
        from document in Gen.Elements(_documents)
        from slips in Gen.ListOf(from at in Gen.Choose(0, 1_000_000) from kind in Gen.Choose(0, 3) from scrap in Gen.Elements(_scraps) from length in Gen.Choose(1, 40) select (at, kind, scrap, length))
        select slips.Aggregate(document, (text, slip) => Mangle(text, slip.at % text.Length, slip.kind, slip.scrap, slip.length));

    private static string Mangle(string text, int at, int kind, string scrap, int length)
    {
        var end = Math.Min(text.Length, at + length);
        var made = new StringBuilder(text);
        return kind switch
        {
            0 => made.Insert(at, scrap).ToString(),
            1 when end - at < text.Length => made.Remove(at, end - at).ToString(),
            2 => made.Insert(at, text[at..end]).ToString(),
            _ => string.Join('\n', Swap(text.Split('\n'), at)),
        };
    }

    private static string[] Swap(string[] lines, int at)
    {
        var (one, other) = (at % lines.Length, at / 7 % lines.Length);
        (lines[one], lines[other]) = (lines[other], lines[one]);
        return lines;
    }

    [Fact]
    public void It_is_read_or_refused_with_a_line_of_the_file() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(_mangled.ToArbitrary(), text =>
    {
        try
        {
            var procedure = ProcedureFile.Parse($"sop/{IdIn(text)}.md", text, _offered);
            return procedure.Steps.Count > 0 && procedure.Steps.All(step => step.Actors.Count > 0 && step.Next.Steps.All(no => procedure.FindStep(no) is not null));
        }
        catch (ContentException refused)
        {
            var lines = text.ReplaceLineEndings("\n").Count(letter => letter == '\n') + 1;
            return refused.Problems.Count > 0 && refused.Problems.All(problem => problem.Line >= 1 && problem.Line <= lines + 1 && problem.Message.Length > 0);
        }
    }));

    [Fact]
    public void Unmangled_it_is_read() => Assert.All(_documents, text => Assert.NotEmpty(ProcedureFile.Parse($"sop/{IdIn(text)}.md", text, _offered).Steps));

    /// <summary>The file's own name, so that a document with a small slip gets to every check.</summary>
    private static string IdIn(string text) =>
        text.Split('\n').FirstOrDefault(line => line.StartsWith("id: ", StringComparison.Ordinal)) is { } line ? line["id: ".Length..].Trim().Replace('/', '-') : "contoh";
}
