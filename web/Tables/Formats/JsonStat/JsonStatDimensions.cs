using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>The dimensions of a dataset: labels, hierarchy, units, notes, and what PxWebApi 2 says in their extension.</summary>
internal static class JsonStatDimensions
{
    public static void Write(Utf8JsonWriter json, TableView view, TableOrigin origin)
    {
        var notes = TableWords.ShownNotes(view).Where(shown => shown.Note.Cells is null).ToDictionary(shown => shown.Number, shown => (shown.Text, shown.Note.Mandatory));
        for (var at = 0; at < view.Cube.Dimensions.Count; at++)
        {
            var dimension = view.Cube.Dimensions[at];
            var shown = CellWalk.SelectedOf(view, at).Select(category => dimension.Categories[category]).ToList();
            json.WriteStartObject(dimension.Code);
            json.WriteString("label", dimension.Label.ToString());
            var own = Of(dimension.Notes);
            Notes(json, "note", own);
            json.WriteStartObject("category");
            Index(json, shown);
            Children(json, shown);
            if (dimension.Role == DimensionRole.Measure || shown.Exists(category => category.Unit is not null || category.Decimals is not null))
            {
                Units(json, shown, view.Text, dimension.Role == DimensionRole.Measure);
            }

            var noted = shown.Select(category => (category.Code, Notes: Of(category.Notes))).Where(one => one.Notes.Count > 0).ToList();
            if (noted.Count > 0)
            {
                json.WriteStartObject("note");
                foreach (var (code, said) in noted)
                {
                    Notes(json, code, said);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            Extension(json, dimension, shown, own, noted, origin);
            json.WriteEndObject();
            json.FlushWhenFull();
        }

        List<(string Text, bool Mandatory)> Of(IReadOnlyList<int>? numbers) => [.. (numbers ?? []).Where(notes.ContainsKey).Select(number => notes[number])];
    }

    private static void Notes(Utf8JsonWriter json, string name, List<(string Text, bool Mandatory)> notes)
    {
        if (notes.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var (text, _) in notes)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    private static void Index(Utf8JsonWriter json, List<Category> shown)
    {
        json.WriteStartObject("index");
        for (var at = 0; at < shown.Count; at++)
        {
            json.WriteNumber(shown[at].Code, at);
        }

        json.WriteEndObject();
        json.WriteStartObject("label");
        foreach (var category in shown)
        {
            json.WriteString(category.Code, category.Label.ToString());
        }

        json.WriteEndObject();
    }

    private static void Children(Utf8JsonWriter json, List<Category> shown)
    {
        var codes = shown.Select(category => category.Code).ToHashSet();
        json.Lists("child", shown.Where(category => category.Parent is { } parent && codes.Contains(parent)).GroupBy(category => category.Parent!, category => category.Code));
    }

    private static void Units(Utf8JsonWriter json, List<Category> shown, TableText text, bool all)
    {
        json.WriteStartObject("unit");
        foreach (var category in shown.Where(category => all || category.Unit is not null || category.Decimals is not null))
        {
            json.WriteStartObject(category.Code);
            if ((category.Unit ?? text.Unit) is { } unit)
            {
                json.WriteString("base", unit.ToString());
                json.WriteString("label", unit.ToString());
            }

            json.WriteNumber("decimals", category.Decimals ?? text.Decimals);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Extension(Utf8JsonWriter json, Dimension dimension, List<Category> shown, List<(string Text, bool Mandatory)> own, List<(string Code, List<(string Text, bool Mandatory)> Notes)> noted, TableOrigin origin)
    {
        json.WriteStartObject("extension");
        json.WriteBoolean("elimination", dimension.Elimination is not null);
        if (dimension.Elimination?.Code is { } code)
        {
            json.WriteString("eliminationValueCode", code);
        }

        Mandatory(json, "noteMandatory", own);
        if (noted.Exists(one => one.Notes.Exists(note => note.Mandatory)))
        {
            json.WriteStartObject("categoryNoteMandatory");
            foreach (var (category, notes) in noted)
            {
                Mandatory(json, category, notes);
            }

            json.WriteEndObject();
        }

        ByCode("refperiod", category => category.ReferencePeriod?.ToString());
        ByCode("basePeriod", category => category.BasePeriod?.ToString());
        ByCode("measuringType", category => category.Nature?.ToString());
        json.WriteString("show", "value");
        if (dimension.Period is { } period)
        {
            json.WriteString("period", period.ToString());
        }

        if (dimension.Domain is { } domain)
        {
            json.WriteString("domain", domain);
        }

        var totals = shown.Where(category => category.IsTotal).ToList();
        if (totals.Count > 0)
        {
            json.WriteStartArray("totals");
            totals.ForEach(category => json.WriteStringValue(category.Code));
            json.WriteEndArray();
        }

        if (dimension.Levels.Count > 0)
        {
            json.WriteStartArray("levels");
            foreach (var level in dimension.Levels)
            {
                json.WriteStringValue(level.ToString());
            }

            json.WriteEndArray();
        }

        // Levels of those whose parent is not among what is shown.
        var codes = shown.Select(category => category.Code).ToHashSet();
        ByCode("level", category => category.Level > 0 && (category.Parent is null || !codes.Contains(category.Parent)) ? category.Level.ToString(CultureInfo.InvariantCulture) : null);
        Lists(json, "codelists", dimension, origin);
        if (origin.CodeList is not null)
        {
            // As clients of the first releases look for it.
            Lists(json, "codeLists", dimension, origin);
        }

        json.WriteEndObject();

        void ByCode(string name, Func<Category, string?> value)
        {
            var said = shown.Select(category => (category.Code, Value: value(category))).Where(one => one.Value is not null).ToList();
            if (said.Count > 0)
            {
                json.WriteStartObject(name);
                said.ForEach(one => json.WriteString(one.Code, one.Value));
                json.WriteEndObject();
            }
        }
    }

    private static void Lists(Utf8JsonWriter json, string name, Dimension dimension, TableOrigin origin)
    {
        var lists = CodeLists.Of(dimension);
        if (lists.Count == 0 && origin.CodeList is null)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var list in lists)
        {
            var (id, address) = origin.CodeList?.Invoke(dimension, list) ?? (list.Code, "");
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WriteString("label", list.Label.ToString());
            json.WriteString("type", list.Kind is GroupingKind.Aggregation ? "Aggregation" : "Valueset");
            if (address.Length > 0)
            {
                json.WriteStartArray("links");
                json.WriteStartObject();
                json.WriteString("rel", "metadata");
                json.WriteString("hreflang", Speech.Language);
                json.WriteString("href", address);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Mandatory(Utf8JsonWriter json, string name, List<(string Text, bool Mandatory)> notes)
    {
        if (notes.Exists(note => note.Mandatory))
        {
            json.WriteStartObject(name);
            for (var at = 0; at < notes.Count; at++)
            {
                if (notes[at].Mandatory)
                {
                    json.WriteBoolean(at.ToString(CultureInfo.InvariantCulture), true);
                }
            }

            json.WriteEndObject();
        }
    }
}
