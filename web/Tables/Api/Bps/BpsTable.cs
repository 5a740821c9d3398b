using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.Bps;

/// <summary>A variable of the BPS WebAPI: a table, or one measure of it.</summary>
/// <param name="Measure">Position of the measure in its dimension; −1 for a table without measures.</param>
public sealed record BpsVariable(int Number, BpsTable Table, int Measure, Bilingual Title, Bilingual? Unit, int Decimals);

/// <summary>One row of <c>vervar</c>, or one category that <c>turvar</c> is put together from.</summary>
/// <param name="Code">Its number as it stands in keys; all of one dimension have the same length.</param>
public sealed record BpsCategory(int Position, string Code, Bilingual Label);

/// <summary>One moment.</summary>
/// <param name="Offset">Steps of the time dimensions from the cube's first cell.</param>
public sealed record BpsMoment(int Year, Bilingual Label, int Part, int TimePosition, int PartPosition);

/// <summary>A derived category: one of each derived dimension together.</summary>
public readonly record struct BpsDerived(string Code, string Label, int Offset);

/// <summary>A published table in BPS's fixed shape. Holds words and numbers, no figures.</summary>
public sealed class BpsTable
{
    private readonly BpsShape _shape;
    private readonly string _signature;

    public BpsTable(CatalogItem item, TableDocument document, IReadOnlyList<Dimension> dimensions, BpsNumbers numbers)
    {
        (Item, Document, Dimensions, Numbers) = (item, document, dimensions, numbers);
        _shape = BpsShape.Of(dimensions, document.Rows, numbers);
        _signature = BpsNumbering.Signature(numbers, _shape, dimensions);
        Rows = _shape.Rows < 0 ? [new(0, "0", None)] : Categories(_shape.Rows);
        Derived = [.. _shape.Derived.Select(Categories)];
        Moments = MomentsOf();
        Variables = VariablesOf();
    }

    /// <summary>What stands where a table has no such part.</summary>
    public static Bilingual None { get; } = new("Tidak Ada", "None");

    /// <summary>Without body and terms.</summary>
    public CatalogItem Item { get; }

    public TableDocument Document { get; }
    public IReadOnlyList<Dimension> Dimensions { get; }
    public BpsNumbers Numbers { get; }
    public IReadOnlyList<BpsVariable> Variables { get; }
    public IReadOnlyList<BpsCategory> Rows { get; }

    /// <summary>One list a derived dimension; none where the table has no derived dimension.</summary>
    public IReadOnlyList<IReadOnlyList<BpsCategory>> Derived { get; }

    public IReadOnlyList<BpsMoment> Moments { get; }

    public Bilingual RowsLabel => _shape.Rows < 0 ? None : Dimensions[_shape.Rows].Label;

    /// <summary>BPS's group of vertical variables: ours is a table's own, so its number is.</summary>
    public int RowsGroup => _shape.Rows < 0 ? 0 : Numbers.Number;

    public int DerivedGroup => _shape.Derived.Count == 0 ? 0 : Numbers.Number;

    public string DerivedLabel => _shape.Derived.Count == 0 ? None.ToString() : string.Join(", ", _shape.Derived.Select(d => Dimensions[d].Label.ToString()));

    public int PartGroup => BpsShape.Group(Moments[0].Part).Number;

    /// <summary>How far apart in the cube two neighbours of a part stand; 0 for a part the table lacks.</summary>
    public (int Measure, int Rows, int Time, int Part) Steps
    {
        get
        {
            var strides = Strides();
            return (At(_shape.Measure), At(_shape.Rows), At(_shape.Time), At(_shape.Part));

            int At(int d) => d < 0 ? 0 : strides[d];
        }
    }

    /// <summary>Derived categories there are: one of each derived dimension together.</summary>
    public int DerivedCount => Derived.Aggregate(1, (count, categories) => count * categories.Count);

    /// <summary>Derived categories as they are put together, those wanted: <c>Laki-laki, 0–4</c> under the numbers of both one after the other. Made as they are taken.</summary>
    public IEnumerable<BpsDerived> DerivedWanted(BpsFilter? wanted)
    {
        if (Derived.Count == 0)
        {
            return new BpsDerived[] { new("0", None.ToString(), 0) }.Where(one => wanted?.Has(one.Code) != false);
        }

        var digits = new int[Derived.Count + 1];
        for (var at = Derived.Count - 1; at >= 0; at--)
        {
            digits[at] = digits[at + 1] + Derived[at][0].Code.Length;
        }

        return Walk(0, new("", "", 0), Strides(), digits, wanted);
    }

