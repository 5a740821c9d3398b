using System.Text.Json.Serialization;
using DataPortal.Requests;

namespace DataPortal.Reports;

/// <summary>How a request stood when the month ended. The parts of the balance of 16-2.</summary>
public enum Standing
{
    Fulfilled,
    Partly,
    NotHeld,
    Refused,

    /// <summary>By the requester, or for want of an answer to the office's question.</summary>
    Withdrawn,
    Open,
}

/// <summary>
/// One line of 16-1, the register of the month (<i>Pelayanan Website</i>, step 8): everything 16-2 counts stands here.
/// Codes are kept by name; words follow the reader.
/// </summary>
public sealed record RegisterLine
{
    public required string Number { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Received in an earlier month and still open when this one began.</summary>
    public required bool CarriedOver { get; init; }

    public required Channel Channel { get; init; }
    public required string Name { get; init; }
    public Sex? Sex { get; init; }

    /// <summary>Years completed this year at most; null when not told.</summary>
    public int? Age { get; init; }
    public Education? Education { get; init; }
    public Occupation? Occupation { get; init; }
    public string? Institution { get; init; }
    public InstitutionCategory? InstitutionCategory { get; init; }
    public required string Asked { get; init; }

    /// <summary>CSA code.</summary>
    public string? Subject { get; init; }
    public string? Region { get; init; }
    public string? Period { get; init; }
    public required Purpose Purpose { get; init; }
    public required Standing Standing { get; init; }

    /// <summary>What was given: <c>Excel</c>, <c>PDF</c>, <c>tautan</c> …; empty when nothing was.</summary>
    public string Form { get; init; } = "";

    /// <summary>Why not, for what was not held or refused.</summary>
    public string Reason { get; init; } = "";
    public string Referral { get; init; } = "";

    /// <summary>The parts that were not held, for the unmet needs of 16-2.</summary>
    public IReadOnlyList<UnmetNeed> Unmet { get; init; } = [];

    /// <summary>When the answer was due; null while the clock stood at the month's end, or where a later pause moved it since.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it ended, if it did before the month was over.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Working minutes from arrival to end, without pauses (<i>lead</i>); null while open and for what was withdrawn.</summary>
    public double? LeadMinutes { get; init; }

    /// <summary>Working minutes from opening to end, without pauses (<i>work</i>); null when no opening was observed.</summary>
    public double? WorkMinutes { get; init; }

    /// <summary>Whether the answer came by its due moment; null while open and for what was withdrawn.</summary>
    public bool? WithinStandard { get; init; }
    public string Officer { get; init; } = "";
    public bool IsSample { get; init; }

    /// <summary>The step of the procedure that ended it: 6 (not held, refused) or 7 (data sent); null for the others. What was partly given ends in both (procedures.md §6.3); its time is counted at 7.</summary>
    [JsonIgnore]
    public string? Step => Standing switch
    {
        Standing.NotHeld or Standing.Refused => "6",
        Standing.Fulfilled or Standing.Partly => "7",
        Standing.Withdrawn or Standing.Open => null,
        _ => throw new InvalidOperationException($"Unknown standing {Standing}."),
    };
}

/// <summary>Something asked for that the office does not hold: feeds the next collection round (design §3).</summary>
public sealed record UnmetNeed(string Title, string Reason, string? Referral);
