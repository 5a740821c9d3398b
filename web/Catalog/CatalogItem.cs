using System.Text.Json.Serialization;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Catalog;

public enum ItemKind
{
    Table,
    Publication,
    PressRelease,
    Infographic,
}

public enum ItemState
{
    Draft,
    Published,

    /// <summary>Taken back with a reason; its address answers 410 and says the reason.</summary>
    Withdrawn,
}

/// <summary>Something the office publishes: what the catalogue, the search and the feeds know of it. Its <see cref="Document.Id"/> is the slug in its address.</summary>
public sealed record CatalogItem : Document
{
    public required ItemKind Kind { get; init; }
    public ItemState State { get; init; } = ItemState.Draft;
    public required Bilingual Title { get; init; }

    /// <summary>One or two sentences for lists.</summary>
    public Bilingual? Summary { get; init; }

    /// <summary>The whole abstract, table of contents or text: shown on the item's page and searched.</summary>
    public Bilingual? Body { get; init; }

    /// <summary>BPS subject code (CSA), see <see cref="Subjects"/>.</summary>
    public required string Subject { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>BPS region code, see <see cref="Regions"/>.</summary>
    public string Region { get; init; } = Regions.Office;

    /// <summary>As printed: <c>2026</c>, <c>2021–2026</c>, <c>Oktober 2026</c>.</summary>
    public string Period { get; init; } = "";

    /// <summary>Every year the figures are about.</summary>
    public IReadOnlyList<int> Years { get; init; } = [];

    public Bilingual? Source { get; init; }

    /// <summary>Who answers questions about it: a unit of the office and how to reach it.</summary>
    public string? Contact { get; init; }

    /// <summary>What can be downloaded, best form first. Public as long as the item is published.</summary>
    public IReadOnlyList<FileReference> Files { get; init; } = [];

    /// <summary>A picture of the front page; for an infographic, the infographic.</summary>
    public FileReference? Cover { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The moment it first became public; kept when it is withdrawn and restored.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>A draft that the portal publishes by itself at this moment.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>New figures of a published table are shown from this moment on; what they are nobody sees before.</summary>
    public DateTimeOffset? RevisedAt { get; init; }

    /// <summary>The day the office plans the next figures for.</summary>
    public DateOnly? NextRelease { get; init; }

    /// <summary>When figures of it were last put right, and what was wrong and why: shown wherever corrections are listed.</summary>
    public DateTimeOffset? CorrectedAt { get; init; }
    public Bilingual? Correction { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }
    public Bilingual? WithdrawnReason { get; init; }

    /// <summary>The item to read instead of a withdrawn one.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>True: made up to show the product; shows <em>contoh</em> wherever it shows.</summary>
    public bool IsSample { get; init; }

    /// <summary>Further words to find it by: a table's category labels and units. Both languages.</summary>
    public IReadOnlyList<string> Terms { get; init; } = [];

    /// <summary>Figures it answers questions with: direct answers in the search, key figures on the home page.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Tables: set by the Tables slice once a cube is stored. A table without figures cannot be published.</summary>
    public bool HasFigures { get; init; }

    /// <summary>Publications: BPS catalogue number, e.g. <c>1102001.1603</c>.</summary>
    public string? CatalogueNumber { get; init; }

    /// <summary>Publications: BPS publication number, e.g. <c>16030.2601</c>.</summary>
    public string? PublicationNumber { get; init; }

    public string? Issn { get; init; }
    public string? Isbn { get; init; }
    public int? Pages { get; init; }
    public Frequency? Frequency { get; init; }

    /// <summary>Press releases: as printed, e.g. <c>No. 11/11/1603/Th. V</c>.</summary>
    public string? ReleaseNumber { get; init; }

    /// <summary>Press releases: the day printed on it.</summary>
    public DateOnly? ReleaseDay { get; init; }

    /// <summary>Publishing went through an editing session that ended with this save (procedure pelayanan-website, step 1: work is the sum of sessions).</summary>
    public DateTimeOffset LastSavedAt { get; init; }

    /// <summary>How many editing sessions there were.</summary>
    public int Sessions { get; init; } = 1;

    /// <summary>The version of procedure pelayanan-website it was begun under; null for one begun before this was kept.</summary>
    public string? ProcedureVersion { get; init; }

    /// <summary>Site path without language, e.g. <c>/publikasi/muara-enim-dalam-angka-2026</c>.</summary>
    [JsonIgnore]
    public string Path => Kind.Folder() + "/" + Id;

    [JsonIgnore]
    public bool IsPublic => State is ItemState.Published;
}

public enum Frequency
{
    Monthly,
    Quarterly,
    Biannual,
    Annual,
    Irregular,
}

/// <summary>One figure with what it takes to be an answer by itself: name, place, time, unit.</summary>
public sealed record Fact
{
    /// <summary>What is counted: <c>Jumlah penduduk</c>.</summary>
    public required Bilingual Label { get; init; }

    public required double Value { get; init; }
    public int Decimals { get; init; }
    public required Bilingual Unit { get; init; }

    /// <summary><c>2026</c>, <c>Maret 2026</c>.</summary>
    public required string Period { get; init; }

    /// <summary>Where: <c>Kabupaten Muara Enim</c>.</summary>
    public Bilingual? Region { get; init; }

    /// <summary>What must be known to read it right: <c>Angka proyeksi</c>, <c>urutan ke-6 dari 17</c>.</summary>
    public Bilingual? Note { get; init; }

    /// <summary>Shown on the home page.</summary>
    public bool IsKeyFigure { get; init; }

    /// <summary>Order on the home page, smallest first.</summary>
    public int Order { get; init; }

    /// <summary>Heading of its tile on the home page; <see cref="Label"/> when null.</summary>
    public Bilingual? Heading { get; init; }

    public FactChart? Chart { get; init; }

    /// <summary>Query string (without <c>?</c>) that makes the item's page show this figure.</summary>
    public string? Selection { get; init; }

    /// <summary>In the visitor's number format: <c>654.720</c>.</summary>
    [JsonIgnore]
    public string Text => Show.Number(Value, Decimals);
}

public enum FactChartKind
{
    /// <summary>One bar a point, the one meant marked.</summary>
    Bars,

    /// <summary>One bar of a whole: the first point is the part, the second the rest.</summary>
    Share,

    /// <summary>A line through the points, oldest first.</summary>
    Line,
}

/// <summary>A small chart beside a key figure.</summary>
/// <param name="Name">What it shows, for those who do not see it.</param>
public sealed record FactChart(FactChartKind Kind, Bilingual Name, IReadOnlyList<FactPoint> Points);

/// <param name="IsHere">The one the figure is about.</param>
public sealed record FactPoint(Bilingual Label, double Value, bool IsHere = false);

public static class ItemKindExtensions
{
    /// <summary>The address under which items of a kind stand (design §7).</summary>
    public static string Folder(this ItemKind kind) => kind switch
    {
        ItemKind.Table => "/tabel",
        ItemKind.Publication => "/publikasi",
        ItemKind.PressRelease => "/berita-resmi",
        ItemKind.Infographic => "/infografis",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Tabel · Publikasi · Berita resmi · Infografis</summary>
    public static string Name(this ItemKind kind) => kind switch
    {
        ItemKind.Table => Speech.T("Tabel", "Table"),
        ItemKind.Publication => Speech.T("Publikasi", "Publication"),
        ItemKind.PressRelease => Speech.T("Berita resmi", "Press release"),
        ItemKind.Infographic => Speech.T("Infografis", "Infographic"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Name(this Frequency frequency) => frequency switch
    {
        Frequency.Monthly => Speech.T("Bulanan", "Monthly"),
        Frequency.Quarterly => Speech.T("Triwulanan", "Quarterly"),
        Frequency.Biannual => Speech.T("Semesteran", "Twice a year"),
        Frequency.Annual => Speech.T("Tahunan", "Annual"),
        Frequency.Irregular => Speech.T("Tidak berkala", "Irregular"),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency)),
    };

    public static string Name(this ItemState state) => state switch
    {
        ItemState.Draft => Speech.T("Konsep", "Draft"),
        ItemState.Published => Speech.T("Terbit", "Published"),
        ItemState.Withdrawn => Speech.T("Ditarik", "Withdrawn"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
