using System.Globalization;
using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>What is taken of one dimension of the cube.</summary>
/// <param name="Shown">As the answer has it.</param>
/// <param name="Positions">Categories read from the cube, in order; a member of two groups stands twice.</param>
/// <param name="Groups">For each of <paramref name="Positions"/> the category of <paramref name="Shown"/> it is added to; null where nothing is added up.</param>
/// <param name="IsDropped">Left out of the answer: its total, or the sum over it, stands for it.</param>
/// <param name="Code">Of the code list; empty for the dimension's own categories.</param>
internal sealed record PxPick(Dimension Shown, IReadOnlyList<int> Positions, int[]? Groups, bool IsDropped, string Code);

/// <summary>A request checked against its table: which cells, added up how, laid out how.</summary>
public sealed class PxSelection
{
    /// <summary>Expressions a variable may be given; plain codes do not count.</summary>
    public const int MostExpressions = 50;

    public const int MostValues = 100_000;

    private const int LongestExpression = 500;

    /// <summary>Cells read for one answer; adding up reads more than it answers.</summary>
    private const long MostRead = 2L * CubeFile.MaxCells;

    private readonly StoredTable _table;
    private readonly PxPick[] _picks;

    private PxSelection(StoredTable table, PxPick[] picks, IReadOnlyList<int> stub, IReadOnlyList<int> heading)
    {
        (_table, _picks, Stub, Heading) = (table, picks, stub, heading);
        Key = MakeKey();
    }

    /// <summary>Dimensions of the cube that run down, outermost first.</summary>
    public IReadOnlyList<int> Stub { get; }

    public IReadOnlyList<int> Heading { get; }

    /// <summary>Everything of the request the answer depends on: the same cells, asked for in other words, have the same.</summary>
    public string Key { get; }

    /// <summary>Cells of the answer.</summary>
    public double Cells => _picks.Aggregate(1.0, (count, pick) => count * pick.Shown.Categories.Count);

    /// <exception cref="PxRequestException">A variable, value, expression or code list is not there; a mandatory variable is missing; more cells than <paramref name="limit"/>.</exception>
    public static PxSelection Of(StoredTable table, PxRequest request, int limit)
    {
        request = request.IsDefault && !request.MissingIsAll ? PxDefault.Of(table, request, limit) : request;
        var dimensions = table.Cube.Dimensions;
        var chosen = new PxChoice?[dimensions.Count];
        foreach (var choice in request.Choices)
        {
            var at = Find(dimensions, choice.Variable);
            if (chosen[at] is not null)
            {
                throw new PxRequestException(400, "Illegal selection", Speech.T($"Peubah {choice.Variable} dipilih dua kali.", $"Variable {choice.Variable} is selected twice."));
            }

            chosen[at] = choice;
        }

        var picks = dimensions.Select((dimension, at) => Pick(table, dimension, chosen[at], request.MissingIsAll)).ToArray();
        KeepOne(picks);
        var (stub, heading) = Place(table, picks, request);
        var selection = new PxSelection(table, picks, stub, heading);
        if (selection.Cells > limit)
        {
            throw new PxRequestException(403, "Too many cells selected", Speech.T(
                $"Pilihan ini berisi {Show.Number((long)selection.Cells)} sel; satu jawaban paling banyak {Show.Number(limit)} sel. Pilih lebih sedikit, atau bagi menjadi beberapa permintaan.",
                $"This selection holds {Show.Number((long)selection.Cells)} cells; one answer holds at most {Show.Number(limit)}. Select fewer, or split it into several requests."))
            { More = [("maxDataCells", limit), ("selectedCells", (long)selection.Cells)] };
        }

        return picks.Aggregate(1.0, (count, pick) => count * pick.Positions.Count) <= MostRead ? selection : throw new PxRequestException(
            403, "Too many cells selected", Speech.T("Untuk jawaban ini terlalu banyak sel harus dijumlahkan. Pilih lebih sedikit.", "Too many cells would have to be added up for this answer. Select fewer."));
    }

    /// <summary>The codes chosen, expressions worked out: what <c>/selection</c> answers.</summary>
    public IReadOnlyList<(string Variable, string CodeList, IReadOnlyList<string> Values)> Codes =>
        [.. _picks.Select((pick, at) => (_table.Cube.Dimensions[at].Code, pick.Code, (IReadOnlyList<string>)(pick.IsDropped ? [] : [.. pick.Shown.Categories.Select(category => category.Code)])))];

