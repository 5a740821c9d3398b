using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>A run after an event, and the marks that made it so; none when the event changed nothing.</summary>
public sealed record Advanced(Run Run, IReadOnlyList<ProcedureEvent> Marks);

/// <summary>How a run is opened.</summary>
/// <param name="Happened">Who opened it and when; its <see cref="Tick"/> carries no other meaning.</param>
/// <param name="FirstStep">Null: the first row. Else a step the calendar or an event opens by itself.</param>
/// <param name="Due">The date set for the run as a whole.</param>
public sealed record OpenRun(string Run, string Title, RunEvent Happened, string? FirstStep = null, RunParent? Parent = null, string? Replaces = null, DateTimeOffset? Due = null);

/// <summary>
/// The running model of procedures.md §1.2–§1.6: what an event does to a run. Pure: it reads no clock and no store; the same run and event always give the same marks.
/// No gateways, no expressions, no scripts: a document's rows and its column <i>Lanjut</i> are all there is.
/// </summary>
public sealed class RunEngine(WorkingCalendar calendar)
{
    /// <summary>Opens a run at its first step.</summary>
    /// <exception cref="ArgumentException">The first step is not one a run may begin with.</exception>
    /// <exception cref="RunRuleException">It was observed in the future.</exception>
    public Advanced Open(Procedure procedure, OpenRun opening)
    {
        var first = opening.FirstStep is { } no ? procedure.Step(no) : procedure.Steps[0];
        if (!ReferenceEquals(first, procedure.Steps[0]) && !first.OpensByItself)
        {
            throw new ArgumentException($"{procedure.Id} cannot begin with step {first.No}.", nameof(opening));
        }

        if (first.IsCounted)
        {
            throw new ArgumentException($"Step {first.No} of {procedure.Id} is only counted: nothing begins with it.", nameof(opening));
        }

        var advance = new RunAdvance(procedure, calendar, new RunFold(), opening.Run, opening.Happened);
        advance.Begin(opening, first);
        return advance.Finish();
    }

    /// <summary>What an event does to a run. Idempotent: an event that was there before changes nothing.</summary>
    /// <param name="procedure">The version the run started with.</param>
    /// <exception cref="RunRuleException">The event breaks a rule; the message says which, to the person.</exception>
    public Advanced Advance(Procedure procedure, Run run, RunEvent happened) => Advance(procedure, run, [happened]);

    /// <summary>Several events of one moment, in their order and all or none: a table of ten thousand assignments is one pass.</summary>
    /// <exception cref="RunRuleException">One of them breaks a rule; the message says which, to the person.</exception>
    public Advanced Advance(Procedure procedure, Run run, IReadOnlyList<RunEvent> happened)
    {
        var fold = new RunFold(run);
        List<ProcedureEvent> marks = [];
        foreach (var one in happened.Where(one => !fold.HasSeen(Hash(one.Id))))
        {
            var advance = new RunAdvance(procedure, calendar, fold, run.Id, one);
            advance.Do();
            marks.AddRange(advance.Marks);
        }

        return marks.Count == 0 ? new(run, []) : new(fold.ToRun() with { Version = run.Version }, marks);
    }

    /// <summary>What is left of a document that vanished: its name and version, as the log writes them, and no step. Enough for <see cref="CancelRun"/>, which asks nothing of the steps (§1.5).</summary>
    internal static Procedure Without(Run run) => new()
    {
        Id = run.Procedure,
        Version = run.ProcedureVersion,
        Number = "",
        Kind = "",
        Title = run.Procedure,
        Units = [],
        Created = "",
        Revised = "",
        Effective = "",
        Approval = new("", null, null),
        Purpose = "",
        Actors = [],
        Sections = [],
        ColumnLabels = new Dictionary<string, string>(),
        QualityColumns = [],
        Steps = [],
        TranscriptionNotes = [],
    };

    /// <summary>Eight bytes of an event's name: enough to know it again in its run.</summary>
    internal static string Hash(string id) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 8));
}
