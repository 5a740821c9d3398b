using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Activities.Work;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Work;

public sealed partial class WorkCalendarTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_feed_is_a_calendar_as_RFC_5545_has_it_with_an_event_for_each_step_that_is_due()
    {
        await using var team = await Team.InTheFieldAsync();
        await team.SendBackAsync("Tabel 2 kosong; kolom 3, baris 4\nJudul tabel terlalu panjang untuk satu baris kalender, dan memuat huruf é yang dua oktet panjangnya");
        var feed = await FeedAsync(team.Rina());
        using var program = team.Portal.Browser();
        var answer = await program.GetAsync(feed, Ct);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType?.MediaType);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
        var events = Read(bytes);

        var words = Encoding.UTF8.GetString(bytes);
        Assert.Contains("\r\nX-WR-CALNAME:Langkah saya ", words, StringComparison.Ordinal);
        Assert.Contains("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n", words, StringComparison.Ordinal);
        Assert.Equal(2, events.Count); // her repair, and what is nobody's
        var repair = events.Single(one => one["STATUS"] == "CONFIRMED");
        Assert.Equal("PERBAIKI: Dinas A\\, langkah 4", repair["SUMMARY"]);
        Assert.Equal("20261118T090000Z", repair["DTEND"]);
        Assert.Contains("Temuan: Tabel 2 kosong\\; kolom 3\\, baris 4", repair["DESCRIPTION"], StringComparison.Ordinal);
        Assert.EndsWith($"/petugas/kegiatan/{team.Run}/penugasan/4/a", repair["URL"], StringComparison.Ordinal);
        Assert.Equal("TENTATIVE", events.Single(one => one != repair)["STATUS"]);

        using var again = new HttpRequestMessage(HttpMethod.Get, feed);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await program.SendAsync(again, Ct)).StatusCode);
    }

    [Fact]
    public async Task A_revoked_address_is_no_address_nor_is_that_of_a_person_who_left()
    {
        await using var team = await Team.InTheFieldAsync();
        using var rina = team.Rina();
        var first = await FeedAsync(team.Rina());
        var second = await FeedAsync(team.Rina());
        using var program = team.Portal.Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(second, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(new Uri("/petugas/langkah.ics", UriKind.Relative), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(new Uri("/petugas/langkah.ics?kunci=" + new string('x', 5000), UriKind.Relative), Ct)).StatusCode);

        var person = (await team.Store.FindAsync(StaffQueries.Collection, "rina", Ct))!;
        await team.Store.CommitAsync([StaffQueries.Collection.Replace(person with { DisabledAt = team.Portal.Clock.GetUtcNow() })], Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(second, Ct)).StatusCode);

        await rina.SubmitAsync("/petugas/langkah/pengaturan?handler=Close");
        Assert.Null((await team.Store.FindAsync(WorkQueries.Settings, "rina", Ct))!.CalendarKey);
    }

    internal static async Task<Uri> FeedAsync(HttpClient browser)
    {
        await browser.SubmitAsync("/petugas/langkah/pengaturan?handler=Open");
        var page = await browser.GetStringAsync("/petugas/langkah/pengaturan", Ct);
        browser.Dispose();
        return new(Address().Match(page).Groups[1].Value, UriKind.Relative);
    }

    /// <summary>The events of a calendar. Every rule of §3.1 and §3.6 that a line can break is held on the way.</summary>
    private static List<Dictionary<string, string>> Read(byte[] bytes)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("\r\n ", text, StringComparison.Ordinal);

        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("BEGIN:VCALENDAR", lines[0]);
        Assert.Equal("END:VCALENDAR", lines[^1]);
        Assert.Single(lines, "VERSION:2.0");
        Assert.Single(lines, line => line.StartsWith("PRODID:", StringComparison.Ordinal));
        List<Dictionary<string, string>> events = [];
        Dictionary<string, string>? open = null;
        foreach (var line in lines[1..^1])
        {
            Assert.Matches(@"^[A-Z-]+(;[A-Z-]+=[^:;,""]+)*:[^\x00-\x08\x0A-\x1F\x7F]*$", line);
            var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            if (line == "BEGIN:VEVENT")
            {
                Assert.Null(open);
                open = [];
            }
            else if (line == "END:VEVENT")
            {
                Assert.All((string[])["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"], needed => Assert.True(open!.ContainsKey(needed), needed));
                Assert.True(string.CompareOrdinal(open!["DTSTART"], open["DTEND"]) < 0);
                Assert.All((string[])["DTSTAMP", "DTSTART", "DTEND", "LAST-MODIFIED"], moment => Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", open[moment]));
                Assert.All((string[])["SUMMARY", "DESCRIPTION"], words => Assert.DoesNotMatch(@"(?<!\\)[;,]", open[words]));
                events.Add(open);
                open = null;
            }
            else
            {
                open?.Add(name, value); // each property once
            }
        }

        Assert.Equal(events.Count, events.Select(one => one["UID"]).Distinct().Count());
        return events;
    }

    [GeneratedRegex("value=\"https?://[^/\"]+(/petugas/langkah\\.ics\\?kunci=[A-Za-z0-9_-]{43})\"")]
    private static partial Regex Address();
}
