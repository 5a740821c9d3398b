using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>What a run of the IMK survey (seed 001) keeps beside its steps: letters, what was ticked, who was trained, findings, imports, where the report went. Its identifier is the run's.</summary>
public sealed record ImkSurvey : Document
{
    /// <summary>Letters of the province, recorded by our team lead (procedures.md §5.3), oldest first.</summary>
    public IReadOnlyList<ImkLetter> Letters { get; init; } = [];

    /// <summary>Of <i>Kelengkapan</i>: what is there, in the document's own words.</summary>
    public IReadOnlyList<ImkTick> Ticks { get; init; } = [];

    /// <summary>Field staff, trained or not, by name.</summary>
    public IReadOnlyList<Trainee> Trainees { get; init; } = [];

    /// <summary>Numbered from 1 through all evaluations.</summary>
    public IReadOnlyList<ImkFinding> Findings { get; init; } = [];

    /// <summary>Exports of FASIH that were read, oldest first.</summary>
    public IReadOnlyList<ImkImport> Imports { get; init; } = [];

    /// <summary>Where the annual report is; null until it is somewhere.</summary>
    public ImkDissemination? Dissemination { get; init; }

    /// <summary>The head's order, which opens the survey; null until it was recorded.</summary>
    [JsonIgnore]
    public ImkLetter? Order => Letters.LastOrDefault(letter => letter.Kind == ImkLetterKind.Order);

    [JsonIgnore]
    public IReadOnlyList<Trainee> Trained => [.. Trainees.Where(person => person.IsTrained)];

    [JsonIgnore]
    public IReadOnlyList<Trainee> Untrained => [.. Trainees.Where(person => !person.IsTrained)];

    /// <summary>Findings nobody has answered.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImkFinding> OpenFindings => [.. Findings.Where(finding => finding.ClosedAt is null)];

    public bool HasTick(string step, string words) => Ticks.Any(tick => tick.Step == step && tick.Words == words);
}

public enum ImkLetterKind
{
    /// <summary><i>Perintah kepala</i>: the run is opened by it.</summary>
    Order,

    /// <summary><i>Perpanjangan masa lapangan</i></summary>
    Extension,

    /// <summary>What the province's team did at a step.</summary>
    Province,
}

/// <summary>A letter of somebody outside the office.</summary>
/// <param name="Step">The step it is about; empty: the run as a whole.</param>
/// <param name="Due">With an extension: the new date.</param>
public sealed record ImkLetter(ImkLetterKind Kind, string Step, string Number, DateOnly Date, string? Note, DateTimeOffset At, string? By, DateOnly? Due = null);

/// <param name="Words">As the document has them.</param>
public sealed record ImkTick(string Step, string Words, DateTimeOffset At, string? By, FileReference? File);

/// <summary>A person of the field staff.</summary>
/// <param name="Key">Unique in the run.</param>
/// <param name="TrainedOn">Null: not trained, cannot be assigned.</param>
/// <param name="StaffId">Their account in the portal, with which they enter what they obtained; null: a lead enters it for them.</param>
public sealed record Trainee(string Key, string Name, DateOnly? TrainedOn, string? StaffId = null)
{
    [JsonIgnore]
    public bool IsTrained => TrainedOn is not null;
}

/// <summary>Something the evaluation found, and what was done about it.</summary>
/// <param name="Attempt">The attempt at the evaluation that found it, from 1.</param>
/// <param name="Kind">Of <see cref="Procedures.Runs.FindingKinds"/>; null when none was chosen.</param>
public sealed record ImkFinding(int No, int Attempt, string Text, string? Kind = null)
{
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }

    /// <summary>What was done about it.</summary>
    public string? Answer { get; init; }
}

/// <param name="Changed">Units that were new or had another result.</param>
/// <param name="Unknown">Rows of blocks that nobody is assigned to.</param>
public sealed record ImkImport(DateTimeOffset At, string? By, FileReference File, int Units, int Changed, int Unknown);

/// <summary>Where the annual report is; one of the three at least.</summary>
/// <param name="Item">The catalogue item it is registered as.</param>
/// <param name="Release">The entry of the release calendar.</param>
/// <param name="Link">Where the province published it.</param>
public sealed record ImkDissemination(string? Item, string? Release, string? Link);
