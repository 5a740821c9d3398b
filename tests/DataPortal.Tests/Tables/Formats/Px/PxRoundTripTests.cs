using System.Globalization;
using System.Text;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Formats.Px;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Formats.Px;

public sealed class PxRoundTripTests
{
    [Fact]
    public void Any_table_people_make_comes_back_as_it_was_written() =>
        Prop.ForAll((from made in Cubes.Rich from cut in Gen.Choose(0, made.Cube.Dimensions.Count) select (made, cut)).ToArbitrary(), given =>
        {
            var ((cube, text), cut) = given;
            var all = Enumerable.Range(0, cube.Dimensions.Count).ToList();
            var read = Read(Written(new(cube, text, new(all[..cut], all[cut..], [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]))));
            Assert.Equal(cube.Values.Select(BitConverter.DoubleToInt64Bits), read.Cube.Values.Select(BitConverter.DoubleToInt64Bits));
            Assert.Equal(cube.Status, read.Cube.Status);
            Assert.Equal(all[..cut].Select(d => cube.Dimensions[d].Code), read.Rows);
            Assert.Equal(Said(cube, text), Said(read.Cube, read.Text));
            Assert.Empty(read.Warnings);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_view_comes_back_with_the_cells_it_shows() =>
        Prop.ForAll(Cubes.RichViews.ToArbitrary(), view =>
        {
            var read = Read(Written(view));
            var grid = new TableGrid(view);
            var cell = 0;
            for (var row = 0; row < grid.RowCount; row++)
            {
                for (var column = 0; column < grid.ColumnCount; column++, cell++)
                {
                    var mark = TableSymbols.Mark(read.Cube.Status[cell], read.Text);
                    Assert.Equal((grid[row, column].Number, grid[row, column].Mark), (read.Cube.Values[cell], mark));
                }
            }

            Assert.Equal(cell, read.Cube.Length);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_cube_at_all_is_written_so_that_it_can_be_read() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube =>
        {
            var all = Enumerable.Range(0, cube.Dimensions.Count).ToList();
            var read = Read(Written(new(cube, Cubes.Text, new(all, [], [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]))));
            Assert.Equal(cube.Values.Zip(cube.Status, (value, status) => TableGrid.Number(value, status)), read.Cube.Values.Zip(read.Cube.Status, (value, status) => TableGrid.Number(value, status)));
            Assert.Equal(cube.Dimensions.Select(dimension => dimension.Code), read.Cube.Dimensions.Select(dimension => dimension.Code));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_written_and_read_again_is_the_same_to_the_last_keyword()
    {
        foreach (var file in PxSamples.All)
        {
            var first = PxReader.Read(new MemoryStream(file), CancellationToken.None);
            var second = Read(Written(PxSamples.Whole(first)));
            Assert.Equal(first.Cube.Values, second.Cube.Values);
            Assert.Equal(first.Cube.Status, second.Cube.Status);
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(first.Cube.Dimensions), System.Text.Json.JsonSerializer.Serialize(second.Cube.Dimensions));
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(first.Text), System.Text.Json.JsonSerializer.Serialize(second.Text));
        }
    }

    [Fact]
    public void Each_language_names_its_variables_before_it_speaks_of_them()
    {
        var written = Encoding.UTF8.GetString(Written(PxSamples.Whole(PxReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(PxSamples.Rich.Replace("TITLE[sv]", "CODES[sv](\"område\")=\"1603\",\"1603010\",\"1603020\";\nUNITS[sv](\"A\")=\"st\";\nTITLE[sv]", StringComparison.Ordinal))), CancellationToken.None))));
        foreach (var language in (string[])["", "[en]", "[sv]"])
        {
            int[] places = [.. ((string[])[$"\nTITLE{language}=", $"\nSTUB{language}=", $"\nHEADING{language}=", $"\nVALUES{language}(", $"\nCODES{language}("]).Select(name => written.IndexOf(name, StringComparison.Ordinal)).Where(place => place >= 0)];
            Assert.True(places.Length >= 4, language);
            Assert.Equal(places.Order(), places);
        }

        Assert.True(written.IndexOf("\nUNITS[sv](", StringComparison.Ordinal) > written.IndexOf("\nVALUES[sv](", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_measure_says_when_it_was_updated_and_nothing_is_said_twice()
    {
        var first = PxReader.Read(new MemoryStream(PxSamples.All[0]), CancellationToken.None);
        var written = Encoding.UTF8.GetString(Written(PxSamples.Whole(first)));
        foreach (var stamp in (string[])["LAST-UPDATED=", "LAST-UPDATED(\"Jumlah\")=", "LAST-UPDATED(\"Kepadatan\")=", "LAST-UPDATED[en](\"Density\")="])
        {
            Assert.Contains($"\r\n{stamp}\"20260601 10:30\";", written, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Read(Encoding.UTF8.GetBytes(written)).Text.Kept, kept => kept.Name == "LAST-UPDATED");
        var other = Read(Encoding.UTF8.GetBytes(written.Replace("LAST-UPDATED(\"Kepadatan\")=\"20260601 10:30\"", "LAST-UPDATED(\"Kepadatan\")=\"20250601 10:30\"", StringComparison.Ordinal)));
        Assert.Contains("\r\nLAST-UPDATED(\"Kepadatan\")=\"20250601 10:30\";", Encoding.UTF8.GetString(Written(PxSamples.Whole(other))), StringComparison.Ordinal);
    }

    [Fact]
    public void Symbols_are_explained_in_the_language_of_the_file()
    {
        var english = PxReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(PxSamples.Keyed.Replace("MATRIX", "LANGUAGE=\"en\";MATRIX", StringComparison.Ordinal))), CancellationToken.None);
        var written = Written(PxSamples.Whole(english));
        Assert.Contains("NOTE=\"Symbols:#.. = ", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.Empty(Read(written).Text.Notes);
    }

    [Fact]
    public void No_line_is_longer_than_256_letters_but_those_whose_keys_are() =>
        Prop.ForAll(Cubes.Rich.ToArbitrary(), made =>
        {
            var all = Enumerable.Range(0, made.Cube.Dimensions.Count).ToList();
            var written = Written(new(made.Cube, made.Text, new(all, [], [.. made.Cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])])));
            foreach (var line in Encoding.UTF8.GetString(written).Split("\r\n"))
            {
                var keys = line.IndexOf(")=", StringComparison.Ordinal);
                Assert.True(line.Length <= 256 || (keys > 0 && line.Length <= keys + 256), line);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_file_changed_anywhere_is_read_or_refused_in_words_and_nothing_else() =>
        Prop.ForAll((from file in Gen.Elements(PxSamples.All.ToArray()) from changes in Changes.NonEmptyListOf() select Changed(file, changes)).ToArbitrary(), file =>
        {
            try
            {
                PxReader.Read(new MemoryStream(file), CancellationToken.None);
            }
            catch (PxException refused)
            {
                Assert.NotEqual("", refused.Message);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var file = PxSamples.All[0];
        for (var length = 0; length < file.Length - 4; length++)
        {
            Assert.Throws<PxException>(() => PxReader.Read(new MemoryStream(file, 0, length), CancellationToken.None));
        }
    }

    private static readonly Gen<(double At, int Kind, int With)> Changes =
        from at in Gen.Choose(0, 1_000_000)
        from kind in Gen.Choose(0, 3)
        from with in Gen.OneOf(Gen.Elements<int>('"', ';', ',', '=', '(', ')', '[', ']', '\n', '.', '-', '0', '9', 'e', '*', '#', 0, 0xFF, 0x1A), Gen.Choose(0, 255))
        select (at / 1_000_000.0, kind, with);

    private static byte[] Changed(byte[] file, IEnumerable<(double At, int Kind, int With)> changes)
    {
        var bytes = file.ToList();
        foreach (var (place, kind, with) in changes)
        {
            var at = Math.Min((int)(place * bytes.Count), bytes.Count - 1);
            switch (kind)
            {
                case 0:
                    bytes[at] = (byte)with;
                    break;
                case 1:
                    bytes.Insert(at, (byte)with);
                    break;
                case 2 when bytes.Count > 1:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.Skip(bytes.Count / 3).Take(with).ToList());
                    break;
            }
        }

        return [.. bytes];
    }

    internal static byte[] Written(TableView view)
    {
        using var file = new MemoryStream();
        PxWriter.Write(file, view, new("BPS", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7))), TableOutput.Default);
        return file.ToArray();
    }

    internal static PxTable Read(byte[] file) => PxReader.Read(new MemoryStream(file), CancellationToken.None);

    /// <summary>All that a table says, in words that do not depend on the numbers of its notes.</summary>
    private static List<string> Said(Cube cube, TableText text)
    {
        string Both(Bilingual? words) => words is null ? "" : $"{words.Id}|{(words.En == words.Id ? null : words.En)}";
        string Notes(IReadOnlyList<int>? numbers) => string.Join('&', (numbers ?? []).Select(number => Note(text.Notes[number - 1])).Distinct().Order(StringComparer.Ordinal));
        string Note(Note note) => $"{Both(note)}{(note.Mandatory ? "!" : "")}";
        List<string> said = [$"title {Both(text.Title)}", $"contents {Both(text.Contents)}", $"unit {Both(text.Unit)}", $"source {Both(text.Source)}", $"decimals {text.Decimals}", $"reference {Both(text.ReferencePeriod)}",
            $"contact {text.Contact}", $"updated {text.UpdatedAt:o}", $"next {text.NextRelease:o}"];
        said.AddRange(text.OwnSymbols.Select(symbol => $"symbol {symbol.Mark} {Both(symbol.Meaning)}"));
        var referred = cube.Dimensions.SelectMany(dimension => (dimension.Notes ?? []).Concat(dimension.Categories.SelectMany(category => category.Notes ?? []))).ToHashSet();
        said.AddRange(text.Notes.Where((note, at) => note.Cells is null && !referred.Contains(at + 1)).Select(note => $"note {Note(note)}").Order(StringComparer.Ordinal));
        said.AddRange(text.Notes.Where(note => note.Cells is not null).Select(note => $"cells {string.Join(',', note.Cells!.OrderBy(pair => pair.Key, StringComparer.Ordinal))} {Note(note)}").Order(StringComparer.Ordinal));
        foreach (var dimension in cube.Dimensions)
        {
            var period = Periods.TypeOf(dimension) is PeriodType.Census ? PeriodType.Year : Periods.TypeOf(dimension);
            said.Add(string.Create(CultureInfo.InvariantCulture, $"{dimension.Code} {Both(dimension.Label)} {dimension.Role} {dimension.Elimination} {period} {dimension.Domain} {string.Join('/', dimension.Levels.Select(Both))} {Notes(dimension.Notes)}"));
            said.AddRange(dimension.Categories.Select(category => string.Create(CultureInfo.InvariantCulture,
                $"  {category.Code} {Both(category.Label)} {Both(category.Unit == text.Unit ? null : category.Unit)} {category.Decimals} {category.IsTotal} {category.Parent} {category.Level} {Both(category.ReferencePeriod)} {Both(category.BasePeriod)} {category.Nature} {Notes(category.Notes)}")));
        }

        return said;
    }
}
