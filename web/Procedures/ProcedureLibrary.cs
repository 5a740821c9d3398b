using DataPortal.Content;

namespace DataPortal.Procedures;

/// <summary>The procedures of <c>content/sop</c>, read once at start. One that cannot be read stops it.</summary>
public sealed class ProcedureLibrary
{
    private readonly Dictionary<string, Procedure> _byId;

    /// <exception cref="ContentException">Documents cannot be used: every problem of every file.</exception>
    public ProcedureLibrary(ContentRoot root, IEnumerable<ProcedureItem> items)
    {
        var offered = items.Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        List<Procedure> read = [];
        List<ContentProblem> problems = [];
        foreach (var path in root.Files("sop", "*.md"))
        {
            try
            {
                read.Add(ProcedureFile.Parse($"sop/{Path.GetFileName(path)}", File.ReadAllText(path), offered));
            }
            catch (ContentException unusable)
            {
                problems.AddRange(unusable.Problems);
            }
        }

        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }

        All = read;
        _byId = read.ToDictionary(procedure => procedure.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order of their identifiers.</summary>
    public IReadOnlyList<Procedure> All { get; }

    public Procedure? Find(string id) => _byId.GetValueOrDefault(id);
}
