using System.Text.RegularExpressions;

namespace DataPortal.Tests.House;

/// <summary>Habits of the house that the compiler does not know.</summary>
public sealed partial class TasteTests
{
    private static readonly string _root = FindRoot();

    [Fact]
    public void Pages_hold_no_inline_script_or_style() =>
        AssertNone(Files("web", "*.cshtml", "*.razor"), InlineCode());

    [Fact]
    public void Nobody_asks_the_machine_for_the_time() =>
        AssertNone(Files("web", "*.cs", "*.cshtml", "*.razor"), MachineTime());

    [Fact]
    public void Nothing_waits_for_a_task_by_blocking() =>
        AssertNone(Files("web", "*.cs"), Blocking());

    /// <summary>A form that names its own action gets no antiforgery token from the framework unless it asks for one, and every post of it is refused.</summary>
    [Fact]
    public void Forms_that_name_their_action_ask_for_their_token() =>
        AssertNone(Files("web", "*.cshtml", "*.razor"), TokenlessForm());

    private static void AssertNone(IEnumerable<string> files, Regex forbidden)
    {
        var found = files.SelectMany(file => File.ReadLines(file).Select((line, at) => (line, at))
            .Where(entry => forbidden.IsMatch(entry.line)).Select(entry => $"{Path.GetRelativePath(_root, file)}:{entry.at + 1}: {entry.line.Trim()}")).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static IEnumerable<string> Files(string folder, params string[] patterns) =>
        patterns.SelectMany(pattern => Directory.EnumerateFiles(Path.Combine(_root, folder), pattern, SearchOption.AllDirectories));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DataPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests lie outside the repository.");
    }

    [GeneratedRegex(@"\sstyle=""|\son(click|change|submit|load|input)=|<script(?![^>]*\ssrc=)[^>]*>|<style[\s>]|javascript:", RegexOptions.IgnoreCase)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"<form\b(?=.*\bmethod=""post"")(?=.*\saction="")(?!.*\basp-antiforgery=""true"")", RegexOptions.IgnoreCase)]
    private static partial Regex TokenlessForm();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b")]
    private static partial Regex MachineTime();

    [GeneratedRegex(@"Thread\.Sleep|\)\.Result\b|\.Wait\(\)|GetAwaiter\(\)\.GetResult")]
    private static partial Regex Blocking();
}
