using System.Text.RegularExpressions;
using DataPortal.Tables.Import;
using DataPortal.Tables.Screen;

namespace DataPortal.Tables.Charts;

/// <summary>A dimension of which a selection shows several categories.</summary>
/// <param name="Parts">Positions drawn: without the category that is the others' sum.</param>
/// <param name="Sum">That category's position; -1 where there is none.</param>
internal sealed record ChartSide(int D, Dimension Dimension, IReadOnlyList<int> Parts, int Sum)
{
    public int Count => Parts.Count;
    public bool IsTime => Dimension.Role is DimensionRole.Time;
    public bool IsRegion => Dimension.Role is DimensionRole.Region;

    /// <summary>Ages, classes and moments stand in an order nobody should change.</summary>
    public bool IsOrdered => IsTime || ChartShape.IsAges(this);
}

/// <summary>What a selection is made of, as far as a chart cares.</summary>
internal sealed partial class ChartShape
{
    /// <summary>Cells added up for one figure at most.</summary>
    private const int MostSummed = 2_000;

    private readonly TableView _view;
    private readonly int[] _strides;
    private readonly int[] _base;

    // Positions added up where a dimension is held at the sum of what is selected; null where it is held at one category.
    private readonly IReadOnlyList<int>?[] _summed;

    /// <param name="pinned">The category a visitor wants a dimension held at, by the dimension's code; null for no wish.</param>
    public ChartShape(TableView view, Func<string, string?> pinned)
    {
        (_view, _strides) = (view, view.Cube.Strides());
        var cube = view.Cube;
        _base = new int[cube.Dimensions.Count];
        _summed = new IReadOnlyList<int>?[_base.Length];
        for (var d = 0; d < _base.Length; d++)
        {
            _base[d] = Held(d, pinned(cube.Dimensions[d].Code));
        }

        var room = MostSummed;
        for (var d = 0; d < _base.Length; d++)
        {
            if (Summed(d, pinned(cube.Dimensions[d].Code)) is { } parts && parts.Count <= room)
            {
                (_summed[d], room) = (parts, room / parts.Count);
            }
        }

        Sides = [.. Enumerable.Range(0, _base.Length).Where(d => view.Layout.Selected[d].Count > 1).Select(Side)];
        Measure = Sides.FirstOrDefault(side => side.Dimension.Role is DimensionRole.Measure && side.Parts.Select(at => Unit(side.Dimension.Categories[at])).Distinct(StringComparer.Ordinal).Count() > 1);
        // The one with most moments is the axis: months before years.
        Times = [.. Sides.Where(side => side.IsTime).OrderByDescending(side => side.Count)];
        Others = [.. Sides.Where(side => !side.IsTime && side != Measure)];
        Region = Others.FirstOrDefault(side => side.IsRegion);
    }

    public TableView View => _view;

    public IReadOnlyList<ChartSide> Sides { get; }
    public IReadOnlyList<ChartSide> Times { get; }

    /// <summary>Neither time nor measures of different units.</summary>
    public IReadOnlyList<ChartSide> Others { get; }

    /// <summary>Measures that cannot share an axis; null where there are none.</summary>
    public ChartSide? Measure { get; }
    public ChartSide? Region { get; }

    /// <summary>Two sexes and at least three ages; null where the selection is no such thing.</summary>
    public (ChartSide Sexes, ChartSide Ages)? Pyramid =>
        Others.FirstOrDefault(IsSexes) is { } sexes && Others.FirstOrDefault(side => side != sexes && side.Count >= 3 && IsAges(side)) is { } ages ? (sexes, ages) : null;

    /// <summary>Position a dimension is held at where a chart does not run along it.</summary>
    public int Base(int d) => _base[d];

    public HeldDimension Hold(int d) => new(_view.Cube.Dimensions[d], _summed[d] is null ? _base[d] : HeldDimension.Sum, _view.Layout.Selected[d]) { Summed = _summed[d]?.Count ?? 0 };

    /// <summary>Where in the cube a cell stands, the dimensions not named held.</summary>
    public int Cell(params ReadOnlySpan<(ChartSide? Side, int Category)> along)
    {
        var at = 0;
        for (var d = 0; d < _base.Length; d++)
        {
            var category = _base[d];
            foreach (var (side, position) in along)
            {
                category = side?.D == d ? position : category;
            }

            at += category * _strides[d];
        }

        return at;
    }

    /// <summary>A figure, or the sum of several where a dimension is held at its sum; the sum of what is partly unknown is unknown.</summary>
    public ChartValue Value(params ReadOnlySpan<(ChartSide? Side, int Category)> along)
    {
        List<int> cells = [Cell(along)];
        for (var d = 0; d < _summed.Length; d++)
        {
            var runs = false;
            foreach (var (side, _) in along)
            {
                runs |= side?.D == d;
            }

            if (_summed[d] is { } parts && !runs)
            {
                var (start, stride) = (_base[d], _strides[d]);
                cells = [.. cells.SelectMany(cell => parts.Select(at => cell + (at - start) * stride))];
            }
        }

        if (cells.Count == 1)
        {
            return ChartValue.Of(_view.Cube, cells[0]);
        }

        var (sum, status) = (0.0, CellStatus.Nil);
        foreach (var cell in cells)
        {
            var value = ChartValue.Of(_view.Cube, cell);
            if (!value.IsNumber && value.Status is not CellStatus.Nil)
            {
                return new(double.NaN, CellStatus.NotAvailable);
            }

            sum += value.IsNumber ? value.Value : 0;
            status = status is CellStatus.Nil || (status is CellStatus.Normal && value.IsNumber) ? value.Status : status;
        }

        return status is CellStatus.Nil ? new(double.NaN, status) : double.IsFinite(sum) ? new(sum, status) : new(double.NaN, CellStatus.NotAvailable);
    }

