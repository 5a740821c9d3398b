using DataPortal.Shared;
using Markdig.Syntax;
using Microsoft.AspNetCore.Html;

namespace DataPortal.Content;

/// <summary>A page of the office in one language.</summary>
/// <param name="Name">As in its address.</param>
/// <param name="Order">Its place in lists; pages without one come last.</param>
public sealed record ContentPage(string Name, string Language, string Title, string? Description, int Order, MarkdownDocument Body);

/// <summary>The Markdown pages of <c>content/pages</c> and <c>content/help</c>, read once at start: <c>name.id.md</c> and <c>name.en.md</c>, with <c>title</c> in their front matter.</summary>
public sealed class ContentPages
{
    private readonly Dictionary<(string Folder, string Name, string Language), ContentPage> _kept = [];
    private readonly MarkdownText _markdown;
    private readonly OfficeFields _office;

    /// <exception cref="ContentException">A page cannot be used: every problem of every file at once.</exception>
    public ContentPages(ContentRoot root, MarkdownText markdown, OfficeFields office)
    {
        (_markdown, _office) = (markdown, office);
        List<ContentProblem> problems = [];
        foreach (var (folder, path) in new[] { "pages", "help" }.SelectMany(folder => root.Files(folder, "*.md").Select(path => (folder, path))))
        {
            try
            {
                Add(folder, ContentFile.Read(path), problems);
            }
            catch (ContentException unreadable)
            {
                problems.AddRange(unreadable.Problems);
            }
        }

        foreach (var (folder, name, language) in _kept.Keys.Where(key => !_kept.ContainsKey((key.Folder, key.Name, key.Language == "id" ? "en" : "id"))).ToList())
        {
            problems.Add(new($"{folder}/{name}.{language}.md", 1, "has no page in the other language"));
        }

        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }
    }

    /// <summary>The page in the visitor's language, or null when there is none.</summary>
    public ContentPage? Find(string folder, string name) => _kept.GetValueOrDefault((folder, name, Speech.Language));

    /// <summary>The pages of a folder in the visitor's language.</summary>
    public IReadOnlyList<ContentPage> In(string folder) =>
        [.. _kept.Where(kept => kept.Key.Folder == folder && kept.Key.Language == Speech.Language).Select(kept => kept.Value).OrderBy(page => page.Order).ThenBy(page => page.Title, StringComparer.Ordinal)];

    /// <summary>The page's body. Written by <see cref="MarkdownText"/>, which lets no raw HTML through.</summary>
    public IHtmlContent Body(ContentPage page) => new HtmlString(_markdown.ToHtml(
        page.Body, name => _office.Find(name, page.Language) ?? default,
        address => address.StartsWith("~/", StringComparison.Ordinal) ? (page.Language == "en" ? "/en" : "") + address[1..] : address));

    public IReadOnlyList<(string Id, string Text)> Contents(ContentPage page) => _markdown.Contents(page.Body, name => _office.Find(name, page.Language) ?? default);

    private void Add(string folder, ContentFile file, List<ContentProblem> problems)
    {
        if (Path.GetFileNameWithoutExtension(file.Name).Split('.') is not [var name, var language] || language is not ("id" or "en"))
        {
            problems.Add(new(file.Name, 1, "the file must be named <name>.id.md or <name>.en.md"));
            return;
        }

        if (file.Text("title") is not { } title)
        {
            problems.Add(new(file.Name, 1, "the front matter needs a title"));
            return;
        }

        foreach (var (field, line) in Fields.In(file.Body).Where(found => found.Name is null || !OfficeFields.Names.Contains(found.Name)))
        {
            problems.Add(new(file.Name, line + file.BodyLine - 1, $"unknown field {field ?? "{{"}: known are {string.Join(", ", OfficeFields.Names)}"));
        }

        _kept.Add((folder, name, language), new(name, language, title, file.Text("description"), int.TryParse(file.Text("order"), out var order) ? order : int.MaxValue, _markdown.Parse(file.Body)));
    }
}
