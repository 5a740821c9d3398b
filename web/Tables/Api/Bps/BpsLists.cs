using System.Globalization;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.Bps;

/// <summary>The lists by which a program finds its way to figures: subjects, variables, and what each variable is made of.</summary>
public sealed class BpsLists(Subjects subjects)
{
    /// <summary>The first subject category of the CSA classification at BPS; the others follow in the order of <c>content/subjects.csv</c>.</summary>
    private const int FirstGroup = 514;

    public static string Unit(BpsVariable variable) => variable.Unit?.ToString() ?? "";

    /// <summary>What the figures count, and when.</summary>
    public static string Definition(BpsVariable variable)
    {
        var text = variable.Table.Document.Text;
        return BpsAnswer.Escaped(string.Join(". ", new[] { text.Contents?.ToString(), text.ReferencePeriod?.ToString() }.Where(words => !string.IsNullOrEmpty(words))));
    }

    public static string Notes(BpsVariable variable)
    {
        var (text, item) = (variable.Table.Document.Text, variable.Table.Item);
        return BpsAnswer.Escaped(string.Join("\n", new[]
        {
            item.IsSample ? Speech.T("Contoh: bukan data resmi.", "Example: not official data.") : null,
            text.IsProjection && text.Notes.Count == 0 ? Speech.T("Angka proyeksi.", "Projection.") : null,
        }.Concat(text.Notes.Select(note => note.ToString())).Append($"{Speech.T("Sumber", "Source")}: {item.Source ?? text.Source}").OfType<string>()));
    }

    public byte[] Groups(BpsRequest request) => BpsAnswer.List(request, GroupsInOrder(), (json, group) =>
    {
        json.WriteNumber("subcat_id", GroupOf(group.Id));
        json.WriteString("title", group.ToString());
    });

    public byte[] SubjectList(BpsRequest request, BpsShown shown)
    {
        var tables = shown.Of(ItemKind.Table).CountBy(item => item.Item.Subject).ToDictionary();
        var wanted = BpsFilter.Of(request["subcat"]);
        return BpsAnswer.List(request, [.. subjects.All.Where(subject => wanted?.Has(GroupOf(subject.Group.Id)) != false)], (json, subject) =>
        {
            json.WriteCode("sub_id", Digits(subject.Code));
            json.WriteString("title", subject.Name.ToString());
            json.WriteNumber("subcat_id", GroupOf(subject.Group.Id));
            json.WriteString("subcat", subject.Group.ToString());
            json.WriteNumber("ntabel", tables.GetValueOrDefault(subject.Code));
        });
    }

    public byte[] VariableList(BpsRequest request, BpsShown shown)
    {
        var (subject, rows) = (Subject(request), BpsFilter.Of(request["vervar"]));
        var year = BpsFilter.Of(request["year"], number => number >= 1900u ? number - 1900u : number);
        var wanted = shown.Variables.Where(variable => subject?.Has(Digits(variable.Table.Item.Subject)) != false && rows?.Has(variable.Table.RowsGroup) != false
            && (year is null || variable.Table.Moments.Any(moment => year.Has(moment.Year))) && Says(request, variable.Title)).ToList();
        return BpsAnswer.List(request, wanted, (json, variable) =>
        {
            var name = SubjectName(variable.Table.Item);
            json.WriteNumber("var_id", variable.Number);
            json.WriteString("title", variable.Title.ToString());
            json.WriteCode("sub_id", Digits(variable.Table.Item.Subject));
            json.WriteString("sub_name", name);
            json.WriteCode("subcsa_id", Digits(variable.Table.Item.Subject));
            json.WriteString("subcsa_name", name);
            json.WriteString("def", Definition(variable));
            json.WriteString("notes", Notes(variable));
            json.WriteNumber("vertical", variable.Table.RowsGroup);
            json.WriteString("unit", Unit(variable));
            json.WriteNumber("graph_id", 1);
            json.WriteString("graph_name", "bar");
            json.WriteNumber("turth", variable.Table.PartGroup);
            json.WriteNumber("turvar", variable.Table.DerivedGroup);
            json.WriteNumber("jenis", 1);
        }, request.WantsSecondPage ? 2 : 1);
    }

    public static byte[] RowList(BpsRequest request, BpsShown shown)
    {
        var wanted = Wanted(request, shown);
        var entries = wanted.SelectMany(table => table.Rows.Select(row => (table, row))).ToList();
        return BpsAnswer.List(request, entries, (json, entry) =>
        {
            json.WriteCode("kode_ver_id", entry.row.Code);
            json.WriteString("vervar", entry.row.Label.ToString());
            json.WriteCode("item_ver_id", entry.row.Code);
            json.WriteNumber("group_ver_id", entry.table.RowsGroup);
            json.WriteString("name_group_ver_id", entry.table.RowsLabel.ToString());
        });
    }

