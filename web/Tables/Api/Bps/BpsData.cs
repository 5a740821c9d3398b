using System.Globalization;
using System.Text;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// Model <c>data</c>: a variable's figures as one flat object, each under the numbers of its <c>vervar</c>, <c>var</c>, <c>turvar</c>, <c>tahun</c> and <c>turtahun</c> written one after the other.
/// A cell without a number is left out, as BPS does.
/// </summary>
public sealed class BpsData
{
    private const int FlushBytes = 64 * 1024;

    private readonly BpsRequest _request;
    private readonly BpsVariable _variable;
    private readonly IReadOnlyList<BpsCategory> _rows;
    private readonly IReadOnlyList<BpsDerived> _derived;
    private readonly IReadOnlyList<BpsMoment> _moments;

    /// <param name="most">Cells an answer may hold: of more only the number is known.</param>
    public BpsData(BpsVariable variable, BpsRequest request, int most)
    {
        var table = variable.Table;
        (_request, _variable) = (request, variable);
        var rows = BpsFilter.Of(request["vervar"]);
        _rows = rows is null ? table.Rows : [.. table.Rows.Where(row => rows.Has(row.Code))];
        var years = BpsFilter.Of(Either("th", "tahun"), Year);
        var parts = BpsFilter.Of(Either("turth", "turtahun"), BpsShape.Own);
        _moments = [.. table.Moments.Where(moment => years?.Has(moment.Year) != false && parts?.Has(moment.Part) != false)];

        // Counted before their words are put together: a table may have millions.
        var derived = BpsFilter.Of(request["turvar"]);
        var count = derived is null ? table.DerivedCount : table.DerivedWanted(derived).Take(most + 1).Count();
        Cells = (long)_rows.Count * count * _moments.Count;
        _derived = Cells > most ? [] : [.. table.DerivedWanted(derived)];

        string Either(string name, string other) => request[name] is { Length: > 0 } written ? written : request[other];
    }

    /// <summary>Cells wanted, with a number or without.</summary>
    public long Cells { get; }

    /// <param name="subject">Of the item.</param>
    /// <param name="related">Other tables of the subject.</param>
    public void Write(Stream to, Cube cube, Subject? subject, IReadOnlyList<BpsVariable> related)
    {
        using var json = BpsAnswer.Writer(to);
        json.WriteStartObject();
        json.Available();
        Words(json, subject);
        json.WriteStartObject("datacontent");
        Figures(json, cube);
        json.WriteEndObject();
        Related(json, related);
        json.WriteEndObject();
    }

    /// <summary>A year by its number, or written out.</summary>
    private static UInt128 Year(UInt128 number) => number >= 1900u && number < 3000u ? number - 1900u : number;

    private void Words(Utf8JsonWriter json, Subject? subject)
    {
        var table = _variable.Table;
        json.WriteString("last_update", BpsAnswer.Moment(table.Document.Text.UpdatedAt ?? table.Item.UpdatedAt));
        json.WriteStartArray("subject");
        Entry(json, BpsLists.Digits(table.Item.Subject), subject?.Name.ToString() ?? table.Item.Subject);
        json.WriteEndArray();

        json.WriteStartArray("var");
        json.WriteStartObject();
        json.WriteNumber("val", _variable.Number);
        json.WriteString("label", _variable.Title.ToString());
        json.WriteString("unit", BpsLists.Unit(_variable));
        json.WriteString("subj", subject?.Name.ToString() ?? table.Item.Subject);
        json.WriteString("def", BpsLists.Definition(_variable));
        json.WriteNumber("decimal", _variable.Decimals);
        json.WriteString("note", BpsLists.Notes(_variable));
        json.WriteEndObject();
        json.WriteEndArray();

        json.WriteStartArray("turvar");
        foreach (var derived in _derived)
        {
            Entry(json, derived.Code, derived.Label);
        }

        json.WriteEndArray();
        json.WriteString("labelvervar", table.RowsLabel.ToString());
        json.WriteStartArray("vervar");
        foreach (var row in _rows)
        {
            Entry(json, row.Code, row.Label.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("tahun");
        foreach (var moment in _moments.DistinctBy(moment => moment.Year).OrderBy(moment => moment.Year))
        {
            Entry(json, Digits(moment.Year), moment.Label.ToString());
        }

        json.WriteEndArray();
        json.WriteStartArray("turtahun");
        foreach (var part in _moments.Select(moment => moment.Part).Distinct().Order())
        {
            Entry(json, Digits(part), BpsShape.Name(part).ToString());
        }

        json.WriteEndArray();
    }

    private void Figures(Utf8JsonWriter json, Cube cube)
    {
        var steps = _variable.Table.Steps;
        var measure = Math.Max(_variable.Measure, 0) * steps.Measure;
        var number = Digits(_variable.Number);
        var ends = _moments.Select(moment => (Key: Encoding.ASCII.GetBytes(Digits(moment.Year) + Digits(moment.Part)), Offset: moment.TimePosition * steps.Time + moment.PartPosition * steps.Part)).ToArray();
        var middles = _derived.Select(derived => (Key: Encoding.ASCII.GetBytes(number + derived.Code), derived.Offset)).ToArray();
        var key = new byte[_rows.Select(row => row.Code.Length).DefaultIfEmpty().Max() + middles.Select(middle => middle.Key.Length).DefaultIfEmpty().Max() + ends.Select(end => end.Key.Length).DefaultIfEmpty().Max()];
        var (values, status) = (cube.Values, cube.Status);
        foreach (var row in _rows)
        {
            var first = Encoding.ASCII.GetBytes(row.Code, key);
            var at = measure + row.Position * steps.Rows;
            foreach (var middle in middles)
            {
                middle.Key.CopyTo(key, first);
                var second = first + middle.Key.Length;
                foreach (var end in ends)
                {
                    var cell = at + middle.Offset + end.Offset;
                    var value = values[cell];
                    if (!double.IsFinite(value) || TableSymbols.HidesNumber(status[cell]))
                    {
                        continue;
                    }

                    end.Key.CopyTo(key, second);
                    json.WriteNumber(key.AsSpan(0, second + end.Key.Length), value);
                }

                if (json.BytesPending > FlushBytes)
                {
                    json.Flush();
                }
            }
        }
    }

    private void Related(Utf8JsonWriter json, IReadOnlyList<BpsVariable> related)
    {
        json.WriteStartArray("related");
        foreach (var other in related)
        {
            json.WriteStartObject();
            json.WriteString("id", BpsAnswer.Hash(other.Number, 2));
            json.WriteString("title", other.Title.ToString());
            json.WriteNumber("tablesource", 2);
            json.WriteString("last_update", BpsAnswer.Moment(other.Table.Document.Text.UpdatedAt ?? other.Table.Item.UpdatedAt));
            json.WriteString("link", _request.To(other.Table.Item.Path, Speech.Language));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Entry(Utf8JsonWriter json, string code, string label)
    {
        json.WriteStartObject();
        json.WriteCode("val", code);
        json.WriteString("label", label);
        json.WriteEndObject();
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