    /// <summary>The cells, the dimensions in the order of the answer: those that run down, then those across.</summary>
    public TableView Run(TableText text)
    {
        int[] kept = [.. Stub, .. Heading];
        int[] order = [.. kept, .. Enumerable.Range(0, _picks.Length).Except(kept)];
        var cube = _table.Cube;
        if (!IsWhole(order))
        {
            cube = CubeArithmetic.Take(cube, [.. _picks.Select(pick => pick.Positions)], order);
        }

        if (Array.Exists(_picks, pick => pick.Groups is not null))
        {
            cube = Screen.Sums.Grouped(
                cube, text, [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])], [.. order.Select(d => _picks[d].Groups)], [.. order.Select(d => _picks[d].Shown)]);
        }

        // What is dropped has one category and runs fastest: the figures stay where they are.
        var (dimensions, noted) = Noted([.. kept.Select(d => _picks[d].Shown)], text);
        cube = cube with { Dimensions = dimensions };
        return new(cube, noted, new(
            [.. Enumerable.Range(0, Stub.Count)], [.. Enumerable.Range(Stub.Count, Heading.Count)], [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]));
    }

    /// <summary>What stands for a dimension that is left out: as stated, or its only total.</summary>
    public static Elimination? EliminationOf(Dimension dimension) => dimension.Elimination is { } stated && (stated.Code is null ? Screen.Sums.Roots(dimension).Count > 0 : dimension.IndexOf(stated.Code) >= 0) ? stated
        : (dimension.Role is DimensionRole.Time or DimensionRole.Measure ? null : dimension.Categories.Where(category => category.IsTotal).Take(2).ToList() is [var only] ? new(only.Code) : null);

    /// <summary>Position of a variable by its code in any case; <c>time</c> is the variable of time, whatever its code.</summary>
    /// <exception cref="PxRequestException">There is none.</exception>
    public static int Find(IReadOnlyList<Dimension> dimensions, string code)
    {
        for (var pass = 0; pass < 3; pass++)
        {
            for (var at = 0; at < dimensions.Count; at++)
            {
                if (pass == 0 ? dimensions[at].Code == code
                    : pass == 1 ? dimensions[at].Code.Equals(code, StringComparison.OrdinalIgnoreCase)
                    : dimensions[at].Role is DimensionRole.Time && code.Equals("time", StringComparison.OrdinalIgnoreCase))
                {
                    return at;
                }
            }
        }

        throw new PxRequestException(400, "Non-existent variable", Speech.T(
            $"Tabel ini tidak mempunyai peubah “{Cut(code)}”. Peubahnya: {string.Join(", ", dimensions.Select(dimension => dimension.Code))}.",
            $"This table has no variable “{Cut(code)}”. It has: {string.Join(", ", dimensions.Select(dimension => dimension.Code))}."));
    }

    private static PxPick Pick(StoredTable table, Dimension dimension, PxChoice? choice, bool missingIsAll)
    {
        if (choice is null || choice is { Values.Count: 0 } || choice is { Values: null, CodeList: null })
        {
            return Left(dimension, choice, missingIsAll);
        }

        if (choice.CodeList is { Length: > 0 } named)
        {
            var list = PxCodeLists.Find(table.Id, dimension, named) ?? throw new PxRequestException(
                400, "Non-existent codelist", Speech.T($"Peubah {dimension.Code} tidak mempunyai daftar kode “{Cut(named)}”.", $"Variable {dimension.Code} has no codelist “{Cut(named)}”."));
            return Grouped(dimension, list, choice);
        }

        var positions = Positions(dimension, choice.Values!);
        return new(dimension with { Categories = [.. positions.Select(at => dimension.Categories[at])] }, positions, null, false, "");
    }

    private static PxPick Left(Dimension dimension, PxChoice? choice, bool missingIsAll)
    {
        int[] all = [.. Enumerable.Range(0, dimension.Categories.Count)];
        if (EliminationOf(dimension) is { } elimination)
        {
            if (elimination.Code is { } code)
            {
                var whole = dimension.IndexOf(code);
                return new(dimension with { Categories = [dimension.Categories[whole]] }, [whole], null, true, "");
            }

            // Neither totals nor what a category above already holds: nothing is counted twice.
            var roots = Screen.Sums.Roots(dimension);
            return new(dimension with { Categories = [new(dimension.Code, dimension.Label)] }, roots, new int[roots.Count], true, "");
        }

        return missingIsAll && choice is null ? new(dimension, all, null, false, "") : throw new PxRequestException(
            400, "Missing selection for mandatory variable", Speech.T(
                $"Peubah {dimension.Code} ({dimension.Label}) harus dipilih: jumlahnya tidak bermakna.", $"Variable {dimension.Code} ({dimension.Label}) must be selected: it cannot be left out."));
    }

    private static PxPick Grouped(Dimension dimension, Grouping list, PxChoice choice)
    {
        var listed = dimension with { Categories = [.. list.Groups.Select(group => new Category(group.Code, group.Label))] };
        var groups = choice.Values is null ? [.. Enumerable.Range(0, list.Groups.Count)] : Positions(listed, choice.Values);
        var places = new Dictionary<string, int>(dimension.Categories.Count, StringComparer.Ordinal);
        for (var at = 0; at < dimension.Categories.Count; at++)
        {
            places[dimension.Categories[at].Code] = at;
        }

        var members = groups.Select(group => list.Groups[group].Members.Where(places.ContainsKey).Select(code => places[code]).Distinct().ToArray()).ToList();
        if (list.Kind is GroupingKind.ValueSet || choice.Single)
        {
            int[] single = [.. members.SelectMany(group => group).Distinct().Order()];
            return single.Length == 0 ? throw Nothing(dimension)
                : new(dimension with { Categories = [.. single.Select(at => dimension.Categories[at])] }, single, null, false, list.Code);
        }

        return new(
            dimension with { Categories = [.. groups.Select(group => listed.Categories[group])], Elimination = null, Groupings = [], Levels = [] },
            [.. members.SelectMany(group => group)], [.. members.SelectMany((group, at) => Enumerable.Repeat(at, group.Length))], false, list.Code);
    }

    private static IReadOnlyList<int> Positions(Dimension dimension, IReadOnlyList<string> values)
    {
        var expressions = values.Distinct(StringComparer.Ordinal).ToList();
        var written = expressions.Where(value => value.AsSpan().ContainsAny("*?()")).ToList();
        if (expressions.Count > MostValues || written.Count > MostExpressions || written.Exists(value => value.Length > LongestExpression))
        {
            throw new PxRequestException(400, "Illegal selection", Speech.T(
                $"Untuk satu peubah paling banyak {Show.Number(MostValues)} kode dan {MostExpressions} ungkapan.", $"For one variable at most {Show.Number(MostValues)} codes and {MostExpressions} expressions."));
        }

        try
        {
            var positions = CategoryExpressions.Positions(dimension, expressions);
            return positions.Count > 0 ? positions : throw Nothing(dimension);
        }
        catch (ExpressionException wrong)
        {
            throw new PxRequestException(400, "Non-existent value", Speech.T(
                $"Nilai “{Cut(wrong.Expression)}” tidak ada di peubah {dimension.Code}, atau ungkapannya tidak dapat dibaca.", $"Value “{Cut(wrong.Expression)}” is not in variable {dimension.Code}, or the expression cannot be read."));
        }
    }

    // A table needs a dimension: when all are left out, the last one stays with its total.
    private static void KeepOne(PxPick[] picks)
    {
        if (Array.TrueForAll(picks, pick => pick.IsDropped))
        {
            picks[^1] = picks[^1] with { IsDropped = false };
        }
    }

    private static (IReadOnlyList<int> Stub, IReadOnlyList<int> Heading) Place(StoredTable table, PxPick[] picks, PxRequest request)
    {
        var dimensions = table.Cube.Dimensions;
        if (request.Heading.Count == 0 && request.Stub.Count == 0)
        {
            var (down, across) = PxDefault.Placement(table);
            return ([.. down.Where(at => !picks[at].IsDropped)], [.. across.Where(at => !picks[at].IsDropped)]);
        }

        var heading = request.Heading.Select(code => Find(dimensions, code)).ToList();
        var stub = request.Stub.Select(code => Find(dimensions, code)).ToList();
        var placed = heading.Concat(stub).ToList();
        if (placed.Distinct().Count() != placed.Count || placed.Exists(at => picks[at].IsDropped))
        {
            throw Misplaced();
        }

        var rest = Enumerable.Range(0, picks.Length).Where(at => !picks[at].IsDropped && !placed.Contains(at)).ToList();
        return rest.Count == 0 ? (stub, heading) : stub.Count == 0 ? (rest, heading) : heading.Count == 0 ? (stub, rest) : throw Misplaced();

        static PxRequestException Misplaced() => new(400, "Illegal placement", Speech.T(
            "heading dan stub harus memuat setiap peubah yang dipilih tepat sekali.", "heading and stub must hold every selected variable exactly once."));
    }

    private bool IsWhole(int[] order)
    {
        for (var at = 0; at < order.Length; at++)
        {
            // Positions are each once and in order, or of groups.
            if (order[at] != at || _picks[at].Positions.Count != _table.Cube.Dimensions[at].Categories.Count || _picks[at] is { Groups: not null, IsDropped: false })
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Notes go with what they are about: those of categories and cells that are not shown stay behind, the others are numbered anew.</summary>
    private (IReadOnlyList<Dimension> Dimensions, TableText Text) Noted(IReadOnlyList<Dimension> dimensions, TableText text)
    {
        if (text.Notes.Count == 0)
        {
            return (dimensions, text);
        }

        var source = Referred(_table.Cube.Dimensions);
        var shown = Referred(dimensions);
        var numbers = new Dictionary<int, int>();
        var notes = new List<Note>();
        for (var number = 1; number <= text.Notes.Count; number++)
        {
            var note = text.Notes[number - 1];
            if (note.Cells is { } cells ? Kept(cells) is not null : !source.Contains(number) || shown.Contains(number))
            {
                notes.Add(note.Cells is null ? note : note with { Cells = Kept(note.Cells) });
                numbers[number] = notes.Count;
            }
        }

        return ([.. dimensions.Select(Renumbered)], text with { Notes = notes });

        static HashSet<int> Referred(IReadOnlyList<Dimension> dimensions) =>
            [.. dimensions.SelectMany(dimension => (dimension.Notes ?? []).Concat(dimension.Categories.SelectMany(category => category.Notes ?? [])))];

        Dimension Renumbered(Dimension dimension) => dimension with
        {
            Notes = New(dimension.Notes),
            Categories = dimension.Categories.Any(category => category.Notes is not null)
                ? [.. dimension.Categories.Select(category => category.Notes is null ? category : category with { Notes = New(category.Notes) })]
                : dimension.Categories,
        };

        List<int>? New(IReadOnlyList<int>? old) => old is null ? null : [.. old.Where(numbers.ContainsKey).Select(number => numbers[number])];
    }

    /// <returns>What of a cell's place is said by the dimensions shown; null when the cell is not shown as it was.</returns>
    private Dictionary<string, string>? Kept(IReadOnlyDictionary<string, string> cells)
    {
        var kept = new Dictionary<string, string>();
        for (var at = 0; at < _picks.Length; at++)
        {
            if (!cells.TryGetValue(_table.Cube.Dimensions[at].Code, out var code))
            {
                continue;
            }

            if (_picks[at].Groups is not null || !_picks[at].Shown.Categories.Any(category => category.Code == code))
            {
                return null;
            }

            if (!_picks[at].IsDropped)
            {
                kept[_table.Cube.Dimensions[at].Code] = code;
            }
        }

        return kept;
    }

    private string MakeKey()
    {
        var key = new StringBuilder();
        key.AppendJoin(',', Stub).Append('/').AppendJoin(',', Heading);
        for (var at = 0; at < _picks.Length; at++)
        {
            var pick = _picks[at];
            key.Append('|').Append(pick.IsDropped ? '-' : '+').Append(pick.Code).Append(':');
            if (pick.Positions.Count == _table.Cube.Dimensions[at].Categories.Count && pick.Groups is null)
            {
                key.Append('*');
                continue;
            }

            foreach (var position in pick.Positions)
            {
                key.Append(CultureInfo.InvariantCulture, $"{position},");
            }

            if (pick.Groups is not null)
            {
                key.Append('=');
                foreach (var category in pick.Shown.Categories)
                {
                    key.Append(category.Code).Append(',');
                }
            }
        }

        return key.ToString();
    }

    private static PxRequestException Nothing(Dimension dimension) => new(
        400, "Illegal selection", Speech.T($"Untuk peubah {dimension.Code} tidak ada nilai yang terpilih.", $"No value of variable {dimension.Code} is selected."));

    private static string Cut(string text) => text.Length > 100 ? text[..100] + "…" : text;
}
