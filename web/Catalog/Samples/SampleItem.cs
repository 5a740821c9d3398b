using DataPortal.Shared;

namespace DataPortal.Catalog.Samples;

/// <summary>An item as <c>content/samples/katalog.json</c> has it.</summary>
internal sealed record SampleItem
{
    public required ItemKind Kind { get; init; }
    public required string Id { get; init; }
    public required Bilingual Title { get; init; }
    public Bilingual? Summary { get; init; }
    public required string Subject { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string Region { get; init; } = Regions.Office;
    public string Period { get; init; } = "";
    public IReadOnlyList<int> Years { get; init; } = [];
    public Bilingual? Source { get; init; }
    public string? CatalogueNumber { get; init; }
    public string? PublicationNumber { get; init; }
    public string? Issn { get; init; }
    public Frequency? Frequency { get; init; }
    public string? ReleaseNumber { get; init; }
    public DateOnly? ReleaseDay { get; init; }
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>File in <c>content/samples/gambar</c>.</summary>
    public string? Cover { get; init; }

    /// <summary>Chapters of a publication, points of a press release, what an infographic shows.</summary>
    public IReadOnlyList<string> Contents { get; init; } = [];

    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>False where the figures are real.</summary>
    public bool IsSample { get; init; } = true;

    public CatalogItem ToItem(CatalogItem draft) => draft with
    {
        Id = Id,
        Summary = Summary,
        Body = Contents.Count == 0 ? null : new(Kind is ItemKind.Infographic ? string.Join("\n\n", Contents) : string.Join('\n', Contents.Select(line => "- " + line))),
        Tags = Tags,
        Region = Region,
        Period = Period,
        Years = Years,
        Source = Source ?? new("BPS Kabupaten Muara Enim", "BPS-Statistics of Muara Enim Regency"),
        CatalogueNumber = CatalogueNumber,
        PublicationNumber = PublicationNumber,
        Issn = Issn,
        Frequency = Frequency,
        ReleaseNumber = ReleaseNumber,
        ReleaseDay = ReleaseDay,
        Facts = Facts,
        IsSample = IsSample,
        CreatedAt = PublishedAt,
        LastSavedAt = PublishedAt,
    };
}
