using DataPortal.Catalog;
using DataPortal.Shared;

namespace DataPortal.Tables.Versions;

/// <summary>
/// The words that come with figures under embargo. The table may be corrected and its catalogue entry edited while they wait: what the person who scheduled them changed holds,
/// everything else is as it is at their moment and not as it was on the day they were uploaded.
/// </summary>
internal static class WaitingWords
{
    /// <summary>The words a table has now.</summary>
    public static TableWords Of(CatalogItem item, TableText text)
    {
        var key = item.Facts.FirstOrDefault(fact => fact.IsKeyFigure);
        return new()
        {
            Title = item.Title,
            Summary = item.Summary,
            Subject = item.Subject,
            Region = item.Region,
            Tags = item.Tags,
            Period = item.Period,
            Source = item.Source ?? text.Source,
            IsSample = item.IsSample,
            IsKeyFigure = key is not null,
            Heading = key?.Heading,
            Order = key?.Order ?? 0,
            Unit = text.Unit,
            Notes = text.Notes,
            IsProjection = text.IsProjection,
            OwnSymbols = text.OwnSymbols,
            Contents = text.Contents,
            ReferencePeriod = text.ReferencePeriod,
            NextRelease = text.NextRelease,
            Contact = text.Contact,
        };
    }

    /// <summary>True where nothing was said anew since.</summary>
    public static bool Same(TableWords was, TableWords now) => was with { Tags = now.Tags, Notes = now.Notes, OwnSymbols = now.OwnSymbols, Dimensions = now.Dimensions } == now
        && was.Tags.SequenceEqual(now.Tags) && was.Notes.Select(note => note.Id).SequenceEqual(now.Notes.Select(note => note.Id)) && was.OwnSymbols.SequenceEqual(now.OwnSymbols);

    /// <param name="was">When they were scheduled.</param>
    /// <param name="typed">By the person who scheduled them.</param>
    public static TableWords Merged(TableWords was, TableWords typed, TableWords now) => typed with
    {
        Title = Held(was.Title, typed.Title, now.Title),
        Summary = Held(was.Summary, typed.Summary, now.Summary),
        Subject = Held(was.Subject, typed.Subject, now.Subject),
        Region = Held(was.Region, typed.Region, now.Region),
        Tags = was.Tags.SequenceEqual(typed.Tags) ? now.Tags : typed.Tags,
        Period = Held(was.Period, typed.Period, now.Period),
        Source = Held(was.Source, typed.Source, now.Source),
        IsSample = Held(was.IsSample, typed.IsSample, now.IsSample),
        IsKeyFigure = Held(was.IsKeyFigure, typed.IsKeyFigure, now.IsKeyFigure),
        Heading = Held(was.Heading, typed.Heading, now.Heading),
        Order = Held(was.Order, typed.Order, now.Order),
        Unit = Held(was.Unit, typed.Unit, now.Unit),
        Notes = Notes(was.Notes, typed.Notes, now.Notes),
        IsProjection = Held(was.IsProjection, typed.IsProjection, now.IsProjection),
        Contents = Held(was.Contents, typed.Contents, now.Contents),
        ReferencePeriod = Held(was.ReferencePeriod, typed.ReferencePeriod, now.ReferencePeriod),
        NextRelease = Held(was.NextRelease, typed.NextRelease, now.NextRelease),
        Contact = Held(was.Contact, typed.Contact, now.Contact),
    };

    private static T Held<T>(T was, T typed, T now) => EqualityComparer<T>.Default.Equals(was, typed) || Words(was) is { } before && before == Words(typed) ? now : typed;

    // A form gives an English word that is the Indonesian one back as it likes: what is read is what counts.
    private static (string, string)? Words<T>(T value) => value is Bilingual words ? (words.Id, words.En ?? words.Id) : null;

    // A note the person left out stays out, one they wrote comes; those written or left out since are as they are now.
    private static List<Note> Notes(IReadOnlyList<Note> was, IReadOnlyList<Note> typed, IReadOnlyList<Note> now)
    {
        var (before, kept, there) = (Ids(was), Ids(typed), Ids(now));
        return [.. now.Where(note => !before.Contains(note.Id) || kept.Contains(note.Id)), .. typed.Where(note => !before.Contains(note.Id) && !there.Contains(note.Id))];
    }

    private static HashSet<string> Ids(IReadOnlyList<Note> notes) => [.. notes.Select(note => note.Id)];
}
