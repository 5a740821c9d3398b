using DataPortal.Storage;

namespace DataPortal.Crash;

/// <summary>Stands for a request: it has the next number of the year, an attachment, and words to be found by.</summary>
internal sealed record Letter : Document
{
    public required long Number { get; init; }
    public required FileReference File { get; init; }
    public required int Replies { get; init; }
    public required IReadOnlyList<string> Words { get; init; }
}

/// <summary>Stands for the mail a request causes, written in the same commit.</summary>
internal sealed record Mailing : Document
{
    public required string Letter { get; init; }
}

internal static class Papers
{
    public const string Series = "surat";
    public const int Year = 2026;

    public static Collection<Letter> Letters { get; } = new Collection<Letter>("letters")
        .Unique("number", letter => letter.Number)
        .Index("replies", letter => letter.Replies)
        .Many("word", letter => letter.Words);

    public static Collection<Mailing> Mailings { get; } = new Collection<Mailing>("mailings").Index("letter", mailing => mailing.Letter);

    public static IReadOnlyList<ICollection> Collections { get; } = [Letters, Mailings, YearlyCounter.Collection];
}
