using DataPortal.Catalog;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DataPortal.Tables;

/// <summary>The tables of <c>content/samples/tables</c>: a CSV or XLSX file each, with a <c>.yml</c> of the same name that says what a person would have said at upload.</summary>
public sealed class TableSamples(ContentRoot content, TableDesk desk, TableImport import, CatalogDesk catalog, IDocumentStore store, IFileStore files)
{
    /// <summary>Keeps and publishes those that are not there yet; what is there stays as the office left it.</summary>
    /// <returns>How many were new.</returns>
    /// <exception cref="InvalidDataException">A file cannot be read; the message names it and what is wrong.</exception>
    public async Task<int> LoadAsync(CancellationToken ct)
    {
        var loaded = 0;
        foreach (var description in content.Files(Path.Combine("samples", "tables"), "*.yml"))
        {
            var id = Path.GetFileNameWithoutExtension(description);
            var kept = await store.FindAsync(CatalogQueries.Items, id, ct);
            if (kept is null)
            {
                await LoadAsync(description, id, ct);
                loaded++;
            }
            else if (kept is { State: ItemState.Draft, PublishedAt: null, LastSavedAt: var saved } && saved == kept.CreatedAt)
            {
                // The portal was killed between making and publishing it; nobody has touched it since.
                await catalog.PublishAsync(id, ct);
            }
        }

        return loaded;
    }

    private async Task LoadAsync(string description, string id, CancellationToken ct)
    {
        var said = Read(description);
        var path = new[] { ".csv", ".xlsx" }.Select(extension => Path.ChangeExtension(description, extension)).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException($"{description}: there is no .csv or .xlsx beside it.");
        await using var file = File.OpenRead(path);
        var preview = import.Read(file, Path.GetFileName(path), new(), ct);
        if (preview.Cube is null)
        {
            throw new InvalidDataException($"{path}: {string.Join(" ", preview.Errors.Select(error => $"{error.Place}: {error.What}"))}");
        }

        file.Position = 0;
        var original = await files.PutAsync(file, Path.GetFileName(path), "text/csv", import.Limits.TableUploadBytes, ct);
        await desk.DraftAsync(null, original, preview, said.Words(preview), id, ct);
        await catalog.PublishAsync(id, ct);
    }

    private static SampleTable Read(string description)
    {
        try
        {
            return new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<SampleTable>(File.ReadAllText(description));
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"{description}, line {e.Start.Line}: {e.Message}", e);
        }
    }

    private sealed class SampleTable
    {
        public string Title { get; set; } = "";
        public string? TitleEn { get; set; }
        public string? Summary { get; set; }
        public string? SummaryEn { get; set; }
        public string? Unit { get; set; }
        public string? UnitEn { get; set; }
        public string Source { get; set; } = "";
        public string? SourceEn { get; set; }
        public string Subject { get; set; } = "";
        public string? Region { get; set; }
        public string? Period { get; set; }
        public bool Projection { get; set; }

        /// <summary>Made up to show the product; only the real ones say false.</summary>
        public bool Sample { get; set; } = true;
        public bool KeyFigure { get; set; }
        public string? Heading { get; set; }
        public string? HeadingEn { get; set; }
        public int Order { get; set; }
        public List<string> Tags { get; set; } = [];

        /// <summary>Indonesian | English, one a line.</summary>
        public List<string> Notes { get; set; } = [];

        public TableWords Words(TablePreview preview) => new()
        {
            Title = new(Title, TitleEn),
            Summary = Summary is null ? null : new(Summary, SummaryEn),
            Unit = Unit is { } unit ? new(unit, UnitEn ?? KnownWords.English(unit)) : preview.Unit is { } found ? KnownWords.Both(found) : null,
            Source = new(Source, SourceEn),
            Subject = Subject,
            Region = Region,
            Period = Period ?? preview.Period,
            IsProjection = Projection,
            IsSample = Sample,
            IsKeyFigure = KeyFigure,
            Heading = Heading is null ? null : new(Heading, HeadingEn),
            Order = Order,
            Tags = Tags,
            Notes = [.. preview.Notes.Select(note => new Note(note)), .. Notes.Select(note => note.Split('|', 2, StringSplitOptions.TrimEntries)).Select(parts => new Note(parts[0], parts.Length > 1 ? parts[1] : null))],
        };
    }
}

/// <summary>Loads the sample tables before the portal answers, when <c>Samples:Load</c> is true.</summary>
internal sealed class TableSampleLoader(TableSamples samples, IConfiguration configuration, ILogger<TableSampleLoader> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue<bool>("Samples:Load") && await samples.LoadAsync(cancellationToken) is > 0 and var loaded)
        {
            log.LogInformation("{Count} sample tables were loaded.", loaded);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
