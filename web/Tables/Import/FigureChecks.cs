using System.Text.RegularExpressions;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

public enum FindingKind
{
    /// <summary>Parts do not add up to their total.</summary>
    Totals,

    /// <summary>A figure leaps against the year before, more than its neighbours do.</summary>
    Jump,

    /// <summary>A percentage below 0 or above 100.</summary>
    Percentage,

    /// <summary>A count below zero.</summary>
    Negative,

    /// <summary>A part is larger than the whole.</summary>
    PartOverWhole,

    /// <summary>A region that had figures has none now.</summary>
    RegionGone,

    /// <summary>Nothing but zeros.</summary>
    AllZero,

    /// <summary>The same figures twice: a row or a year copied over another.</summary>
    Duplicate,
}

/// <summary>Something about the figures a person should look at and either mend or explain.</summary>
/// <param name="What">In words, with how often; the same file gives the same words.</param>
/// <param name="Examples">At most <see cref="FigureChecks.MostExamples"/>.</param>
public sealed record Finding(FindingKind Kind, string What, int Count, IReadOnlyList<string> Examples)
{
    /// <summary>The same finding again after words were changed: a reason typed for it is still for it.</summary>
    public string Key { get; init; } = "";
}

/// <summary>Looks over figures before they are published. Every finding is a warning: figures may be right and odd.</summary>
public static partial class FigureChecks
{
    public const int MostExamples = 20;

    /// <summary>A change this many robust deviations from its neighbours' is a leap.</summary>
    private const double Leap = 5;

    /// <summary>A change smaller than a quarter is never a leap.</summary>
    private static readonly double _smallest = Math.Log(1.25);

    /// <summary>Counts below it leap without meaning anything.</summary>
    private const double Few = 20;

    /// <param name="after">The figures as they will be.</param>
    /// <param name="before">The figures as they are; null for a new table.</param>
    public static IReadOnlyList<Finding> Of(Cube after, TableText text, Cube? before)
    {
        var look = new Look(after, text, before);
        List<Finding> findings = [];
        var totals = TotalsChecker.Check(after, text.Decimals);
        foreach (var check in totals.Where(check => check.OffCount > 0 && !check.IsNoSum))
        {
            findings.Add(new(FindingKind.Totals, $"{check.Dimension}: {check.OffCount} dari {check.Compared} jumlah tidak sama dengan jumlah bagiannya", check.OffCount, check.Off));
        }

        findings.AddRange(look.PartsOverWhole(totals));
        findings.AddRange(look.Signs());
        findings.AddRange(look.Jumps());
        findings.AddRange(look.RegionsGone());
        findings.AddRange(look.ZerosAndTwins());
        return [.. findings.Select((finding, at) => finding with { Key = $"{finding.Kind}-{findings.Take(at).Count(other => other.Kind == finding.Kind)}-{finding.Count}" })];
    }

    /// <summary>One look at one cube.</summary>
    private sealed class Look
    {
        private readonly Cube _cube;
        private readonly TableText _text;
        private readonly Cube? _before;
        private readonly int[] _strides;
        private readonly int _measure;
        private readonly int _time;
        private readonly HashSet<int> _fresh;

        public Look(Cube cube, TableText text, Cube? before)
        {
            (_cube, _text, _before, _strides) = (cube, text, before, cube.Strides());
            _measure = Find(cube, DimensionRole.Measure);
            _time = Find(cube, DimensionRole.Time);
            _fresh = _time < 0 ? [] : Fresh(cube.Dimensions[_time], before?.Dimensions.FirstOrDefault(dimension => dimension.Code == cube.Dimensions[_time].Code));
        }

