using DataPortal.Content;

namespace DataPortal.Tests.Content;

public sealed class MarkdownTextTests
{
    private readonly MarkdownText _markdown = new();

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script")]
    [InlineData("halo <b onclick=x>tebal</b>", "<b")]
    [InlineData("[klik](javascript:alert(1))", "<a")]
    [InlineData("[klik](JaVaScRiPt:alert(1))", "<a")]
    [InlineData("[klik](data:text/html;base64,x)", "<a")]
    [InlineData("[klik](//jahat.example/x)", "<a")]
    [InlineData("<javascript:alert(1)>", "<a")]
    [InlineData("![lacak](https://jahat.example/x.gif)", "<img")]
    [InlineData("[a]\n\n[a]: vbscript:x", "<a")]
    [InlineData("| a | b |\n|--:|---|\n| 1 | 2 |", "style=")]
    [InlineData("[a](https://contoh.id \"x\" onmouseover=\"y)", "onmouseover=\"y")]
    public void Hostile_markdown_stays_text(string typed, string never) =>
        Assert.DoesNotContain(never, _markdown.ToHtml(typed), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [InlineData("lihat https://bps.go.id/x", "<a href=\"https://bps.go.id/x\">")]
    [InlineData("[tabel](/tabel/penduduk)", "<a href=\"/tabel/penduduk\">")]
    [InlineData("<data@contoh.go.id>", "<a href=\"mailto:data@contoh.go.id\">")]
    [InlineData("satu\ndua", "satu<br />\ndua")]
    [InlineData("**tebal** & \"kutip\"", "<strong>tebal</strong> &amp; &quot;kutip&quot;")]
    [InlineData("{{bukan_isian}}", "{{bukan_isian}}")]
    public void What_staff_write_reads_as_meant(string typed, string expected) => Assert.Contains(expected, _markdown.ToHtml(typed), StringComparison.Ordinal);

    [Fact]
    public void A_table_scrolls_in_a_named_box_and_has_column_headers()
    {
        var html = _markdown.ToHtml("| Kecamatan | Jiwa |\n|---|--:|\n| Lawang Kidul | 1 |");
        Assert.Contains("<div class=\"table-box\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel\">", html, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"col\">Kecamatan</th>", html, StringComparison.Ordinal);
        Assert.Contains("<tbody>\n<tr><td>Lawang Kidul</td><td>1</td></tr>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_wraps_at_72_and_writes_addresses_out()
    {
        var text = _markdown.ToText("# Judul\n\n" + string.Concat(Enumerable.Repeat("kata ", 60)) + "\n\n- satu [tautan](https://bps.go.id/a)\n- dua\n\n> kutip\n\n1. a\n2. b");
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 72, line));
        Assert.Contains("JUDUL\n\nkata", text, StringComparison.Ordinal);
        Assert.Contains("- satu tautan: https://bps.go.id/a\n- dua", text, StringComparison.Ordinal);
        Assert.Contains("> kutip", text, StringComparison.Ordinal);
        Assert.Contains("1. a\n2. b", text, StringComparison.Ordinal);
    }
}
