using System.Text.Json;
using System.Text.Json.Serialization;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.Extensions.Options;

namespace DataPortal.Catalog.Samples;

/// <summary>
/// Publications, press releases, infographics and a release calendar from <c>content/samples/katalog.json</c>. Each says <em>contoh</em> unless its figures are real.
/// Their PDF files are made here, so that downloads, covers and ranges can be seen at work.
/// </summary>
public sealed class CatalogSamples(
    IDocumentStore store, IFileStore files, CatalogDesk desk, ReleasePlan plan, WorkingCalendar calendar, ContentRoot content, TimeProvider clock, IOptions<OfficeOptions> office) : ISampleContent
{
    private const long Largest = 10_000_000;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private sealed record Samples(IReadOnlyList<SampleItem> Items, IReadOnlyList<SamplePlan> Plan);

    /// <param name="Day">Day of next month; a day the office is closed gives way to the next it is not.</param>
    private sealed record SamplePlan(string Id, int Day, Bilingual Title, string Subject, ItemKind Kind);

    public async Task LoadAsync(CancellationToken ct)
    {
        var path = Path.Combine(content.Folder("samples"), "katalog.json");
        if (!File.Exists(path))
        {
            return;
        }

        await using var text = File.OpenRead(path);
        var samples = await JsonSerializer.DeserializeAsync<Samples>(text, _json, ct) ?? throw new InvalidDataException($"{path} is empty.");
        foreach (var sample in samples.Items)
        {
            if (await store.FindAsync(CatalogQueries.Items, sample.Id, ct) is null)
            {
                await AddAsync(sample, ct);
            }
        }

        var next = Show.Day(clock.GetUtcNow()) is var today ? new DateOnly(today.Year, today.Month, 1).AddMonths(1) : default;
        foreach (var planned in samples.Plan)
        {
            if (await store.FindAsync(ReleasePlan.Collection, planned.Id, ct) is null)
            {
                await plan.AddAsync(Planned(planned, next), ct);
            }
        }
    }

    private async Task AddAsync(SampleItem sample, CancellationToken ct)
    {
        var item = sample.ToItem(desk.New(sample.Kind, sample.Title, sample.Subject));
        if (sample.Cover is { } picture)
        {
            await using var image = File.OpenRead(Path.Combine(content.Folder("samples"), "gambar", picture));
            item = item with { Cover = await files.PutAsync(image, picture, FileKinds.Png, Largest, ct) };
        }

        if (sample.Kind is not ItemKind.Infographic)
        {
            using var pdf = new MemoryStream();
            item = item with { Pages = SampleBook.Write(pdf, sample, office.Value) };
            pdf.Position = 0;
            item = item with { Files = [await files.PutAsync(pdf, sample.Id + ".pdf", FileKinds.Pdf, Largest, ct)] };
        }

        // One commit from nothing to published, at the sample's own moment: a crash leaves no half of it.
        await store.CommitAsync(async ct =>
        {
            var draft = await desk.DraftAsync(item, ct);
            var published = draft.Item with { Version = 0, State = ItemState.Published, PublishedAt = sample.PublishedAt, UpdatedAt = sample.PublishedAt };
            return (published, (IReadOnlyList<Change>)[CatalogQueries.Items.Insert(published), .. draft.Changes.Where(change => change.Collection != CatalogQueries.Items)]);
        }, ct);
    }

    private PlannedRelease Planned(SamplePlan sample, DateOnly month)
    {
        var day = new DateOnly(month.Year, month.Month, sample.Day);
        while (!calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        var before = month.AddMonths(-1);
        string Fill(string text, System.Globalization.CultureInfo culture) => text
            .Replace("{bulan-lalu}", before.ToString("MMMM yyyy", culture), StringComparison.Ordinal)
            .Replace("{tahun}", before.ToString("yyyy", culture), StringComparison.Ordinal);
        return new()
        {
            Id = sample.Id,
            At = new(day.ToDateTime(new(11, 0)), TimeSpan.FromHours(7)),
            Title = new(Fill(sample.Title.Id, Speech.Indonesian), sample.Title.En is { } english ? Fill(english, Speech.English) : null),
            Subject = sample.Subject,
            Kind = sample.Kind,
            IsSample = true,
        };
    }
}