        public IEnumerable<Finding> PartsOverWhole(IReadOnlyList<TotalsCheck> totals)
        {
            for (var d = 0; d < _cube.Dimensions.Count; d++)
            {
                var dimension = _cube.Dimensions[d];
                // An average lies below its largest part: only what adds up is a whole.
                if (dimension.Categories.Count < 3 || dimension.Categories.Count(category => category.IsTotal) != 1 || totals.Any(check => check.IsNoSum && check.Dimension.StartsWith(dimension.Label.Id, StringComparison.Ordinal)))
                {
                    continue;
                }

                var total = dimension.Categories.Select((category, at) => (category, at)).First(one => one.category.IsTotal).at;
                var found = new Examples();
                foreach (var at in Lines(d))
                {
                    var whole = Number(at + total * _strides[d]);
                    for (var c = 0; c < dimension.Categories.Count && whole >= 0; c++)
                    {
                        var place = at + c * _strides[d];
                        if (c != total && Number(place) > whole + 0.5 && !IsShare(at))
                        {
                            found.Add(() => $"{Name(place)}: {Written(place)}, seluruhnya {Written(at + total * _strides[d])}");
                        }
                    }
                }

                if (found.Count > 0)
                {
                    yield return new(FindingKind.PartOverWhole, $"{dimension.Label.Id}: {found.Count} bagian lebih besar dari keseluruhannya", found.Count, found.Shown);
                }
            }
        }

        public IEnumerable<Finding> Signs()
        {
            var (odd, below) = (new Examples(), new Examples());
            for (var at = 0; at < _cube.Length; at++)
            {
                var number = Number(at);
                if (!(number < 0 || number > 100) || !IsFresh(at))
                {
                    continue;
                }

                var (place, words) = (at, Words(at));
                if (Percent().IsMatch(words.Unit))
                {
                    if (!Rate().IsMatch(words.Title))
                    {
                        odd.Add(() => $"{Name(place)}: {Written(place)}");
                    }
                }
                else if (number < 0 && CountUnit().IsMatch(words.Unit) && !Rate().IsMatch(words.Title))
                {
                    below.Add(() => $"{Name(place)}: {Written(place)}");
                }
            }

            if (odd.Count > 0)
            {
                yield return new(FindingKind.Percentage, $"{odd.Count} persentase di bawah 0 atau di atas 100", odd.Count, odd.Shown);
            }

            if (below.Count > 0)
            {
                yield return new(FindingKind.Negative, $"{below.Count} banyaknya di bawah nol", below.Count, below.Shown);
            }
        }

        /// <summary>Against the same period a year before, else the period before. The bound follows from how all the others of that measure changed: median and median deviation.</summary>
        public IEnumerable<Finding> Jumps()
        {
            if (_time < 0)
            {
                yield break;
            }

            var found = new Examples();
            foreach (var (now, then) in Pairs())
            {
                foreach (var series in Lines(_time).GroupBy(at => _measure < 0 ? 0 : Coordinate(at, _measure)))
                {
                    var changes = series.Select(at => (At: at + now * _strides[_time], Was: at + then * _strides[_time]))
                        .Where(pair => Number(pair.At) > 0 && Number(pair.Was) > 0 && Math.Max(Number(pair.At), Number(pair.Was)) >= (Decimals(pair.At) == 0 ? Few : 0))
                        .Select(pair => (pair.At, pair.Was, Change: Math.Log(Number(pair.At) / Number(pair.Was)))).ToList();
                    if (changes.Count == 0)
                    {
                        continue;
                    }

                    var middle = Median([.. changes.Select(change => change.Change)]);
                    var spread = Median([.. changes.Select(change => Math.Abs(change.Change - middle))]) * 1.4826;
                    // Of one or two series nobody knows what is usual: halving or doubling is a leap.
                    var bound = changes.Count < 3 ? Math.Log(2) : Math.Max(_smallest, Leap * spread);
                    foreach (var (at, was, change) in changes.Where(change => Math.Abs(change.Change - (changes.Count < 3 ? 0 : middle)) > bound).OrderByDescending(change => Math.Abs(change.Change - middle)))
                    {
                        found.Add(() => $"{Name(at)}: {Written(was)} menjadi {Written(at)} ({(change > 0 ? "+" : "−")}{Show.Number(Math.Abs(Math.Exp(change) - 1) * 100, 1)} persen)");
                    }
                }
            }

            if (found.Count > 0)
            {
                yield return new(FindingKind.Jump, $"{found.Count} angka melompat dari tahun sebelumnya, lebih dari yang lain", found.Count, found.Shown);
            }
        }