    public static byte[] DerivedList(BpsRequest request, BpsShown shown)
    {
        var group = BpsFilter.Of(request["group"]);
        var tables = Wanted(request, shown).Where(table => group?.Has(table.DerivedGroup) != false).DistinctBy(table => table.DerivedGroup == 0 ? 0 : table.Numbers.Number).ToArray();
        // Counted first: only what stands on the page is put together.
        var ends = new long[tables.Length];
        for (var at = 0; at < tables.Length; at++)
        {
            ends[at] = (at == 0 ? 0 : ends[at - 1]) + tables[at].DerivedCount;
        }

        return BpsAnswer.List(request, (int)Math.Min(int.MaxValue, ends.LastOrDefault()), index =>
        {
            var found = Array.BinarySearch(ends, index + 1L);
            var table = tables[found < 0 ? ~found : found];
            return (table, derived: table.DerivedAt((int)(index - (ends[found < 0 ? ~found : found] - table.DerivedCount))));
        }, (json, entry) =>
        {
            json.WriteCode("turvar_id", entry.derived.Code);
            json.WriteString("turvar", entry.derived.Label);
            json.WriteNumber("group_turvar_id", entry.table.DerivedGroup);
            json.WriteString("name_group_turvar", entry.table.DerivedLabel);
        });
    }

    public static byte[] YearList(BpsRequest request, BpsShown shown) =>
        BpsAnswer.List(request, [.. Wanted(request, shown).SelectMany(table => table.Moments).DistinctBy(moment => (moment.Year, moment.Label.ToString())).OrderBy(moment => moment.Year)], (json, moment) =>
        {
            json.WriteNumber("th_id", moment.Year);
            json.WriteString("th", moment.Label.ToString());
        });

    public static byte[] PartList(BpsRequest request, BpsShown shown) =>
        BpsAnswer.List(request, [.. Wanted(request, shown).SelectMany(table => table.Moments).Select(moment => moment.Part).Distinct().Order()], (json, part) =>
        {
            var (number, name) = BpsShape.Group(part);
            json.WriteNumber("turth_id", part);
            json.WriteString("turth", BpsShape.Name(part).ToString());
            json.WriteNumber("group_turth_id", number);
            json.WriteString("name_group_turth", name.ToString());
        });

    public static byte[] UnitList(BpsRequest request, BpsShown shown) =>
        BpsAnswer.List(request, [(Number: 0, Name: Speech.T("Tidak Ada Satuan", "No unit")), .. InUse(shown)], (json, unit) =>
        {
            json.WriteNumber("unit_id", unit.Number);
            json.WriteString("unit", unit.Name);
        });

    public string SubjectName(CatalogItem item) => subjects.Name(item.Subject);

    public Subject? Subject(CatalogItem item) => subjects.Find(item.Subject);

    /// <summary>The subjects asked for, by any of the names clients use.</summary>
    public static BpsFilter? Subject(BpsRequest request) =>
        BpsFilter.Of(new[] { "subject", "subj", "subcsa" }.Select(name => request[name]).FirstOrDefault(written => written.Length > 0, ""));

    public static bool Says(BpsRequest request, Bilingual title) => request.Keywords.All(word =>
        title.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || title.En?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>A code of ours as a number; codes are digits, and what the office adds to its list without being digits is 0.</summary>
    public static string Digits(string code) => code.Length is > 0 and <= 9 && code.All(char.IsAsciiDigit) ? int.Parse(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) : "0";

    /// <summary>Units of what is published now, by their number; the English word is the table's own.</summary>
    private static IEnumerable<(int Number, string Name)> InUse(BpsShown shown)
    {
        var names = shown.Variables.Select(variable => variable.Unit).OfType<Bilingual>().DistinctBy(unit => unit.Id).ToDictionary(unit => unit.Id, unit => unit.ToString(), StringComparer.Ordinal);
        return shown.Units.Select((unit, at) => (at + 1, Name: names.GetValueOrDefault(unit))).Where(unit => unit.Name is not null).Select(unit => (unit.Item1, unit.Name!));
    }

    /// <summary>The tables of the variable asked for, or all.</summary>
    private static IEnumerable<BpsTable> Wanted(BpsRequest request, BpsShown shown) => BpsFilter.Of(request["var"]) is { } wanted
        ? shown.Variables.Where(variable => wanted.Has(variable.Number)).Select(variable => variable.Table).Distinct()
        : shown.Of(ItemKind.Table).Select(item => item.Table!);

    private List<Bilingual> GroupsInOrder() => [.. subjects.All.Select(subject => subject.Group).DistinctBy(group => group.Id)];

    private int GroupOf(string group) => FirstGroup + GroupsInOrder().FindIndex(one => one.Id == group);
}
