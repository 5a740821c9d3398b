using DataPortal.Content;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>A beginning for an answer, in one language.</summary>
/// <param name="Id">File name without language: <c>tersedia</c>.</param>
public sealed record ReplyTemplate(string Id, string Language, string Title, string Body);

/// <summary>The office's own beginnings for answers: <c>content/replies/&lt;id&gt;.&lt;lang&gt;.md</c>, with <c>judul</c> in front matter and <c>{{nama}} {{nomor}} {{judul}} {{petugas}} {{kantor}}</c> in the body.</summary>
public sealed class ReplyTemplates
{
    private static readonly string[] _known = ["nama", "nomor", "judul", "petugas", "kantor"];

    // As often as they are used; the office's own come after.
    private static readonly List<string> _usual = ["tersedia", "sebagian", "tidak-tersedia", "perlu-penjelasan", "ditolak"];
    private readonly IReadOnlyList<ReplyTemplate> _all;
    private readonly OfficeOptions _office;

    public ReplyTemplates(ContentRoot root, IOptions<OfficeOptions> office)
    {
        _office = office.Value;
        List<ContentProblem> problems = [];
        List<ReplyTemplate> all = [];
        foreach (var path in root.Files("replies", "*.md"))
        {
            var file = ContentFile.Read(path);
            problems.AddRange(Fields.In(file.Body).Where(field => field.Name is null || !_known.Contains(field.Name))
                .Select(field => new ContentProblem(file.Name, file.BodyLine + field.Line - 1, $"unknown field '{field.Name}'; known are {string.Join(", ", _known)}")));
            var parts = Path.GetFileNameWithoutExtension(path).Split('.');
            if (parts is not [var id, "id" or "en"] || file.Text("judul") is not { } title)
            {
                problems.Add(new(file.Name, 1, "the name must end in .id.md or .en.md and the front matter must say 'judul'"));
                continue;
            }

            all.Add(new(id, parts[1], title, file.Body.Trim()));
        }

        if (problems.Count > 0)
        {
            throw new ContentException(problems);
        }

        _all = all;
    }

    /// <summary>Those in the requester's language.</summary>
    public IReadOnlyList<ReplyTemplate> For(string language) => [.. _all.Where(template => template.Language == language).OrderBy(template => _usual.IndexOf(template.Id) is >= 0 and var at ? at : _usual.Count)];

    /// <returns>The text with its fields filled, or null when there is no such template.</returns>
    public string? Fill(string? id, Request request, string officer) =>
        _all.FirstOrDefault(template => template.Id == id && template.Language == request.Requester.Language) is { } found
            ? Fields.Fill(found.Body, name => name switch
            {
                "nama" => request.Requester.Name,
                "nomor" => request.Name,
                "judul" => request.Need.Title,
                "petugas" => officer,
                "kantor" => request.Requester.Language == "en" ? _office.NameEnglish : _office.ShortName,
                _ => "",
            })
            : null;
}
