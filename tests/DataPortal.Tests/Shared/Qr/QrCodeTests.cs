using System.Text.RegularExpressions;
using Bunit;
using DataPortal.Shared.Qr;

namespace DataPortal.Tests.Shared.Qr;

public partial class QrCodeTests : BunitContext
{
    [Fact]
    public void Its_corners_are_finders_and_its_border_is_light()
    {
        var code = QrCode.Of("https://contoh.go.id/tabel/penduduk?tahun=2026")!;
        Assert.All(Enumerable.Range(0, code.Size), at => Assert.False(code[at, 3] || code[3, at] || code[at, code.Size - 4] || code[code.Size - 4, at]));
        foreach (var (row, column) in ((int, int)[])[(4, 4), (4, code.Size - 11), (code.Size - 11, 4)])
        {
            Assert.All(Enumerable.Range(0, 7), at => Assert.True(code[row, column + at] && code[row + 6, column + at] && code[row + at, column] && code[row + at, column + 6]));
            Assert.True(code[row + 3, column + 3]);
            Assert.False(code[row + 1, column + 1]);
        }
    }

    [Fact]
    public void Runs_and_path_hold_every_dark_module_once()
    {
        var code = QrCode.Of("BPS Kabupaten Muara Enim")!;
        var dark = Enumerable.Range(0, code.Size).SelectMany(row => Enumerable.Range(0, code.Size).Where(column => code[row, column]).Select(column => (column, row))).ToHashSet();
        var drawn = code.Runs.SelectMany(run => Enumerable.Range(run.X, run.Width).Select(x => (x, run.Y))).ToList();
        Assert.Equal(dark.Count, drawn.Count);
        Assert.True(dark.SetEquals(drawn));
        Assert.Equal(code.Runs.Count, Piece().Count(code.Path));
    }

    [Fact]
    public void An_address_no_code_can_hold_shows_nothing()
    {
        var longest = "https://contoh.go.id/" + new string('a', 5000);
        Assert.Null(QrCode.Of(longest));
        Assert.Equal("", Render<QrImage>(parameters => parameters.Add(image => image.Address, longest)).Markup.Trim());
        var image = Render<QrImage>(parameters => parameters.Add(image => image.Address, "https://contoh.go.id/"));
        Assert.Equal("img", image.Find("svg").GetAttribute("role"));
        Assert.Contains("https://contoh.go.id/", image.Find("svg").GetAttribute("aria-label"));
    }

    [GeneratedRegex(@"M\d+ \d+h\d+v1h-\d+z")]
    private static partial Regex Piece();
}
