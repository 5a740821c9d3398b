using System.Text;
using DataPortal.Tables.Import;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Import;

public sealed class PackedRowsTests
{
    [Fact]
    public void Rows_come_out_as_they_went_in_each_time_they_are_looked_at()
    {
        var cell = Gen.Frequency((3, Gen.Elements("Lahat", "Muara Enim", "0–1", "1.234,5", "…", "Laki-laki 👨")), (2, Gen.Choose(0, 1_000_000).Select(number => $"{number}")), (1, Gen.Constant("")));
        Prop.ForAll(cell.ArrayOf().ArrayOf().ToArbitrary(), lines =>
        {
            var rows = new PackedRows();
            for (var at = 0; at < lines.Length; at++)
            {
                rows.Add(1 + at * 300, Encoding.UTF8.GetBytes(string.Concat(lines[at])), [.. lines[at].Select(Encoding.UTF8.GetByteCount)]);
            }

            Assert.Equal(lines.Length, rows.Count);
            for (var look = 0; look < 2; look++)
            {
                Assert.Equal(lines.Select((line, at) => $"{1 + at * 300}: {string.Join('|', line)}"), rows.Select(row => $"{row.Number}: {string.Join('|', row.Cells.Select(one => one.Text))}"));
                Assert.All(rows.SelectMany(row => row.Cells), one => Assert.Equal(one.Text is null, one.IsEmpty));
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Rows_longer_than_a_block_and_blocks_full_of_rows_are_whole()
    {
        var rows = new PackedRows();
        var (long_, short_) = (new string('a', 3_000_000), new string('b', 400_000));
        foreach (var text in new[] { short_, short_, short_, long_, short_ })
        {
            rows.Add(7, Encoding.UTF8.GetBytes(text), [text.Length]);
        }

        Assert.Equal([short_, short_, short_, long_, short_], rows.Select(row => row.Cells[0].Text));
        Assert.Equal([long_, short_], new RowRange(rows, 3, 2).Select(row => row.Cells[0].Text));
    }

    [Theory]
    [InlineData("Wilayah;2025;2026\n Lahat ;1;2\n\u00A0Empat Lawang\u00A0; 3 ;\u00A04\n")]
    [InlineData("sep=;\nWilayah;2025;2026;;\nLahat;1;2;;\n;;;;\nEmpat Lawang;3;4; ;\u00A0\n")]
    public void Blanks_around_cells_and_empty_cells_after_the_last_are_nothing(string text)
    {
        var preview = Files.Csv(text);

        Assert.Equal(0, preview.ErrorCount);
        Assert.Equal(["Lahat", "Empat Lawang"], preview.Cube!.Dimensions[0].Categories.Select(category => category.Label.Id));
        Assert.Equal([1, 2, 3, 4], preview.Cube.Values);
    }
}
