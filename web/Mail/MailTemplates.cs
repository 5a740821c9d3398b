using DataPortal.Content;
using Markdig.Syntax;

namespace DataPortal.Mail;

/// <summary>A letter of the office in one language, fields still open.</summary>
/// <param name="Fields">What must be given, and of which kind.</param>
/// <param name="Automatic">The portal sends it by itself: other programs must not answer it (RFC 3834).</param>
public sealed record MailTemplate(
    string Name, string Language, string Subject, IReadOnlyDictionary<string, FieldKind> Fields, bool Automatic, MarkdownDocument Body);

/// <summary>
/// The letters of <c>content/mail</c>, read once at start. A file <c>name.lang.md</c> has in its front matter <c>subject</c> and <c>fields</c>:
/// a list of names, or a map from name to kind (<c>text | link | markdown</c>). A field in a list is a link when its name begins with <c>tautan</c>
/// or when it is the address of a link; otherwise it is text.
/// </summary>
public sealed class MailTemplates
{
    private static readonly string[] _languages = ["id", "en"];

    private readonly Dictionary<(string Name, string Language), MailTemplate> _kept = [];

    /// <exception cref="ContentException">A template cannot be used: every problem of every file at once.</exception>
    public MailTemplates(ContentRoot root, MarkdownText markdown)
    {
        List<ContentProblem> problems = [];
        foreach (var path in root.Files("mail", "*.md"))
        {
            try
            {
                if (Read(ContentFile.Read(path), markdown, problems) is { } template)
                {
                    _kept.Add((template.Name, template.Language), template);
                }
            }
            catch (ContentException unreadable)
            {
                problems.AddRange(unreadable.Problems);
            }
        }

        foreach (var template in _kept.Values)
        {
            Compare(template, problems);
        }

        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }
    }

    public IEnumerable<MailTemplate> All => _kept.Values;

    /// <exception cref="ArgumentException">There is no such template.</exception>
    public MailTemplate this[string name, string language] => _kept.GetValueOrDefault((name, language))
        ?? throw new ArgumentException($"There is no content/mail/{name}.{language}.md.", nameof(name));

    private static MailTemplate? Read(ContentFile file, MarkdownText markdown, List<ContentProblem> problems)
    {
        var before = problems.Count;
        void Problem(int line, string message) => problems.Add(new(file.Name, line, message));

        var parts = Path.GetFileNameWithoutExtension(file.Name).Split('.');
        if (parts is not [var name, var language] || !_languages.Contains(language))
        {
            Problem(1, "the file must be named <name>.id.md or <name>.en.md");
            return null;
        }

        var subject = file.Text("subject");
        if (subject is null || subject.Contains('\n', StringComparison.Ordinal))
        {
            Problem(1, "the front matter needs a subject of one line");
        }

        var links = Links(file.Body);
        var fields = new Dictionary<string, FieldKind>();
        foreach (var (field, kind) in Declared(file, Problem))
        {
            if (OfficeFields.Names.Contains(field))
            {
                Problem(1, $"'{field}' is filled in by the portal and must not be declared");
            }

            fields[field] = kind ?? (links.Contains(field) || field.StartsWith("tautan", StringComparison.Ordinal) ? FieldKind.Link : FieldKind.Text);
        }

        foreach (var (field, line) in Content.Fields.In(subject ?? "").Select(found => (found.Name, 1)).Concat(Content.Fields.In(file.Body).Select(found => (found.Name, found.Line + file.BodyLine - 1))))
        {
            if (field is null)
            {
                Problem(line, "{{ begins a field that is not complete: write {{name}} in lower-case letters");
            }
            else if (!fields.ContainsKey(field) && !OfficeFields.Names.Contains(field))
            {
                Problem(line, $"unknown field {{{{{field}}}}}: declare it under fields, or use one of {string.Join(", ", fields.Keys.Concat(OfficeFields.Names))}");
            }
            else if (links.Contains(field) && fields.GetValueOrDefault(field, FieldKind.Link) != FieldKind.Link && field != "surel")
            {
                Problem(line, $"{{{{{field}}}}} is the address of a link: its kind must be link");
            }
        }

        foreach (var (text, number) in file.Body.Split('\n').Select((text, index) => (text, index + file.BodyLine)))
        {
            if (Content.Fields.In(text).FirstOrDefault(found => found.Name is { } field && fields.GetValueOrDefault(field) == FieldKind.Markdown).Name is { } alone && Content.Fields.Only(text.Trim()) is null)
            {
                Problem(number, $"{{{{{alone}}}}} is Markdown: it must stand alone in its paragraph");
            }
        }

        return problems.Count > before ? null : new(name, language, subject!, fields, file.Front.GetValueOrDefault("automatic") is not "false", markdown.Parse(file.Body));
    }

    private static IEnumerable<(string Name, FieldKind? Kind)> Declared(ContentFile file, Action<int, string> problem)
    {
        switch (file.Front.GetValueOrDefault("fields"))
        {
            case null or "":
                yield break;
            case IEnumerable<object> names:
                foreach (var name in names.Select(name => name?.ToString() ?? ""))
                {
                    yield return (name, null);
                }

                yield break;
            case IDictionary<object, object> map:
                foreach (var (name, kind) in map)
                {
                    var read = Enum.TryParse<FieldKind>(kind?.ToString(), ignoreCase: true, out var known);
                    if (!read)
                    {
                        problem(1, $"the field '{name}' has the kind '{kind}'; known are text, link and markdown");
                    }

                    yield return (name.ToString()!, read ? known : null);
                }

                yield break;
            default:
                problem(1, "fields must be a list of names, or a map from name to kind");
                yield break;
        }
    }

    /// <summary>The fields that are the whole address of a link in the text.</summary>
    private static HashSet<string> Links(string body)
    {
        var found = new HashSet<string>();
        for (var at = body.IndexOf("](", StringComparison.Ordinal); at >= 0; at = body.IndexOf("](", at + 2, StringComparison.Ordinal))
        {
            var end = body.IndexOf(')', at);
            if (end > 0 && Content.Fields.Only(body[(at + 2)..end].Trim().Trim('<', '>')) is { } field)
            {
                found.Add(field);
            }
        }

        return found;
    }

    private void Compare(MailTemplate template, List<ContentProblem> problems)
    {
        foreach (var language in _languages.Where(language => language != template.Language))
        {
            var file = $"mail/{template.Name}.{language}.md";
            if (!_kept.TryGetValue((template.Name, language), out var other))
            {
                if (!problems.Exists(problem => problem.File == file))
                {
                    problems.Add(new(file, 1, $"is missing, though {template.Name}.{template.Language}.md is there"));
                }
            }
            else if (string.CompareOrdinal(template.Language, language) > 0 &&
                template.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).SequenceEqual(other.Fields.OrderBy(field => field.Key, StringComparer.Ordinal)) is false)
            {
                problems.Add(new(file, 1, $"declares other fields, or other kinds, than {template.Name}.{template.Language}.md"));
            }
        }
    }
}
