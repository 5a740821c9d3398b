using DataPortal.Catalog;
using DataPortal.Content;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DataPortal.Tables;

/// <summary>The tables of <c>content/samples/tables</c>: a CSV, XLSX or PX file each, with a <c>.yml</c> of the same name that says what a person would have said at upload.</summary>
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
        var path = new[] { ".csv", ".xlsx", ".px" }.Select(extension => Path.ChangeExtension(description, extension)).FirstOrDefault(File.Exists)
            ?? throw new InvalidDataException($"{description}: there is no .csv, .xlsx or .px beside it.");
        await using var file = File.OpenRead(path);
        var preview = import.Read(file, Path.GetFileName(path), new(), ct);
        if (preview.Cube is null)
        {
            throw new InvalidDataException($"{path}: {string.Join(" ", preview.Errors.Select(error => $"{error.Place}: {error.What}"))}");
        }

        file.Position = 0;
        var original = await files.PutAsync(file, Path.GetFileName(path), "text/csv", import.Limits.TableUploadBytes, ct);
        try
        {
            preview = said.Refine(preview);
        }
        catch (KeyNotFoundException e)
        {
            throw new InvalidDataException($"{description}: {e.Message}", e);
        }

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
