using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>Evaluation and compilation (seed 000, step 6). Its identifier is the run's.</summary>
public sealed record Compilation : Document
{
    /// <summary>What came of the survey, in the officer's words.</summary>
    public string Evaluation { get; init; } = "";

    /// <summary>The report and the compiled data.</summary>
    public IReadOnlyList<FileReference> Files { get; init; } = [];
    public DateTimeOffset SavedAt { get; init; }
    public string? SavedBy { get; init; }

    /// <summary>When it was marked final; null: still being written.</summary>
    public DateTimeOffset? FinalAt { get; init; }
}

/// <summary>The two things of step 7: the result joins the collection, and it is sent. Its identifier is the run's.</summary>
public sealed record Dispatch : Document
{
    /// <summary>The catalogue item made of the compilation.</summary>
    public string? Item { get; init; }

    /// <summary>Why the result is not published, and the head who agreed.</summary>
    public string? KeptBack { get; init; }
    public string? KeptBackBy { get; init; }

    public SentResult? Sent { get; init; }

    /// <summary>That BPS RI received it: optional, without a standard.</summary>
    public DateOnly? ReceivedOn { get; init; }
    public string? ReceivedNote { get; init; }

    /// <summary>What was typed and not recorded yet: doing one of the two things loses nothing of the other.</summary>
    public DispatchDraft? Draft { get; init; }

    [JsonIgnore]
    public bool IsCollected => Item is not null || KeptBack is not null;
}

/// <summary>The forms of step 7 as they were typed.</summary>
/// <param name="Title">Of the catalogue item to be made.</param>
/// <param name="KeepReason">Why nothing shall be published.</param>
public sealed record DispatchDraft(
    string? Title, string? Subject, string? KeepReason, string? To, DateOnly? On, string? LetterNumber, DispatchChannel? Channel, IReadOnlyList<FileReference> Files, string? Link);

/// <param name="To">As it was addressed.</param>
public sealed record SentResult(string To, DateOnly On, string LetterNumber, DispatchChannel Channel, IReadOnlyList<FileReference> Files, string? Link, string? By);

public enum DispatchChannel
{
    /// <summary><i>Surel</i></summary>
    Email,

    /// <summary><i>Surat dinas</i></summary>
    Letter,

    /// <summary><i>Aplikasi BPS</i></summary>
    Application,

    /// <summary><i>Diantar langsung</i></summary>
    ByHand,
}

public static class DispatchWords
{
    public static string Words(this DispatchChannel channel) => channel switch
    {
        DispatchChannel.Email => "surel",
        DispatchChannel.Letter => "surat dinas",
        DispatchChannel.Application => "aplikasi BPS",
        DispatchChannel.ByHand => "diantar langsung",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };
}
