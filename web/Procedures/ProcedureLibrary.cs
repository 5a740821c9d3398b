using System.Collections.Concurrent;
using DataPortal.Content;
using DataPortal.Procedures.Runs;

namespace DataPortal.Procedures;

/// <summary>A document of <c>content/sop</c> with its text.</summary>
public sealed record OwnDocument(Procedure Procedure, string Text);

/// <summary>
/// The procedures: those of <c>content/sop</c>, read at start (one that cannot be read stops it), with what the office put into force in their place, and every version there ever was
/// (<see cref="ProcedureKeeping"/> brings them).
/// </summary>
public sealed class ProcedureLibrary
{
    private sealed record Shelf(IReadOnlyList<Procedure> Current, Dictionary<string, Procedure> ById, Dictionary<string, ProcedureVersion> Kept, IReadOnlyList<string> Unreadable);

    private readonly Dictionary<string, OwnDocument> _own;
    private readonly ConcurrentDictionary<string, (Procedure? Read, string? Why)> _read = new(StringComparer.Ordinal);
    private volatile Shelf _shelf;

    /// <exception cref="ContentException">Documents cannot be used: every problem of every file.</exception>
    public ProcedureLibrary(ContentRoot root, Offered offered)
    {
        Offered = offered;
        List<OwnDocument> own = [];
        List<ContentProblem> problems = [];
        foreach (var path in root.Files("sop", "*.md"))
        {
            try
            {
                var text = File.ReadAllText(path);
                own.Add(new(ProcedureFile.Parse($"sop/{Path.GetFileName(path)}", text, offered), text));
            }
            catch (ContentException unusable)
            {
                problems.AddRange(unusable.Problems);
            }
        }

        problems.AddRange(own.SelectMany(document => Circles(document.Procedure, [.. own.Select(other => other.Procedure)])));
        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }

        _own = own.ToDictionary(document => document.Procedure.Id, StringComparer.Ordinal);
        _shelf = Laid([]);
    }

    /// <summary>In force, in the order of their identifiers.</summary>
    public IReadOnlyList<Procedure> All => _shelf.Current;

    /// <summary>The portal's own documents, in force or not.</summary>
    public IReadOnlyCollection<OwnDocument> Own => _own.Values;

    /// <summary>Versions in force that this release cannot read, in words; the portal's own document stands in their place where there is one.</summary>
    public IReadOnlyList<string> Unreadable => _shelf.Unreadable;

    public Offered Offered { get; }

    /// <summary>The version in force; null when there is none.</summary>
    public Procedure? Find(string id) => _shelf.ById.GetValueOrDefault(id);

    /// <summary>Any version ever recorded; null when there is none, or none that can be read.</summary>
    public Procedure? Find(string id, string version) =>
        _own.TryGetValue(id, out var own) && own.Procedure.Version == version ? own.Procedure
        : _shelf.Kept.TryGetValue(ProcedureQueries.IdOf(id, version), out var kept) ? Read(kept).Read : null;

    /// <summary>The version in force, else the last that was and can be read: what is withdrawn still has its runs and its figures. Null when there never was one.</summary>
    public Procedure? Latest(string id) => Find(id) ?? Versions(id).Select(version => Find(id, version.Hash)).FirstOrDefault(found => found is not null);

    /// <summary>The version a run started with.</summary>
    /// <exception cref="RunWithoutDocumentException">It is not there any more.</exception>
    public Procedure Get(string id, string version) => Find(id, version)
        ?? throw new RunWithoutDocumentException(id, version, _shelf.Kept.TryGetValue(ProcedureQueries.IdOf(id, version), out var kept) ? Read(kept).Why : null);

    /// <summary>Every version ever recorded, the one in force first, then by when it was last in force or first seen, latest first.</summary>
    public IReadOnlyList<ProcedureVersion> Versions(string id) =>
        [.. _shelf.Kept.Values.Where(kept => kept.Procedure == id).OrderByDescending(kept => kept.Now is not null)
            .ThenByDescending(kept => kept.Force is [.., var last] ? last.Until ?? last.From : kept.FirstSeen).ThenBy(kept => kept.Hash, StringComparer.Ordinal)];

    public ProcedureVersion? FindVersion(string id, string version) => _shelf.Kept.GetValueOrDefault(ProcedureQueries.IdOf(id, version));

    /// <summary>Identifiers of every procedure that ever was.</summary>
    public IReadOnlyList<string> Known => [.. _shelf.Kept.Values.Select(kept => kept.Procedure).Concat(_own.Keys).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>What else the store keeps; from now on what is in force there is in force.</summary>
    internal void Use(IReadOnlyList<ProcedureVersion> kept) => _shelf = Laid(kept);

    /// <summary>The steps whose sub-procedure would hold the document itself, among the documents that would then be in force.</summary>
    public static IEnumerable<ContentProblem> Circles(Procedure procedure, IReadOnlyList<Procedure> others)
    {
        var byId = others.ToDictionary(other => other.Id, StringComparer.Ordinal);
        byId[procedure.Id] = procedure;
        return procedure.Steps.Where(step => step.Sub is { } sub && sub != procedure.Id && Holds(byId, sub, procedure.Id)).Select(step =>
            new ContentProblem($"sop/{procedure.Id}.md", step.Line, $"langkah {step.No}: SOP rinci \"{step.Sub}\" sendiri memuat \"{procedure.Id}\"; sebuah SOP tidak boleh menjadi rincian dari dirinya. Ubah atau kosongkan kolom Sub."));
    }

    private Shelf Laid(IReadOnlyList<ProcedureVersion> kept)
    {
        var current = _own.ToDictionary(own => own.Key, own => own.Value.Procedure, StringComparer.Ordinal);
        List<string> unreadable = [];
        foreach (var version in kept.Where(version => version.Now is not null))
        {
            if (_own.TryGetValue(version.Procedure, out var own) && own.Procedure.Version == version.Hash)
            {
                continue;
            }

            var (read, why) = Read(version);
            if (read is not null)
            {
                current[version.Procedure] = read;
            }
            else
            {
                unreadable.Add($"Dokumen {version.Procedure} versi {version.Hash} yang berlaku tidak dapat dibaca oleh portal ini: {why}");
            }
        }

        return new([.. current.Values.OrderBy(procedure => procedure.Id, StringComparer.Ordinal)], current, kept.ToDictionary(version => version.Id, StringComparer.Ordinal), unreadable);
    }

    /// <summary>What was read once was right then: what the slices offer today does not matter to it.</summary>
    private (Procedure? Read, string? Why) Read(ProcedureVersion version) => _read.GetOrAdd(version.Id, _ =>
    {
        try
        {
            return (ProcedureFile.Parse($"sop/{version.Procedure}.md", version.Text, Offered.Anything), null);
        }
        catch (ContentException unusable)
        {
            return (null, unusable.Problems[0].Message);
        }
    });

    /// <summary>Whether a document names another as the sub-procedure of one of its steps, itself or through others.</summary>
    private static bool Holds(Dictionary<string, Procedure> byId, string id, string sought)
    {
        HashSet<string> seen = [];
        Stack<string> open = new([id]);
        while (open.TryPop(out var next))
        {
            if (next == sought)
            {
                return true;
            }

            if (seen.Add(next) && byId.TryGetValue(next, out var procedure))
            {
                procedure.Steps.Select(step => step.Sub).OfType<string>().ToList().ForEach(open.Push);
            }
        }

        return false;
    }
}
