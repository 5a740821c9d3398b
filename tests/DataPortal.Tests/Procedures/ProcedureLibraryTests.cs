using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace DataPortal.Tests.Procedures;

public sealed class ProcedureLibraryTests
{
    private static string Text(string id, string sub) => TinyDocument.Of(id, "| 1 | Kerja | tim | | 1 jam | | 2 | | | |", $"| 2 | Rinci | tim | | 1 jam | | selesai | {sub} | | |");

    private static ProcedureLibrary Library(TemporaryFolder folder, params (string Name, string Text)[] files)
    {
        Directory.CreateDirectory(folder.File("sop"));
        foreach (var (name, text) in files)
        {
            File.WriteAllText(folder.File($"sop/{name}.md"), text);
        }

        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Content:Path", folder.FullPath)]).Build();
        return new(new ContentRoot(settings, new HostingEnvironment { ContentRootPath = folder.FullPath }), Offered.Anything);
    }

    [Fact]
    public void A_procedure_may_be_the_detail_of_another_and_its_own_detail_be_missing()
    {
        using var folder = new TemporaryFolder();
        var library = Library(folder, ("a", Text("a", "b")), ("b", Text("b", "c")));
        Assert.Equal(["a", "b"], library.All.Select(procedure => procedure.Id));
        Assert.Null(library.Find(library.Find("b")!.Step("2").Sub!));
    }

    [Fact]
    public void Procedures_that_hold_each_other_are_refused_each_with_its_line()
    {
        using var folder = new TemporaryFolder();
        var problems = Assert.Throws<ContentException>(() => Library(folder, ("a", Text("a", "b")), ("b", Text("b", "c")), ("c", Text("c", "a")), ("d", Text("d", "a")))).Problems;
        Assert.Equal([("sop/a.md", TinyDocument.FirstRow + 1), ("sop/b.md", TinyDocument.FirstRow + 1), ("sop/c.md", TinyDocument.FirstRow + 1)], problems.Select(problem => (problem.File, problem.Line)));
        Assert.All(problems, problem => Assert.Contains("tidak boleh menjadi rincian dari dirinya", problem.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_problem_of_every_document_is_told_at_once()
    {
        using var folder = new TemporaryFolder();
        var broken = Text("b", "").Replace("1 jam", "sebentar", StringComparison.Ordinal);
        var problems = Assert.Throws<ContentException>(() => Library(folder, ("a", "tanpa kepala"), ("b", broken), ("c", Text("lain", "")))).Problems;
        Assert.Equal([("sop/a.md", 1), ("sop/b.md", TinyDocument.FirstRow), ("sop/b.md", TinyDocument.FirstRow + 1), ("sop/c.md", 2)], problems.Select(problem => (problem.File, problem.Line)));
    }
}
