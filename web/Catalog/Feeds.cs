using System.Security.Cryptography;
using System.Text;
using System.Xml;
using DataPortal.Catalog.Pages;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Catalog;

/// <summary>What programs read of the catalogue: the Atom feed (RFC 4287), the site map (sitemaps.org 0.9), the release calendar (RFC 5545). Served from the finished pages, so each has its ETag.</summary>
public static class Feeds
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int MostEntries = 50;

    /// <summary>So long after a correction its entry tells of it, unless newer figures came.</summary>
    private static readonly TimeSpan _newsOfCorrection = TimeSpan.FromDays(30);

    /// <summary>sitemaps.org: at most 50,000 addresses a file; two a page, one for each language.</summary>
    private const int MostPages = 25_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        Public("/umpan.atom", AtomAsync);
        Public("/sitemap.xml", SiteMapAsync);
        Public("/rencana-terbit.ics", CalendarAsync);

        void Public(string path, Delegate answer) => routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer).WithMetadata(new PublicPageAttribute());
    }

    private static async Task<IResult> AtomAsync(CatalogSearch search, PortalLinks links, IOptions<OfficeOptions> office, CancellationToken ct)
    {
        var newest = await search.SearchAsync(new() { Order = SearchOrder.Newest, Size = MostEntries }, ct);
        var items = newest.Hits.Select(hit => hit.Item).ToList();
        return Xml("application/atom+xml; charset=utf-8", xml =>
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, Speech.Language);
            Text("id", Urn("umpan"));
            Text("title", $"{Speech.T("Rilis terbaru", "Latest releases")} – {Speech.T(office.Value.PortalName, office.Value.PortalNameEnglish)}");
            Text("updated", Moment(items.Count == 0 ? DateTimeOffset.UnixEpoch : items.Max(item => item.UpdatedAt)));
            Link("self", links.To("/umpan.atom", Speech.Language), "application/atom+xml");
            Link("alternate", links.To("/", Speech.Language), "text/html");
            xml.WriteStartElement("author", Atom);
            Text("name", Speech.T(office.Value.Name, office.Value.NameEnglish));
            xml.WriteEndElement();
            foreach (var item in items)
            {
                xml.WriteStartElement("entry", Atom);
                Text("id", Urn(item.Id));
                Text("title", item.Title + (item.IsSample ? Speech.T(" (contoh)", " (example)") : ""));
                Text("updated", Moment(item.UpdatedAt));
                Text("published", Moment(item.PublishedAt ?? item.UpdatedAt));
                Link("alternate", links.To(item.Path, Speech.Language), "text/html");
                foreach (var file in item.Files.Where(_ => item.Kind is not ItemKind.Table))
                {
                    xml.WriteStartElement("link", Atom);
                    xml.WriteAttributeString("rel", "enclosure");
                    xml.WriteAttributeString("href", links.To(ItemWords.Address(file), "id"));
                    xml.WriteAttributeString("type", file.MediaType);
                    xml.WriteAttributeString("length", XmlConvert.ToString(file.Length));
                    xml.WriteEndElement();
                }

                xml.WriteStartElement("category", Atom);
                xml.WriteAttributeString("term", item.Kind.Folder()[1..]);
                xml.WriteAttributeString("label", item.Kind.Name());
                xml.WriteEndElement();
                if (item is { CorrectedAt: { } corrected, Correction: { } correction } && item.UpdatedAt - corrected < _newsOfCorrection)
                {
                    xml.WriteStartElement("category", Atom);
                    xml.WriteAttributeString("term", "perbaikan");
                    xml.WriteAttributeString("label", Speech.T("Perbaikan", "Correction"));
                    xml.WriteEndElement();
                    Text("summary", $"{Speech.T("Perbaikan", "Correction")} {Show.Date(corrected)}: {correction}");
                }
                else
                {
                    Text("summary", item.Summary?.ToString() ?? item.Title.ToString());
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();

            void Text(string name, string value) => xml.WriteElementString(name, Atom, Clean(value));

            void Link(string relation, string address, string type)
            {
                xml.WriteStartElement("link", Atom);
                xml.WriteAttributeString("rel", relation);
                xml.WriteAttributeString("type", type);
                xml.WriteAttributeString("href", address);
                xml.WriteEndElement();
            }
        });
    }

    private static async Task<IResult> SiteMapAsync(CatalogSearch search, PortalLinks links, Subjects subjects, CancellationToken ct)
    {
        var all = await search.SearchAsync(new() { Order = SearchOrder.Newest, Size = MostPages - 100 }, ct);
        var used = all.Facets.Subjects.Select(count => count.Value).ToHashSet();
        IEnumerable<(string Path, DateTimeOffset? Changed)> pages =
        [
            .. new[] { "/", "/tabel", "/publikasi", "/berita-resmi", "/infografis", "/rencana-terbit", "/perbaikan", "/subjek", "/standar-pelayanan", "/permintaan/baru", "/bantuan" }
                .Select(path => (path, (DateTimeOffset?)null)),
            .. subjects.All.Where(subject => used.Contains(subject.Code)).Select(subject => ("/subjek/" + subject.Code, (DateTimeOffset?)null)),
            .. all.Hits.Select(hit => (hit.Item.Path, (DateTimeOffset?)hit.Item.UpdatedAt)),
        ];
        return Xml("application/xml; charset=utf-8", xml =>
        {
            const string map = "http://www.sitemaps.org/schemas/sitemap/0.9";
            const string xhtml = "http://www.w3.org/1999/xhtml";
            xml.WriteStartElement("urlset", map);
            xml.WriteAttributeString("xmlns", "xhtml", null, xhtml);
            foreach (var (path, changed) in pages)
            {
                foreach (var language in new[] { "id", "en" })
                {
                    xml.WriteStartElement("url", map);
                    xml.WriteElementString("loc", map, links.To(path, language));
                    if (changed is { } moment)
                    {
                        xml.WriteElementString("lastmod", map, Moment(moment));
                    }

                    foreach (var other in new[] { "id", "en" })
                    {
                        xml.WriteStartElement("link", xhtml);
                        xml.WriteAttributeString("rel", "alternate");
                        xml.WriteAttributeString("hreflang", other);
                        xml.WriteAttributeString("href", links.To(path, other));
                        xml.WriteEndElement();
                    }

                    xml.WriteEndElement();
                }
            }

            xml.WriteEndElement();
        });
    }

    private static async Task<IResult> CalendarAsync(IDocumentStore store, ReleasePlan plan, PortalLinks links, IOptions<OfficeOptions> office, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var past = await store.ListAsync(ReleasePlan.Before(now).AtLeast("at", now.AddDays(-90)).Top(500), ct);
        IReadOnlyList<PlannedRelease> planned = [.. past.Reverse(), .. await plan.ComingAsync(500, ct)];
        var calendar = new CalendarText("Rencana terbit", Speech.T("Rencana terbit", "Release calendar") + " " + office.Value.ShortName);
        foreach (var entry in planned)
        {
            calendar.Line("BEGIN:VEVENT");
            calendar.Line($"UID:{entry.Id}@rencana-terbit.{office.Value.Code}");
            calendar.Line("DTSTAMP:" + CalendarText.Utc(entry.UpdatedAt));
            calendar.Line("LAST-MODIFIED:" + CalendarText.Utc(entry.UpdatedAt));
            calendar.Line("SEQUENCE:" + XmlConvert.ToString(entry.Changes));
            calendar.Line(entry.IsDay ? "DTSTART;VALUE=DATE:" + Show.Day(entry.At).ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture) : "DTSTART:" + CalendarText.Utc(entry.At));
            calendar.Line(entry.IsDay ? "DURATION:P1D" : "DURATION:PT30M");
            calendar.Line("SUMMARY:" + CalendarText.Escaped(entry.Title + (entry.IsSample ? Speech.T(" (contoh)", " (example)") : "")));
            if (entry.Note is { } note)
            {
                calendar.Line("DESCRIPTION:" + CalendarText.Escaped(note.ToString()));
            }

            calendar.Line("URL:" + links.To(entry is { Item: { } item, Kind: { } kind } ? $"{kind.Folder()}/{item}" : "/rencana-terbit", Speech.Language));
            calendar.Line("TRANSP:TRANSPARENT");
            calendar.Line("END:VEVENT");
        }

        return Results.Bytes(Encoding.UTF8.GetBytes(calendar.End()), "text/calendar; charset=utf-8");
    }

    /// <summary>A name that stays whatever the portal's address is: a UUID made from the identifier (RFC 9562, version 8).</summary>
    internal static string Urn(string id)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("dataportal/" + id)).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(hash, bigEndian: true);
    }

    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static IResult Xml(string type, Action<XmlWriter> write)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            write(xml);
        }

        return Results.Bytes(output.ToArray(), type);
    }

    /// <summary>Without characters XML 1.0 has no way to write.</summary>
    private static string Clean(string text) => text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
        ? text
        : new([.. text.Where(c => XmlConvert.IsXmlChar(c))]);
}
