using AngleSharp.Html.Parser;
using DataPortal.Mail;
using DataPortal.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Mail;

public sealed class MailComposerTests(Portal portal)
{
    private MailComposer Composer => portal.Get<MailComposer>();

    private OutgoingMessage Compose(string name = "Sari", string message = "Data **ada**.", string language = "id", string number = "2026-0001") => Composer.Compose(
        "uji-surel", language, "sari@contoh.id", name,
        new Dictionary<string, string> { ["nomor"] = number, ["nama"] = name, ["tautan"] = "https://portal.contoh.id/permintaan/abc_def", ["pesan"] = message }, "requests/1");

    [Fact]
    public void A_letter_is_whole_when_it_is_made()
    {
        var message = Compose();
        Assert.Equal("Uji surel Portal Data Muara Enim: 2026-0001", message.Subject);
        Assert.Matches("^<[0-9a-f]{32}@contoh\\.go\\.id>$", message.MessageId);
        Assert.Equal(portal.Clock.GetUtcNow(), message.NextAttemptAt);
        Assert.Contains("Buka portal: https://portal.contoh.id/permintaan/abc_def\n", message.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://portal.contoh.id/permintaan/abc_def\">Buka portal</a>", message.Html, StringComparison.Ordinal);
        Assert.Contains("<strong>ada</strong>", message.Html, StringComparison.Ordinal);
        Assert.Contains("Badan Pusat Statistik Kabupaten Muara Enim", message.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", message.Html + message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_English_reader_gets_the_English_letter() => Assert.StartsWith("Mail test of Muara Enim Data Portal", Compose(language: "en").Subject, StringComparison.Ordinal);

    [Theory]
    [InlineData("[menang hadiah](https://jahat.example)")]
    [InlineData("<a href=\"https://jahat.example\">x</a>")]
    [InlineData("https://jahat.example/x")]
    [InlineData("www.jahat.example")]
    [InlineData("**tebal** `kode` ![x](https://jahat.example/x.png)")]
    [InlineData("<https://jahat.example>")]
    [InlineData("x\n# Judul\n- daftar\n\n| a | b |\n|---|---|\n| 1 | 2 |")]
    [InlineData("{{tautan}}")]
    public void What_a_visitor_typed_is_text_and_nothing_else(string typed)
    {
        using var page = new HtmlParser().ParseDocument(Compose(typed).Html);
        using var usual = new HtmlParser().ParseDocument(Compose().Html);
        var (elements, expected) = (page.All.Select(element => element.LocalName).Where(name => name != "br"), usual.All.Select(element => element.LocalName).Where(name => name != "br"));
        Assert.Equal(expected, elements);
        Assert.DoesNotContain("jahat.example", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("jahat.example", Compose(typed).Text, StringComparison.Ordinal);
        Assert.Equal(typed, page.QuerySelector("p")!.InnerHtml.Replace("<br>", "\n", StringComparison.Ordinal) is var inner
            ? System.Net.WebUtility.HtmlDecode(inner)["Yth. ".Length..^1].Replace("\u200c", "", StringComparison.Ordinal) : "");
    }

    [Fact]
    public void No_text_makes_an_element_a_header_or_an_open_field() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
    {
        var message = Compose(typed.Get, number: typed.Get);
        using var page = new HtmlParser().ParseDocument(message.Html);
        return page.QuerySelectorAll("a").Length == 2 && page.QuerySelectorAll("script, img, style, iframe").Length == 0
            && !message.Subject.Any(char.IsControl) && message.Subject.Length <= 180 && message.ToName?.Any(char.IsControl) != true;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a@contoh.id, b@contoh.id")]
    [InlineData("a@contoh.id\r\nBcc: b@contoh.id")]
    [InlineData("Sari <a@contoh.id>")]
    [InlineData("a@contoh.id>")]
    [InlineData("a b@contoh.id")]
    [InlineData("tanpa-at")]
    [InlineData("")]
    public void A_recipient_is_one_plain_address(string to) => Assert.Throws<ArgumentException>(() => Composer.Compose(
        "uji-surel", "id", to, null, new Dictionary<string, string> { ["nomor"] = "1", ["nama"] = "a", ["tautan"] = "https://a.id", ["pesan"] = "" }, "requests/1"));

    [Fact]
    public void A_missing_or_unknown_field_is_refused()
    {
        var missing = Assert.Throws<ArgumentException>(() => Composer.Compose("uji-surel", "id", "a@contoh.id", null, new Dictionary<string, string> { ["nomor"] = "1" }, "x/1"));
        Assert.Contains("nama, tautan, pesan", missing.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => Composer.Compose("uji-surel", "id", "a@contoh.id", null,
            new Dictionary<string, string> { ["nomor"] = "1", ["nama"] = "a", ["tautan"] = "https://a.id", ["pesan"] = "", ["lain"] = "" }, "x/1"));
        Assert.Contains("does not know lain", unknown.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Composer.Compose("tak-ada", "id", "a@contoh.id", null, new Dictionary<string, string>(), "x/1"));
    }

    [Fact]
    public void A_link_field_takes_no_script() => Assert.Throws<ArgumentException>(() => Composer.Compose("uji-surel", "id", "a@contoh.id", null,
        new Dictionary<string, string> { ["nomor"] = "1", ["nama"] = "a", ["tautan"] = "javascript:alert(1)", ["pesan"] = "" }, "x/1"));
}
