namespace DataPortal.Tables.Import;

/// <summary>The headings over the figures, level by level: merged cells and cells left empty after the first are filled.</summary>
internal sealed class HeaderLevels
{
    /// <summary>Levels that differ among the columns; <c>[level][column of figures]</c>; "" where a higher heading reaches down.</summary>
    public required IReadOnlyList<string[]> Levels { get; init; }

    /// <summary>A heading over all the figures, if there is one.</summary>
    public string? Spanner { get; init; }

    /// <summary>The name of the figures when there is one column of them.</summary>
    public string? Single { get; init; }

    /// <summary>True: every combination of the levels has its column, so each level is a dimension. False: together they are one.</summary>
    public bool IsProduct { get; init; }

    /// <param name="join">True: a person says that the levels are one dimension.</param>
    public static HeaderLevels Read(GridShape shape, Sheet sheet, IReadOnlyList<int> values, bool join)
    {
        List<string[]> levels = [];
        var merged = sheet.Merged.Where(range => shape.Header.Any(row => row.Number >= range.FromRow && row.Number <= range.ToRow)).ToList();
        for (var at = 0; at < shape.Header.Count; at++)
        {
            var row = shape.Header[at];
            var texts = values.Select(column => KnownWords.Tidy(row[column].Text ?? "")).ToArray();
            for (var v = 1; v < texts.Length; v++)
            {
                var fill = merged.Count > 0
                    ? merged.Exists(range => range.FromRow <= row.Number && range.ToRow >= row.Number && range.FromRow == row.Number && range.FromColumn < values[v] && range.ToColumn >= values[v])
                    : at < shape.Header.Count - 1;
                if (texts[v].Length == 0 && fill)
                {
                    texts[v] = texts[v - 1];
                }
            }

            levels.Add(texts);
        }

        string? single = values.Count == 1 ? levels.LastOrDefault(level => level[0].Length > 0)?[0] : null;
        var spanner = values.Count > 1 ? levels.LastOrDefault(level => level[0].Length > 0 && level.Distinct(StringComparer.Ordinal).Count() == 1)?[0] : null;
        levels = values.Count == 1 ? [] : [.. levels.Where(level => level.Distinct(StringComparer.Ordinal).Count() > 1)];
        var product = !join && levels.Count > 1 && levels.TrueForAll(level => level.All(text => text.Length > 0))
            && levels.Aggregate(1L, (count, level) => count * level.Distinct(StringComparer.Ordinal).Count()) == values.Count
            && Enumerable.Range(0, values.Count).Select(v => string.Join('\u0001', levels.Select(level => level[v]))).Distinct(StringComparer.Ordinal).Count() == values.Count;
        return new() { Levels = levels, Spanner = spanner, Single = single, IsProduct = product || levels.Count == 1 };
    }

    /// <summary>The heading of one column of figures in full.</summary>
    public string Joined(int v) => string.Join(" – ", Levels.Select(level => level[v]).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal));
}
