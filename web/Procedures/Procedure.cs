using DataPortal.Accounts;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>Which time of a step is compared with its standard (procedures.md §2.4).</summary>
public enum Judged
{
    /// <summary>Recorded, not judged.</summary>
    None,

    /// <summary>From started to done.</summary>
    Work,

    /// <summary>From ready to done.</summary>
    Lead,
}

/// <summary>A procedure (SOP) as its document says, in one version. Verbatim, but for what is called reading.</summary>
public sealed record Procedure
{
    public required string Id { get; init; }

    /// <summary>Nomor SOP.</summary>
    public required string Number { get; init; }

    /// <summary>As printed above the title: <c>PROSEDUR OPERASIONAL STANDAR</c>. Empty where the document has none.</summary>
    public required string Kind { get; init; }
    public required string Title { get; init; }

    /// <summary>Nama SOP, where the document has that line beside its title; else null.</summary>
    public string? FormalName { get; init; }

    /// <summary>The lines of the letterhead.</summary>
    public required IReadOnlyList<string> Units { get; init; }
    public required string Created { get; init; }
    public required string Revised { get; init; }

    /// <summary>Tanggal efektif, as printed.</summary>
    public required string Effective { get; init; }
    public required Approval Approval { get; init; }

    /// <summary>Maksud; empty where the document has none.</summary>
    public required string Purpose { get; init; }

    /// <summary>The office it comes from, when it is another's and only an example here.</summary>
    public string? ExampleOf { get; init; }
    public required IReadOnlyList<ProcedureActor> Actors { get; init; }

    /// <summary>What is printed above the steps; null where the document has nothing there.</summary>
    public string? ChartTitle { get; init; }

    /// <summary>Legal basis, qualification, relations, equipment, warnings, records: in the order of the document.</summary>
    public required IReadOnlyList<ProcedureSection> Sections { get; init; }

    /// <summary>The columns' names as printed, where they differ from those of the file.</summary>
    public required IReadOnlyDictionary<string, string> ColumnLabels { get; init; }

    /// <summary>The columns under <i>Mutu Baku</i>, in the document's order; <c>Keterangan</c> stands apart when it is not among them.</summary>
    public required IReadOnlyList<string> QualityColumns { get; init; }
    public required IReadOnlyList<ProcedureStep> Steps { get; init; }

    /// <summary>Our notes on damage and readings; never part of the document.</summary>
    public required IReadOnlyList<string> TranscriptionNotes { get; init; }

    /// <summary>Hash of the file's content, 12 hexadecimal digits. With <see cref="Number"/> and <see cref="Effective"/>, which are in it, it names the version (procedures.md §1.1).</summary>
    public required string Version { get; init; }

    /// <summary>The title as running text has it: <c>Pelayanan Website</c> for <c>PELAYANAN WEBSITE</c>.</summary>
    public string Name => Title.Any(char.IsLower) ? Title : Shared.Speech.Indonesian.TextInfo.ToTitleCase(Title.ToLowerInvariant());

    /// <exception cref="ArgumentException">The document has no such step.</exception>
    public ProcedureStep Step(string no) => FindStep(no) ?? throw new ArgumentException($"{Id} has no step {no}.", nameof(no));

    public ProcedureStep? FindStep(string no) => Steps.FirstOrDefault(step => step.No == no);

    /// <exception cref="ArgumentException">The document has no such actor.</exception>
    public ProcedureActor Actor(string key) => Actors.FirstOrDefault(actor => actor.Key == key)
        ?? throw new ArgumentException($"{Id} has no actor {key}.", nameof(key));

    public string Label(string column) => ColumnLabels.GetValueOrDefault(column, column);
}

/// <summary>Who put the procedure into force.</summary>
/// <param name="Rank">Pangkat.</param>
public sealed record Approval(string Office, string? Name, string? Nip, string? Rank = null);

/// <param name="Role">Null: outside the office (<c>eksternal</c>) or the portal itself (<c>sistem</c>).</param>
public sealed record ProcedureActor(string Key, string Label, Role? Role, bool IsSystem);

/// <summary>A part of the identity sheet.</summary>
/// <param name="Heading">As printed.</param>
public sealed record ProcedureSection(string Heading, IReadOnlyList<SectionItem> Items);

/// <param name="Marker"><c>a.</c>, <c>1.</c>, or empty.</param>
/// <param name="Text">May be empty: an empty number is kept.</param>
public sealed record SectionItem(string Marker, string Text);

/// <summary>One row of <c>## Kegiatan</c> with its row of <c>## Bacaan</c>.</summary>
public sealed record ProcedureStep
{
    /// <summary>A label, not a position: gaps are legal.</summary>
    public required string No { get; init; }

    /// <summary>Line of the file, from 1, on which it stands.</summary>
    public required int Line { get; init; }
    public required string Activity { get; init; }

    /// <summary>In the order the work passes through the row.</summary>
    public required IReadOnlyList<StepActor> Actors { get; init; }

    /// <summary>Kelengkapan.</summary>
    public required string Requisites { get; init; }

    /// <summary>Waktu, as printed.</summary>
    public required string StandardText { get; init; }

    /// <summary>Null: time is recorded, not judged.</summary>
    public required ServiceStandard? Standard { get; init; }

    /// <summary>Keluaran.</summary>
    public required string Output { get; init; }
    public required Next Next { get; init; }

    /// <summary>The portal event that completes it; null when a person does.</summary>
    public required string? Event { get; init; }

    /// <summary>Keterangan.</summary>
    public required string Remarks { get; init; }