    /// <summary>True where the figures add up: people and tonnes do, rates and indices do not.</summary>
    public bool Adds => Sums.Adds(Sums.Measure(_view.Cube) is >= 0 and var m ? _view.Cube.Dimensions[m].Categories[_base[m]] : null, _view.Text);

    public string Unit(Category measure) => measure.Unit?.ToString() ?? _view.Text.Unit?.ToString() ?? "";

    public static bool IsAges(ChartSide side)
    {
        var named = AgeWord().IsMatch(side.Dimension.Code) || AgeWord().IsMatch(side.Dimension.Label.Id);
        return named || (side.Count >= 3 && side.Parts.Count(at => AgeClass().IsMatch(side.Dimension.Categories[at].Label.Id)) * 10 >= side.Count * 8);
    }

    public static bool IsSexes(ChartSide side) => side.Count == 2 && KnownWords.IsSexes(side.Parts.Select(at => side.Dimension.Categories[at].Label.Id)) && side.Parts.All(at => !KnownWords.IsTotal(side.Dimension.Categories[at].Label.Id));

    // The visitor's wish, else the total, else the latest, else the first.
    private int Held(int d, string? wish)
    {
        var (dimension, selected) = (_view.Cube.Dimensions[d], _view.Layout.Selected[d]);
        if (selected.Count == 0)
        {
            return 0;
        }

        if (wish is not null && dimension.IndexOf(wish) is >= 0 and var wished && selected.Contains(wished))
        {
            return wished;
        }

        if (dimension.Role is DimensionRole.Time)
        {
            // A last period whose figures are all still to come is no period to show.
            return Periods.InOrder(dimension).Where(selected.Contains).Last();
        }

        return selected.Where(at => dimension.Categories[at].IsTotal || dimension.Elimination?.Code == dimension.Categories[at].Code).DefaultIfEmpty(selected[0]).First();
    }

    /// <summary>What is added up for want of a total: figures that may be, none twice; null where there is none or the visitor wants one category.</summary>
    private List<int>? Summed(int d, string? wish)
    {
        var (dimension, selected, text) = (_view.Cube.Dimensions[d], _view.Layout.Selected[d], _view.Text);
        if (selected.Count < 2 || !Sums.Adds(dimension) || (wish is not null && dimension.IndexOf(wish) is >= 0 and var wished && selected.Contains(wished))
            || selected.Any(at => dimension.Categories[at].IsTotal || dimension.Elimination?.Code == dimension.Categories[at].Code)
            || !(Sums.Measure(_view.Cube) is >= 0 and var m ? _view.Layout.Selected[m].All(at => Sums.Adds(_view.Cube.Dimensions[m].Categories[at], text)) : Sums.Adds(null, text)))
        {
            return null;
        }

        // Neither a part beside its whole, nor a regency beside its province, whose code begins its own.
        var codes = selected.Select(at => dimension.Categories[at].Code).ToHashSet(StringComparer.Ordinal);
        bool IsPart(Category category) => (category.Parent is { } parent && codes.Contains(parent))
            || (dimension.Role is DimensionRole.Region && Enumerable.Range(1, Math.Max(0, category.Code.Length - 1)).Any(length => codes.Contains(category.Code[..length]) || (length == 2 && category.Code.Length == 4 && category.Code[2..] != "00" && codes.Contains(category.Code[..2] + "00"))));
        List<int> parts = [.. selected.Where(at => !IsPart(dimension.Categories[at]))];
        return parts.Count < 2 ? null : parts;
    }

    private ChartSide Side(int d)
    {
        var dimension = _view.Cube.Dimensions[d];
        IReadOnlyList<int> shown = _view.Layout.Selected[d];
        if (dimension.Role is DimensionRole.Time)
        {
            shown = [.. Periods.InOrder(dimension).Where(shown.Contains)];
        }

        var sum = shown.Where(at => dimension.Categories[at].IsTotal).DefaultIfEmpty(-1).First();
        List<int> parts = [.. shown.Where(at => at != sum)];
        return sum < 0 || parts.Count < 2 || !IsSum(d, sum, parts) ? new(d, dimension, shown, -1) : new(d, dimension, parts, sum);
    }

    /// <summary>A total of all is out of scale beside its parts; a mean of all is worth seeing among them.</summary>
    private bool IsSum(int d, int total, List<int> parts)
    {
        var start = Cell() - _base[d] * _strides[d];
        double At(int category) => ChartValue.Of(_view.Cube, start + category * _strides[d]).Value;
        var known = parts.Select(At).Where(double.IsFinite).ToList();
        var whole = At(total);
        // Parts left out of the selection make the sum smaller than the total, never the total smaller than its largest part.
        return double.IsNaN(whole) || known.Count == 0 || whole > known.Max() * 1.02 || _view.Cube.Dimensions[d].Role is DimensionRole.Region && whole >= known.Max();
    }

    [GeneratedRegex(@"\b(umur|usia|age)\b", RegexOptions.IgnoreCase)]
    private static partial Regex AgeWord();

    [GeneratedRegex(@"^\D{0,3}\d{1,3}\s*([–-]\s*\d{1,3}|\+)|^(<|>|≥|≤)\s*\d")]
    private static partial Regex AgeClass();
}
