using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>What stands in mandatory keywords where nobody said anything: written so that a file is complete, passed over when it is read again.</summary>
internal static class PxDefaults
{
    public const string Matrix = "tabel";
    public const string SubjectCode = "TBL";

    public static Bilingual SubjectArea { get; } = new("Tabel statistik", "Statistical tables");

    public static bool Is(string name, string text) => name switch
    {
        "MATRIX" => text == Matrix,
        "SUBJECT-CODE" => text == SubjectCode,
        "SUBJECT-AREA" => text == SubjectArea.Id || text == SubjectArea.En,
        _ => false,
    };

    /// <summary>What the figures count, off a title: as far as <em>menurut</em>, <em>by</em>.</summary>
    public static Bilingual Contents(Bilingual title) => PxHeader.Both(Cut(title.Id, " menurut "), title.En is { } english ? Cut(english, " by ") : null) ?? title;

    private static string Cut(string title, string at) => title.IndexOf(at, StringComparison.OrdinalIgnoreCase) is > 0 and var end ? title[..end] : title;
}
