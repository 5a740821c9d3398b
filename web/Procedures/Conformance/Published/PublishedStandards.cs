using DataPortal.Content;
using Microsoft.AspNetCore.Html;

namespace DataPortal.Procedures.Conformance.Published;

/// <summary>One of the fourteen components.</summary>
/// <param name="FromDocument">What the procedure's own document says of it; empty where it says nothing.</param>
/// <param name="Text">What the office wrote beside it in <c>content/layanan</c>; null: nothing.</param>
public sealed record StandardComponent(string Name, IReadOnlyList<string> FromDocument, IHtmlContent? Text)
{
    public bool IsSet => FromDocument.Count > 0 || Text is not null;
}

/// <summary>The published standard of one service: six components of its delivery, eight of how the office runs it.</summary>
public sealed record PublishedStandard(Procedure Procedure, IReadOnlyList<StandardComponent> Delivery, IReadOnlyList<StandardComponent> Management);

/// <summary>
/// The fourteen components of a published service standard (UU 25/2009 article 21; PermenPANRB 15/2014), for every procedure with a file in <c>content/layanan</c>.
/// What the procedure's document says is taken from it; the rest is the office's text, or not set yet. Nothing is made up.
/// </summary>
public sealed class PublishedStandards
{
    private static readonly string[] _delivery =
        ["Persyaratan", "Sistem, mekanisme, dan prosedur", "Jangka waktu pelayanan", "Biaya/tarif", "Produk pelayanan", "Penanganan pengaduan, saran, dan masukan"];

    private static readonly string[] _management =
    [
        "Dasar hukum", "Sarana, prasarana, dan/atau fasilitas", "Kompetensi pelaksana", "Pengawasan internal", "Jumlah pelaksana", "Jaminan pelayanan",
        "Jaminan keamanan dan keselamatan pelayanan", "Evaluasi kinerja pelaksana",
    ];

    private readonly Dictionary<string, Dictionary<string, string>> _texts = new(StringComparer.Ordinal);
    private readonly ProcedureLibrary _library;
    private readonly MarkdownText _markdown;

    /// <exception cref="ContentException">A file has a heading that is none of the fourteen, or has one twice.</exception>
    public PublishedStandards(ContentRoot root, ProcedureLibrary library, MarkdownText markdown)
    {
        (_library, _markdown) = (library, markdown);
        List<ContentProblem> problems = [];
        foreach (var path in root.Files("layanan", "*.md"))
        {
            try
            {
                _texts[Path.GetFileNameWithoutExtension(path)] = Parts(ContentFile.Read(path), problems);
            }
            catch (ContentException unreadable)
            {
                problems.AddRange(unreadable.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }
    }

    /// <summary>In the order of the procedures; a file whose procedure is gone is left out.</summary>
    public IReadOnlyList<PublishedStandard> All => [.. _library.All.Where(procedure => _texts.ContainsKey(procedure.Id)).Select(Of)];

    private PublishedStandard Of(Procedure procedure)
    {
        var texts = _texts[procedure.Id];
        StandardComponent Component(string name) =>
            new(name, FromDocument(procedure, name), texts.GetValueOrDefault(name) is { Length: > 0 } text ? _markdown.ToContent(text) : null);
        return new(procedure, [.. _delivery.Select(Component)], [.. _management.Select(Component)]);
    }

    private static IReadOnlyList<string> FromDocument(Procedure procedure, string name) => name switch
    {
        "Sistem, mekanisme, dan prosedur" => [.. procedure.Steps.Select(step => $"{step.No}. {step.Activity}")],
        "Jangka waktu pelayanan" => [.. procedure.Steps.Where(step => step.Standard is not null).Select(step => $"{step.No}. {step.Activity}: {step.StandardText}")],
        "Produk pelayanan" => [.. procedure.Steps.Select(step => step.Output).Where(output => output.Length > 1).Distinct(StringComparer.Ordinal)],
        "Dasar hukum" => Section(procedure, "dasar hukum"),
        "Sarana, prasarana, dan/atau fasilitas" => Section(procedure, "peralatan"),
        "Kompetensi pelaksana" => Section(procedure, "kualifikasi"),
        _ => [],
    };

    private static IReadOnlyList<string> Section(Procedure procedure, string word) =>
    [
        .. procedure.Sections.Where(section => section.Heading.Contains(word, StringComparison.OrdinalIgnoreCase))
            .SelectMany(section => section.Items).Select(item => item.Text).Where(text => text.Length > 0),
    ];

    private static Dictionary<string, string> Parts(ContentFile file, List<ContentProblem> problems)
    {
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        string? name = null;
        foreach (var (line, at) in file.Body.Split('\n').Select((line, at) => (line.TrimEnd(), file.BodyLine + at)))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                name = _delivery.Concat(_management).FirstOrDefault(known => string.Equals(known, line[3..].Trim(), StringComparison.OrdinalIgnoreCase));
                if (name is null)
                {
                    problems.Add(new(file.Name, at, $"\"{line[3..].Trim()}\" bukan salah satu dari empat belas komponen standar pelayanan: {string.Join("; ", _delivery.Concat(_management))}."));
                }
                else if (!parts.TryAdd(name, ""))
                {
                    problems.Add(new(file.Name, at, $"\"{name}\" sudah ada di atas; gabungkan menjadi satu."));
                }
            }
            else if (name is not null)
            {
                parts[name] += line + "\n";
            }
            else if (line.Length > 0)
            {
                problems.Add(new(file.Name, at, "teks ini berdiri sebelum judul komponen pertama; tulis di bawah sebuah judul \"## …\"."));
            }
        }

        return parts.ToDictionary(part => part.Key, part => part.Value.Trim(), StringComparer.Ordinal);
    }
}
