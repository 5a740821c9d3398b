using DataPortal.Content;

namespace DataPortal.Procedures;

/// <summary>The procedures of <c>content/sop</c>, read once at start. One that cannot be read stops it.</summary>
public sealed class ProcedureLibrary
{
    private readonly Dictionary<string, Procedure> _byId;

    /// <exception cref="ContentException">Documents cannot be used: every problem of every file.</exception>
    public ProcedureLibrary(ContentRoot root, IEnumerable<ProcedureItem> items, IEnumerable<ProcedureForm> forms)
    {
        var offered = Offered.By(items, forms);
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

        var byId = read.ToDictionary(procedure => procedure.Id, StringComparer.Ordinal);
        foreach (var procedure in read)
        {
            problems.AddRange(procedure.Steps.Where(step => step.Sub is { } sub && sub != procedure.Id && Holds(byId, sub, procedure.Id)).Select(step =>
                new ContentProblem($"sop/{procedure.Id}.md", step.Line, $"langkah {step.No}: SOP rinci \"{step.Sub}\" sendiri memuat \"{procedure.Id}\"; sebuah SOP tidak boleh menjadi rincian dari dirinya.")));
        }

        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }

        All = read;
        _byId = byId;
    }

    /// <summary>In the order of their identifiers.</summary>
    public IReadOnlyList<Procedure> All { get; }

    public Procedure? Find(string id) => _byId.GetValueOrDefault(id);

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
