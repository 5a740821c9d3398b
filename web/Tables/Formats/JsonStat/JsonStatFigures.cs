using System.Globalization;
using System.Text.Json;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>Reads values and statuses: lists, or objects by position; one status may stand for all.</summary>
internal sealed class JsonStatFigures
{
    private const int MostOwn = 9;
    private static readonly Dictionary<string, CellStatus> _known = Enum.GetValues<CellStatus>().Where(status => TableSymbols.Mark(status).Length > 0).ToDictionary(TableSymbols.Mark, StringComparer.Ordinal);
    private readonly Dictionary<string, CellStatus> _own = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _meanings;

    static JsonStatFigures()
    {
        _known["-"] = CellStatus.Nil;
        _known["…"] = CellStatus.NotAvailable;
    }

    /// <param name="meanings">Of marks, as the file explains them.</param>
    public JsonStatFigures(JsonPlace dataset, int cells, IReadOnlyDictionary<string, string> meanings)
    {
        (Values, Status, _meanings) = (new double[cells], new CellStatus[cells], meanings);
        Array.Fill(Values, double.NaN);
        ReadValues(dataset.Required("value"));
        ReadStatus(dataset["status"]);
        for (var at = 0; at < cells; at++)
        {
            if (Status[at] is CellStatus.Normal && double.IsNaN(Values[at]))
            {
                Status[at] = CellStatus.Missing;
            }
        }
    }

    public double[] Values { get; }
    public CellStatus[] Status { get; }
    public IReadOnlyList<OwnSymbol> OwnSymbols => [.. _own.Keys.Select(mark => new OwnSymbol(mark, new(_meanings.GetValueOrDefault(mark, mark))))];

    private void ReadValues(JsonPlace value)
    {
        if (value.Is(JsonValueKind.Object))
        {
            foreach (var (name, number) in value.Members())
            {
                Values[Position(name, number)] = Number(number);
            }

            return;
        }

        if (!value.Is(JsonValueKind.Array) || value.Element.GetArrayLength() != Values.Length)
        {
            throw value.Wrong($"harus {Values.Length} angka atau null.", $"must be {Values.Length} numbers or nulls.");
        }

        var at = 0;
        foreach (var element in value.Element.EnumerateArray())
        {
            Values[at] = element.ValueKind switch
            {
                JsonValueKind.Null => double.NaN,
                JsonValueKind.Number => element.GetDouble() is var number && double.IsFinite(number) ? number : double.NaN,
                _ => Number(new(element, string.Create(CultureInfo.InvariantCulture, $"{value.Path}[{at}]"))),
            };
            at++;
        }
    }

    private static double Number(JsonPlace place) => place.Element.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.Number => place.Element.GetDouble() is var number && double.IsFinite(number) ? number : double.NaN,
        _ => throw place.Wrong("harus angka atau null.", "must be a number or null."),
    };

    private void ReadStatus(JsonPlace? status)
    {
        if (status is not { } said)
        {
            return;
        }

        switch (said.Element.ValueKind)
        {
            case JsonValueKind.String:
                Array.Fill(Status, Of(said));
                break;
            case JsonValueKind.Array:
                // A list of one stands for all, as some writers give it.
                if (said.Element.GetArrayLength() == 1 && Status.Length > 1)
                {
                    Array.Fill(Status, Of(said.Items().First()));
                    break;
                }

                foreach (var (mark, at) in said.Items().Take(Status.Length).Select((mark, at) => (mark, at)))
                {
                    Status[at] = Of(mark);
                }

                break;
            case JsonValueKind.Object:
                foreach (var (name, mark) in said.Members())
                {
                    Status[Position(name, mark)] = Of(mark);
                }

                break;
            default:
                throw said.Wrong("harus teks, daftar, atau objek.", "must be a text, an array or an object.");
        }
    }

    private int Position(string name, JsonPlace place) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < Values.Length ? at : throw place.Wrong($"bukan posisi dari 0 sampai {Values.Length - 1}.", $"is no position from 0 to {Values.Length - 1}.");

    private CellStatus Of(JsonPlace place)
    {
        if (place.Is(JsonValueKind.Null))
        {
            return CellStatus.Normal;
        }

        var mark = place.Text().Trim();
        if (mark.Length == 0)
        {
            return CellStatus.Normal;
        }

        // A mark the file explains in its own words is its own, unless the words are ours.
        var known = _known.TryGetValue(mark, out var status) && (!_meanings.TryGetValue(mark, out var meaning) || meaning == TableSymbols.Meaning(status).Id || meaning == TableSymbols.Meaning(status).En || mark.Length > 1);
        if (known)
        {
            return status;
        }

        if (!_own.TryGetValue(mark, out status))
        {
            if (_own.Count == MostOwn)
            {
                throw place.Wrong("tabel memuat paling banyak sembilan simbol sendiri.", "a table brings at most nine symbols of its own.");
            }

            _own[mark] = status = CellStatus.Own1 + (byte)_own.Count;
        }

        return status;
    }
}