        public IEnumerable<Finding> RegionsGone()
        {
            if (_before is null || Find(_before, DimensionRole.Region) is not (>= 0 and var was))
            {
                yield break;
            }

            var here = _cube.Dimensions.ToList().FindIndex(dimension => dimension.Code == _before.Dimensions[was].Code);
            if (here < 0)
            {
                yield break;
            }

            var known = _cube.Dimensions[here].Categories.Select((category, at) => (category.Code, at)).ToDictionary(one => one.Code, one => one.at, StringComparer.Ordinal);
            var filled = new bool[_cube.Dimensions[here].Categories.Count];
            for (var at = 0; at < _cube.Length; at++)
            {
                filled[Coordinate(at, here)] |= _cube.Status[at] is not CellStatus.Missing && IsFresh(at);
            }

            var had = new bool[_before.Dimensions[was].Categories.Count];
            var stride = _before.Strides()[was];
            for (var at = 0; at < _before.Length; at++)
            {
                had[at / stride % had.Length] |= _before.Status[at] is not CellStatus.Missing;
            }

            var gone = _before.Dimensions[was].Categories.Where((category, at) => had[at] && (!known.TryGetValue(category.Code, out var place) || !filled[place])).Select(category => $"{category.Label.Id} ({category.Code})").ToList();
            if (gone.Count > 0)
            {
                yield return new(FindingKind.RegionGone, $"{gone.Count} wilayah yang dahulu ada sekarang tidak berisi", gone.Count, [.. gone.Take(MostExamples)]);
            }
        }

        public IEnumerable<Finding> ZerosAndTwins()
        {
            for (var d = 0; d < _cube.Dimensions.Count; d++)
            {
                var dimension = _cube.Dimensions[d];
                if (dimension.Role is DimensionRole.Measure || (dimension.Categories.Count < 2 && dimension.Role is not DimensionRole.Region))
                {
                    continue;
                }

                var rows = dimension.Categories.Select((_, c) => Row(d, c)).ToList();
                var looked = Enumerable.Range(0, rows.Count).Where(c => dimension.Role is not DimensionRole.Time || _fresh.Count == 0 || _fresh.Contains(c)).ToList();
                var zeros = looked.Where(c => rows[c].Zeros > 1 && rows[c].Zeros == rows[c].Numbers).Select(c => dimension.Categories[c].Label.Id).ToList();
                if (zeros.Count > 0)
                {
                    yield return new(FindingKind.AllZero, $"{dimension.Label.Id}: {zeros.Count} kategori berisi nol semua", zeros.Count, [.. zeros.Take(MostExamples)]);
                }

                var twins = new Examples();
                foreach (var alike in Enumerable.Range(0, rows.Count).Where(c => rows[c].Numbers > 2 && rows[c].Differing > 2).GroupBy(c => rows[c].Print).Where(group => group.Count() > 1))
                {
                    var pair = alike.ToList();
                    if (pair.Exists(looked.Contains) && pair.Skip(1).All(c => Alike(d, pair[0], c)))
                    {
                        twins.Add(() => string.Join(" = ", pair.Take(4).Select(c => dimension.Categories[c].Label.Id)));
                    }
                }

                if (twins.Count > 0)
                {
                    yield return new(FindingKind.Duplicate, $"{dimension.Label.Id}: {twins.Count} kelompok kategori berisi angka yang sama persis", twins.Count, twins.Shown);
                }
            }
        }

        private (int Numbers, int Zeros, int Differing, long Print) Row(int d, int category)
        {
            var (numbers, zeros, print) = (0, 0, 17L);
            var seen = new HashSet<double>();
            foreach (var at in Lines(d))
            {
                if (!IsFresh(at + category * _strides[d]) && d != _time)
                {
                    continue;
                }

                var number = Number(at + category * _strides[d]);
                print = unchecked((print * 31) + BitConverter.DoubleToInt64Bits(double.IsNaN(number) ? double.NaN : number));
                numbers += double.IsNaN(number) ? 0 : 1;
                zeros += number == 0 ? 1 : 0;
                if (seen.Count < 4 && !double.IsNaN(number))
                {
                    seen.Add(number);
                }
            }

            return (numbers, zeros, seen.Count, print);
        }

        private bool Alike(int d, int one, int other) => Lines(d).All(at => (!IsFresh(at + one * _strides[d]) && d != _time) || Number(at + one * _strides[d]).Equals(Number(at + other * _strides[d])));