    /// <param name="index">From 0, in the order of <see cref="DerivedWanted"/>.</param>
    public BpsDerived DerivedAt(int index)
    {
        if (Derived.Count == 0)
        {
            return new("0", None.ToString(), 0);
        }

        var (strides, parts) = (Strides(), new BpsCategory[Derived.Count]);
        var offset = 0;
        for (var at = parts.Length - 1; at >= 0; at--)
        {
            parts[at] = Derived[at][index % Derived[at].Count];
            index /= Derived[at].Count;
            offset += parts[at].Position * strides[_shape.Derived[at]];
        }

        return new(string.Concat(parts.Select(part => part.Code)), string.Join(", ", parts.Select(part => part.Label.ToString())), offset);
    }

    private IEnumerable<BpsDerived> Walk(int at, BpsDerived outer, int[] strides, int[] digits, BpsFilter? wanted)
    {
        if (at == Derived.Count)
        {
            yield return outer;
            yield break;
        }

        foreach (var category in Derived[at])
        {
            var code = outer.Code + category.Code;
            if (wanted?.HasAnyUnder(code, digits[at + 1]) == false)
            {
                continue;
            }

            var next = new BpsDerived(code, at == 0 ? category.Label.ToString() : $"{outer.Label}, {category.Label}", outer.Offset + category.Position * strides[_shape.Derived[at]]);
            foreach (var one in Walk(at + 1, next, strides, digits, wanted))
            {
                yield return one;
            }
        }
    }

    private int[] Strides()
    {
        var strides = new int[Dimensions.Count];
        for (int at = strides.Length - 1, step = 1; at >= 0; at--)
        {
            strides[at] = step;
            step *= Dimensions[at].Categories.Count;
        }

        return strides;
    }

    private BpsCategory[] Categories(int d)
    {
        var numbers = BpsNumbering.Of(Numbers, Dimensions[d].Code)!.Categories;
        return [.. Dimensions[d].Categories.Select((category, at) => new BpsCategory(at, numbers[category.Code].ToString(CultureInfo.InvariantCulture), category.Label))];
    }

    private List<BpsMoment> MomentsOf()
    {
        if (_shape.Time < 0)
        {
            // A table of one year says so beside its figures.
            return Document.Text.Period.Trim() is { Length: 4 } period && Periods.Read(period) is { Type: PeriodType.Year, Year: >= 1900 and var year }
                ? [new(year - 1900, new(period), BpsShape.WholeYear, 0, 0)]
                : [new(0, Document.Text.Period is { Length: > 0 } words ? new(words) : None, BpsShape.WholeYear, 0, 0)];
        }

        var hasPeriods = BpsNumbering.HasPeriods(_shape, Dimensions);
        var parts = _shape.Part < 0 ? null : BpsShape.PartsOf(Dimensions[_shape.Part]);
        var moments = new List<BpsMoment>();
        for (var at = 0; at < Dimensions[_shape.Time].Categories.Count; at++)
        {
            var category = Dimensions[_shape.Time].Categories[at];
            var isOwn = Numbers.Moments.TryGetValue(category.Code, out var number);
            var year = isOwn ? number : BpsNumbering.YearNumber(category)!.Value;
            var label = isOwn ? category.Label : new((year + 1900).ToString(CultureInfo.InvariantCulture));
            if (parts is null)
            {
                moments.Add(new(year, label, !hasPeriods ? BpsShape.WholeYear : isOwn ? BpsShape.Annual : BpsShape.Number(Periods.Of(category)!.Value), at, 0));
                continue;
            }

            moments.AddRange(parts.Select((part, p) => new BpsMoment(year, label, part, at, p)));
        }

        return moments;
    }

    private List<BpsVariable> VariablesOf()
    {
        var (title, text) = (Said(Item), Document.Text);
        if (_shape.Measure < 0)
        {
            return [new(Number(null), this, -1, title, text.Unit, text.Decimals)];
        }

        var measures = Dimensions[_shape.Measure].Categories;
        return [.. measures.Select((measure, at) => new BpsVariable(
            Number(measure.Code), this, at, measures.Count == 1 ? title : new($"{title.Id}: {measure.Label.Id}", title.En is { } english ? $"{english}: {measure.Label.En ?? measure.Label.Id}" : null),
            measure.Unit ?? text.Unit, measure.Decimals ?? text.Decimals))];

        int Number(string? measure) => BpsNumbering.Find(Numbers, measure, _signature)!.Number;
    }

    /// <summary>An item's title; one made up to show the product says so, once.</summary>
    public static Bilingual Said(CatalogItem item) => !item.IsSample ? item.Title : new(
        item.Title.Id.Contains("contoh", StringComparison.OrdinalIgnoreCase) ? item.Title.Id : item.Title.Id + " (contoh)",
        item.Title.En is not { } english || english.Contains("example", StringComparison.OrdinalIgnoreCase) || english.Contains("sample", StringComparison.OrdinalIgnoreCase) ? item.Title.En : english + " (example)");
}
