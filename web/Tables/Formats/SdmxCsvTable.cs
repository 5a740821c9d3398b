using System.Globalization;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>
/// A table as SDMX-CSV 2.0 (SDMX 3.0, section 5): the structure it follows, one column a dimension, the observation, its attributes.
/// Time is written as SDMX does (<c>2025-Q1</c>, <c>2025-01</c>); a symbol becomes its code of CL_OBS_STATUS and never a number.
/// </summary>
public static class SdmxCsvTable
{
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var (cube, text) = (view.Cube, view.Text);
        var walk = new CellWalk(view, CellWalk.Listed(view));
        var habit = CsvHabit.Machine(output.Separator ?? ',');
        using var csv = new CsvWriter(to, habit);
        csv.Text("STRUCTURE");
        csv.Text("STRUCTURE_ID");
        csv.Text("ACTION");
        var identifiers = Identifiers(view, walk.Order);
        foreach (var (identifier, dimension) in identifiers.Zip(walk.Order))
        {
            csv.Text(output.Labels is LabelForm.Both ? $"{identifier}: {cube.Dimensions[dimension].Label}" : identifier);
        }

        foreach (var name in (string[])["OBS_VALUE", "OBS_STATUS", "OBS_SYMBOL", "UNIT_MEASURE", "DECIMALS"])
        {
            csv.Text(name);
        }

        csv.EndRow();
        var structure = CsvWriter.Made($"{Identifier(origin.Agency ?? "BPS")}:{Identifier(origin.Table ?? "TABLE")}(1.0)", habit);
        var labels = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => CsvWriter.Made(Label(cube.Dimensions[dimension], at, output), habit)).ToArray()).ToArray();
        var marks = Enum.GetValues<CellStatus>().Select(status => CsvWriter.Made(TableSymbols.Mark(status, text), habit)).ToArray();
        var (unit, decimals) = (CsvWriter.Made(text.Unit?.ToString() ?? "", habit), CsvWriter.Made(Digits(text.Decimals), habit));
        var units = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => cube.Dimensions[dimension].Categories[at].Unit is { } own ? CsvWriter.Made(own.ToString(), habit) : null).ToArray()).ToArray();
        var places = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => cube.Dimensions[dimension].Categories[at].Decimals is { } own ? CsvWriter.Made(Digits(own), habit) : null).ToArray()).ToArray();
        while (walk.Next())
        {
            csv.Ready("dataflow"u8);
            csv.Ready(structure);
            csv.Ready("I"u8);
            var (unitHere, placesHere) = (unit, decimals);
            for (var d = 0; d < labels.Length; d++)
            {
                csv.Ready(labels[d][walk.At[d]]);
                unitHere = units[d][walk.At[d]] ?? unitHere;
                placesHere = places[d][walk.At[d]] ?? placesHere;
            }

            var status = cube.Status[walk.Cell];
            var number = TableGrid.Number(cube.Values[walk.Cell], status);
            if (double.IsFinite(number))
            {
                csv.Number(number);
            }
            else
            {
                csv.Blank();
            }

            csv.Text(Status(status, double.IsFinite(number)));
            csv.Ready(marks[(byte)status]);
            csv.Ready(unitHere);
            csv.Ready(placesHere);
            csv.EndRow();
        }
    }

    /// <summary>Codes of CL_OBS_STATUS 2.2.</summary>
    private static string Status(CellStatus status, bool hasNumber) => status switch
    {
        CellStatus.Provisional or CellStatus.VeryProvisional => "P",
        CellStatus.Estimate => "E",
        CellStatus.UseWithCare or CellStatus.Unreliable => "U",
        CellStatus.Confidential => "Q",
        CellStatus.NotApplicable => "M",
        CellStatus.Negligible => "N",
        _ => hasNumber ? "A" : "O",
    };

    private static string Label(Dimension dimension, int at, TableOutput output)
    {
        var category = dimension.Categories[at];
        var code = dimension.Role is DimensionRole.Time && Periods.Of(category) is { } moment ? Moment(moment) : category.Code;
        return output.Labels is LabelForm.Both ? $"{code}: {category.Label}" : code;
    }

    private static string Moment(Periods.Moment moment) => moment.Type switch
    {
        PeriodType.Semester => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}-S{moment.Part}"),
        PeriodType.Quarter => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}-Q{moment.Part}"),
        PeriodType.Month => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}-{moment.Part:00}"),
        PeriodType.Week => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}-W{moment.Part:00}"),
        PeriodType.Day => new DateOnly(moment.Year, 1, 1).AddDays(moment.Part - 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Digits(moment.Year),
    };

    private static List<string> Identifiers(TableView view, IReadOnlyList<int> order)
    {
        var names = new List<string>();
        var roles = view.Cube.Dimensions.GroupBy(dimension => dimension.Role).ToDictionary(group => group.Key, group => group.Count());
        foreach (var dimension in order.Select(d => view.Cube.Dimensions[d]))
        {
            var name = dimension.Role switch
            {
                DimensionRole.Time when roles[DimensionRole.Time] == 1 => "TIME_PERIOD",
                DimensionRole.Region when roles[DimensionRole.Region] == 1 => "REF_AREA",
                DimensionRole.Measure when roles[DimensionRole.Measure] == 1 => "INDICATOR",
                _ => Identifier(dimension.Code),
            };
            var unique = name;
            for (var number = 2; names.Contains(unique); number++)
            {
                unique = $"{name}_{Digits(number)}";
            }

            names.Add(unique);
        }

        return names;
    }

    // SDMX identifiers: letters, digits, _ @ $ - (SDMX 3.0, IDType).
    private static string Identifier(string code)
    {
        var clean = string.Concat(code.ToUpperInvariant().Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '@' or '$' or '-' ? c : '_'));
        return clean.Length == 0 ? "_" : clean;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}