    /// <summary>The document that is this step's sub-procedure. It need not be there: then the step runs by its own words (procedures.md §5.3).</summary>
    public string? Sub { get; init; }

    /// <summary>What the document writes inside the symbols of the lanes (<c>## Lambang</c>), from left to right and from top to bottom. Verbatim.</summary>
    public IReadOnlyList<StepSymbol> Symbols { get; init; } = [];

    // From here on: reading.

    /// <summary>What it is done per; null: the run itself. <c>bulan</c>, <c>tahun</c>: the calendar opens it; <c>hitungan</c>: only counted.</summary>
    public required string? Per { get; init; }
    public required Judged Judged { get; init; }
    public required WorkClock Clock { get; init; }

    /// <summary>What makes it ready, when not the step before.</summary>
    public string? Starts { get; init; }
    public string? Evidence { get; init; }

    /// <summary>What the decision asks, where the document only implies it.</summary>
    public string? ImpliedQuestion { get; init; }
    public bool MayBeSkipped { get; init; }

    /// <summary>How much time a repair has that this decision sends back; null: the standard of the step it goes back to.</summary>
    public RepairTime? Repair { get; init; }

    /// <summary>The kinds of findings of this decision; empty: the usual ones (<see cref="Runs.FindingKinds"/>).</summary>
    public IReadOnlyList<string> FindingKinds { get; init; } = [];
    public string? Reason { get; init; }

    /// <summary>The form of the portal it is done with (<see cref="ProcedureForm"/>); null: the plain one of its own requisites and output.</summary>
    public string? Form { get; init; }

    public bool IsPeriodic => Per is "bulan" or "tahun";
    public bool IsCounted => Per == "hitungan";

    /// <summary>Whether it is done per item of a run (an assignment, a producer), not once per run.</summary>
    public bool IsPerItem => Per is not null && !IsPeriodic && !IsCounted;

    /// <summary>What stands in a column under <i>Mutu Baku</i>.</summary>
    /// <exception cref="ArgumentException">It is no such column.</exception>
    public string Cell(string column) => column switch
    {
        "Kelengkapan" => Requisites,
        "Waktu" => StandardText,
        "Keluaran" => Output,
        "Keterangan" => Remarks,
        _ => throw new ArgumentException($"There is no column {column} of quality.", nameof(column)),
    };

    /// <summary>Whether it opens work by itself: the calendar or an event of the portal makes it ready.</summary>
    public bool OpensByItself => IsPeriodic || PortalEvents.Known.Contains(Starts ?? "");

    /// <summary>What the decision asks: as written in its diamond, else as we read it; null where nothing is decided or nothing is asked in words.</summary>
    public string? Question => Actors.FirstOrDefault(actor => actor.HasDiamond) is { } asked
        ? Symbols.FirstOrDefault(symbol => symbol.Actor == asked.Key)?.Text ?? ImpliedQuestion
        : ImpliedQuestion;

    /// <summary>Whether this entry draws a box or a diamond: one that only begins or ends draws the capsule alone, unless it answers for the step (procedures.md §3).</summary>
    public bool HasShape(StepActor actor) => actor.Capsule == Capsule.None || ReferenceEquals(actor, Responsible);

    /// <summary>The actor who answers for it: the starred one, else the first.</summary>
    public StepActor Responsible => Actors.FirstOrDefault(actor => actor.IsStarred) ?? Actors[0];
}

/// <summary>The time of a repair (reading, column <c>Perbaikan</c>).</summary>
/// <param name="Kind">What it is reckoned from.</param>
/// <param name="Time">The time itself, or at the least; null for <see cref="RepairKind.Shared"/>.</param>
public sealed record RepairTime(RepairKind Kind, ServiceStandard? Time);

public enum RepairKind
{
    /// <summary><c>2 hari kerja</c>: a time of its own.</summary>
    Own,

    /// <summary><c>bersama</c>: no time of its own. It is due when the deciding step is, and that step's later attempts keep its first due moment.</summary>
    Shared,

    /// <summary><c>sisa, sedikitnya 2 hari kerja</c>: what is left of the step's first time, and at least so much.</summary>
    Rest,
}

public enum Capsule
{
    None,

    /// <summary><c>(mulai)</c></summary>
    Start,

    /// <summary><c>(selesai)</c></summary>
    End,
}

/// <summary>One entry of the cell <i>Pelaksana</i> (procedures.md §3).</summary>
/// <param name="HasDiamond">The decision is drawn in this lane.</param>
/// <param name="Branch">The box is only on the branch with this outcome.</param>
public sealed record StepActor(string Key, bool IsStarred, bool HasDiamond, Capsule Capsule, string? Branch);

/// <summary>The writing inside one symbol of a lane.</summary>
/// <param name="Actor">The key of the lane's actor.</param>
public sealed record StepSymbol(string Actor, string Text);

public enum NextKind
{
    /// <summary>One step, or the end.</summary>
    Plain,

    /// <summary><c>ya: 4; tidak: 5</c></summary>
    Decision,

    /// <summary><c>tidak: 6 / ya: 7</c>: both become ready; the one done first names the outcome.</summary>
    DeferredChoice,
}

/// <summary>Where a step leads.</summary>
public sealed record Next(NextKind Kind, IReadOnlyList<Outcome> Outcomes)
{
    public IEnumerable<string> Steps => Outcomes.Select(outcome => outcome.Step).OfType<string>();

    public bool Ends => Outcomes.Any(outcome => outcome.Step is null);
}

/// <param name="Word">Empty where there is nothing to decide.</param>
/// <param name="Step">Null: <c>selesai</c>.</param>
public sealed record Outcome(string Word, string? Step);
