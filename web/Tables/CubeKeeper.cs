using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables;

/// <summary>Keeps figures in the file store, and says of them in the catalogue what the catalogue needs to know.</summary>
public sealed class CubeKeeper(IFileStore files, IOptions<OfficeOptions> office)
{
    public async Task<FileReference> KeepAsync(Cube cube, TableText text, string name, CancellationToken ct)
    {
        using var made = new MemoryStream();
        CubeFile.Write(made, WithoutHidden(cube), text);
        made.Position = 0;
        return await files.PutAsync(made, name, CubeFile.MediaType, long.MaxValue, ct);
    }

    /// <summary>A number behind a symbol that hides it never lies in the store: no reader can then give it away.</summary>
    private static Cube WithoutHidden(Cube cube)
    {
        double[]? values = null;
        for (var at = 0; at < cube.Length; at++)
        {
            if (TableSymbols.HidesNumber(cube.Status[at]) && !double.IsNaN(cube.Values[at]))
            {
                (values ??= (double[])cube.Values.Clone())[at] = double.NaN;
            }
        }

        return values is null ? cube : cube with { Values = values };
    }

    public CatalogItem Described(CatalogItem item, Cube cube, TableText text, TableWords words) => item with
    {
        Title = words.Title,
        Summary = words.Summary ?? item.Summary,
        Subject = words.Subject,
        Region = words.Region ?? item.Region,
        Tags = words.Tags.Count > 0 ? words.Tags : item.Tags,
        Period = words.Period,
        Years = TableFacts.Years(cube, words.Period),
        Source = words.Source,
        IsSample = words.IsSample,
        Terms = TableFacts.Terms(cube, text),
        Facts = TableFacts.Facts(cube, text, words, office.Value),
        HasFigures = true,
        NextRelease = text.NextRelease,
    };

    /// <summary>The words a person gave, on what a file or an earlier version said beside.</summary>
    /// <param name="kept">Where nothing a person was asked about comes from; null for nothing.</param>
    public static TableText Text(TableWords words, int decimals, TableText? kept)
    {
        // Notes about different cells may say the same: the second of the same words is the second that was there.
        var notes = (kept?.Notes ?? []).GroupBy(note => note.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<Note>(group), StringComparer.Ordinal);
        return (kept ?? new() { Title = words.Title, Source = words.Source, Period = words.Period }) with
        {
            Title = words.Title,
            Unit = words.Unit,
            Decimals = decimals,
            Source = words.Source,
            Notes = [.. words.Notes.Select(note => notes.TryGetValue(note.Id, out var same) && same.TryDequeue(out var before) ? before with { En = note.En ?? before.En } : note)],
            Period = words.Period,
            IsProjection = words.IsProjection,
            IsSample = words.IsSample,
            NextRelease = words.NextRelease,
            OwnSymbols = words.OwnSymbols.Count > 0 ? words.OwnSymbols : kept?.OwnSymbols ?? [],
            Contents = words.Contents ?? kept?.Contents,
            ReferencePeriod = words.ReferencePeriod ?? kept?.ReferencePeriod,
            Contact = words.Contact ?? kept?.Contact,
        };
    }

    /// <summary>Lets dimensions and categories refer to the same notes after the notes were edited or joined: a note is known by its words, an edited one by its place.</summary>
    public static Cube Renumbered(Cube cube, IReadOnlyList<string> from, IReadOnlyList<Note> to)
    {
        var byText = to.Select((note, place) => (note.Id, Place: place)).GroupBy(note => note.Id, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<int>(group.Select(note => note.Place)), StringComparer.Ordinal);
        var places = from.Select((text, at) => byText.TryGetValue(text, out var same) ? same.Count > 1 ? same.Dequeue() : same.Peek() : from.Count == to.Count ? (int?)at : null).ToList();
        return places.Select((place, at) => place == at).All(same => same) ? cube : cube with
        {
            Dimensions = [.. cube.Dimensions.Select(dimension => dimension with
            {
                Notes = Moved(dimension.Notes),
                Categories = dimension.Categories.Any(category => category.Notes is not null)
                    ? [.. dimension.Categories.Select(category => category.Notes is null ? category : category with { Notes = Moved(category.Notes) })]
                    : dimension.Categories,
            })],
        };

        IReadOnlyList<int>? Moved(IReadOnlyList<int>? numbers) =>
            numbers?.Where(number => number > 0 && number <= places.Count && places[number - 1] is not null).Select(number => places[number - 1]!.Value + 1).ToList() is { Count: > 0 } moved ? moved : null;
    }
}