        private IEnumerable<(int Now, int Then)> Pairs()
        {
            var time = _cube.Dimensions[_time];
            var order = Periods.InOrder(time);
            var moments = time.Categories.Select(Periods.Of).ToList();
            var looked = _fresh.Count > 0 ? _fresh : [order[^1]];
            foreach (var now in looked.Order())
            {
                var lastYear = moments[now] is { } moment ? moments.FindIndex(other => other is { } then && then.Type == moment.Type && then.Part == moment.Part && then.Year == moment.Year - 1) : -1;
                var place = order.ToList().IndexOf(now);
                var then = lastYear >= 0 ? lastYear : place > 0 ? order[place - 1] : -1;
                if (then >= 0)
                {
                    yield return (now, then);
                }
            }
        }

        private IEnumerable<int> Lines(int d)
        {
            var (stride, size) = (_strides[d], _cube.Dimensions[d].Categories.Count);
            for (var outer = 0; outer < _cube.Length; outer += stride * size)
            {
                for (var inner = 0; inner < stride; inner++)
                {
                    yield return outer + inner;
                }
            }
        }

        private double Number(int at) => TableSymbols.HidesNumber(_cube.Status[at]) ? double.NaN : _cube.Values[at];

        /// <summary>Where periods are new, only they are looked at: the others were looked at before.</summary>
        private bool IsFresh(int at) => _fresh.Count == 0 || _fresh.Contains(Coordinate(at, _time));

        private int Coordinate(int at, int d) => at / _strides[d] % _cube.Dimensions[d].Categories.Count;

        private Category? Measure(int at) => _measure < 0 ? null : _cube.Dimensions[_measure].Categories[Coordinate(at, _measure)];

        private int Decimals(int at) => Measure(at)?.Decimals ?? _text.Decimals;

        private string Written(int at) => Show.Number(_cube.Values[at], Decimals(at));

        private (string Unit, string Title) Words(int at) => Measure(at) is { } measure ? (measure.Unit?.Id ?? _text.Unit?.Id ?? "", $"{_text.Title.Id} {measure.Label.Id}") : (_text.Unit?.Id ?? "", _text.Title.Id);

        private bool IsShare(int at) => Words(at) is var words && (Percent().IsMatch(words.Unit) || Rate().IsMatch(words.Title));

        private string Name(int at) => string.Join(", ", _cube.Dimensions.Select((dimension, d) => dimension.Categories.Count == 1 && dimension.Role is not DimensionRole.Time ? null : dimension.Categories[Coordinate(at, d)].Label.Id).Where(name => name is not null));

        private static int Find(Cube cube, DimensionRole role) => cube.Dimensions.Select((dimension, d) => (dimension, d)).Where(one => one.dimension.Role == role).Select(one => one.d).DefaultIfEmpty(-1).First();

        private static HashSet<int> Fresh(Dimension time, Dimension? before)
        {
            var known = before?.Categories.Select(category => category.Code).ToHashSet(StringComparer.Ordinal) ?? [];
            HashSet<int> fresh = [.. Enumerable.Range(0, time.Categories.Count).Where(at => !known.Contains(time.Categories[at].Code))];
            return fresh.Count == time.Categories.Count ? [] : fresh;
        }

        private static double Median(double[] values)
        {
            Array.Sort(values);
            return values.Length % 2 == 1 ? values[values.Length / 2] : (values[values.Length / 2 - 1] + values[values.Length / 2]) / 2;
        }
    }

    private sealed class Examples
    {
        private readonly List<string> _shown = [];

        public int Count { get; private set; }
        public IReadOnlyList<string> Shown => _shown;

        public void Add(Func<string> words)
        {
            if (++Count <= MostExamples)
            {
                _shown.Add(words());
            }
        }
    }

    [GeneratedRegex(@"^(%|persen|percent|per cent)\b|^%", RegexOptions.IgnoreCase)]
    private static partial Regex Percent();

    [GeneratedRegex(@"\b(inflasi|deflasi|pertumbuhan|perubahan|laju|selisih|kenaikan|penurunan|neraca|growth|change|andil)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Rate();

    [GeneratedRegex(@"^(ribu |juta )?(jiwa|orang|rumah tangga|kk|keluarga|unit|buah|ekor|pohon|batang|ha|hektare?|ton|kuintal|kg|km|desa|sekolah|murid|guru|kamar|kendaraan|pelanggan|perusahaan|kasus)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CountUnit();
}
