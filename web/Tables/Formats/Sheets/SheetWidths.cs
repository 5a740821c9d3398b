namespace DataPortal.Tables.Formats.Sheets;

/// <summary>How wide the columns are: as the longest of the labels and of the first thousand figures, in characters.</summary>
internal static class SheetWidths
{
    private const int MostRows = 1000;

    public static double[] Of(TableGrid grid, TableOutput output)
    {
        var widths = new List<double>();
        foreach (var dimension in grid.Down)
        {
            if (output.Labels is LabelForm.Both)
            {
                widths.Add(Clamp(dimension.Categories.Max(category => category.Code.Length), 30));
            }

            widths.Add(Clamp(dimension.Categories.Select(category => TableGrid.Heading(category).Length + category.Level * 2).Append(dimension.Label.ToString().Length).Max(), 50));
        }

        if (widths.Count == 0)
        {
            widths.Add(30);
        }

        var rows = Math.Min(grid.RowCount, MostRows);
        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var longest = grid.Across.Count == 0 ? grid.Only.Length : Math.Min(TableGrid.Heading(grid.ColumnCategory(grid.Across.Count - 1, column)).Length, 14);
            for (var row = 0; row < rows; row++)
            {
                var figure = grid[row, column];
                longest = Math.Max(longest, figure.IsNumber ? Digits(figure) : figure.Beside.Length);
            }

            widths.Add(Clamp(longest + 1, 40));
        }

        return [.. widths];
    }

    public static double Clamp(int characters, int most) => Math.Clamp(characters + 1, 8, most);

    private static int Digits(Figure figure)
    {
        var whole = Math.Abs(figure.Number) < 10 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(figure.Number))) + 1;
        return whole + (whole - 1) / 3 + (figure.Decimals > 0 ? figure.Decimals + 1 : 0) + (figure.Beside.Length > 0 ? figure.Beside.Length + 1 : 0) + (figure.Number < 0 ? 1 : 0);
    }
}
