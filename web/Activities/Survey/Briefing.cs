using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>The briefing of the officers (seed 000, step 3). Its identifier is the run's.</summary>
public sealed record Briefing : Document
{
    /// <summary>Why an assignment of somebody who was not briefed cannot begin.</summary>
    public const string NotBriefed = "belum ikut briefing";

    public DateTimeOffset From { get; init; }
    public DateTimeOffset To { get; init; }
    public required string Place { get; init; }
    public IReadOnlyList<Attendee> Present { get; init; } = [];

    /// <summary>Guides and questionnaires that were given out.</summary>
    public IReadOnlyList<FileReference> Materials { get; init; } = [];
    public string? MaterialLink { get; init; }
    public string? Notes { get; init; }
    public string? RecordedBy { get; init; }

    /// <summary><i>Briefing susulan</i>, person by person.</summary>
    public IReadOnlyList<FollowUpBriefing> FollowUps { get; init; } = [];

    /// <summary>Who may begin without a briefing, and why.</summary>
    public IReadOnlyList<BriefingWaiver> Waivers { get; init; } = [];

    /// <summary>Why the step was skipped: there was no briefing, and nobody waits for one. Null: it was held.</summary>
    public string? Skipped { get; init; }

    /// <summary>Why it was held before the step was ready: the step then has no start of its own. Null: it was not.</summary>
    public string? Early { get; init; }

    [JsonIgnore]
    public TimeSpan Length => To - From;

    /// <summary>Whether the person may begin: was there, was told later, or was let off.</summary>
    public bool Frees(string? personId) => Skipped is not null || (personId is not null
        && (Present.Any(person => person.Id == personId) || FollowUps.Any(person => person.PersonId == personId) || Waivers.Any(person => person.PersonId == personId)));
}

public sealed record Attendee(string Id, string Name);

public sealed record FollowUpBriefing(string PersonId, string Person, DateTimeOffset From, DateTimeOffset To, string Place, string? By, string? Note);

public sealed record BriefingWaiver(string PersonId, string Person, DateTimeOffset At, string? By, string Reason);
