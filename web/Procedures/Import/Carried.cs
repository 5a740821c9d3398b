using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Import;

/// <summary>
/// What a pasted document takes over from the version in force it is a newer text of: roles, and for every step that is still the same its reading, its event, its sub-procedure, and what
/// the drawing said that no paste holds. What has no counterpart is told, not guessed.
/// </summary>
internal sealed class Carried
{
    /// <summary>Share of words two activities must have in common to be the same step reworded.</summary>
    private const double Alike = 0.5;

    private readonly Procedure _before;
    private readonly IReadOnlyList<PastedStep> _rows;
    private readonly ProcedureStep?[] _of;

    /// <summary>The number each step of the version in force has now.</summary>
    private readonly Dictionary<string, string> _now = new(StringComparer.Ordinal);

    public Carried(Procedure before, PastedSteps table)
    {
        (_before, _rows, _of) = (before, table.Rows, new ProcedureStep?[table.Rows.Count]);
        Match((row, step) => row.No == step.No && Plain(row.Activity) == Plain(step.Activity));
        Match((row, step) => Plain(row.Activity) == Plain(step.Activity));
        Match((row, step) => row.No == step.No && Likeness(row.Activity, step.Activity) >= Alike);
    }

    public string Version => _before.Version;

    public IReadOnlyList<string> Notes => _before.TranscriptionNotes;

    /// <summary>The step of the version in force a row is; null when there is none.</summary>
    public ProcedureStep? Of(int row) => _of[row];

    public ProcedureActor? Actor(string label) => _before.Actors.FirstOrDefault(actor => Plain(actor.Label) == Plain(label));

    /// <summary>The lines of the letterhead, which a paste runs together; as pasted where they are others.</summary>
    public IReadOnlyList<string> Units(IReadOnlyList<string> pasted) => IsSameHead(pasted) ? _before.Units : pasted;

    /// <summary>The office's name, when the letterhead is still that of the example.</summary>
    public string? ExampleOf(IReadOnlyList<string> units) => IsSameHead(units) ? _before.ExampleOf : null;

    /// <summary>Who approved it, when the run-together words are those of the version in force; null when they are others.</summary>
    public Approval? Approval(string said)
    {
        var left = Plain(said);
        foreach (var part in new[] { _before.Approval.Office, _before.Approval.Name, _before.Approval.Rank, _before.Approval.Nip }.OfType<string>().Select(Plain))
        {
            var at = left.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return null;
            }

            left = left.Remove(at, part.Length);
        }

        return left is "" or "nip" ? _before.Approval : null;
    }

    /// <summary>Where a row leads: as the version in force says, unless the paste itself still shows it.</summary>
    /// <param name="proposed">As the paste says or lets guess.</param>
    public string Next(int row, string proposed)
    {
        if (_of[row] is not { } step || Mapped(step.Next) is not { } known || (IsDecision(proposed) && !proposed.Contains(Proposal.Unknown, StringComparison.Ordinal)))
        {
            return proposed;
        }

        // A row put in between is reached by the one above it, as the proposal has it.
        var below = _before.Steps.SkipWhile(other => other.No != step.No).Skip(1).FirstOrDefault()?.No;
        return step.Next is { Kind: NextKind.Plain, Outcomes: [var only] } && only.Step == below && !IsDecision(proposed) ? proposed : known;
    }

    /// <summary>The cell <i>Pelaksana</i> of the version in force, with the marks that were drawn; null where the row is another, or the paste shows lanes or writing it does not have.</summary>
    /// <param name="lanes">The keys of the lanes that hold something; symbols that were drawn leave nothing.</param>
    /// <param name="written">What the paste has written in them.</param>
    /// <param name="keys">Of every lane.</param>
    public string? Actors(int row, IReadOnlyCollection<string> lanes, IReadOnlyList<(string Key, string Text)> written, string next, IReadOnlyCollection<string> keys)
    {
        if (_of[row] is not { } step || step.Actors.Any(actor => !keys.Contains(actor.Key)) || lanes.Any(lane => step.Actors.All(actor => actor.Key != lane))
            || step.Actors.Any(actor => actor.HasDiamond) != IsDecision(next) || step.Actors.Any(actor => actor.Branch is { } branch && !next.Contains(branch + ":", StringComparison.Ordinal))
            || (!IsSameWriting(row, written) && written.CountBy(symbol => symbol.Key).Any(lane => step.Actors.Count(actor => actor.Key == lane.Key && step.HasShape(actor)) < lane.Value)))
        {
            return null;
        }

        return string.Join(", ", step.Actors.Select(actor => actor.Key + (actor.IsStarred ? "*" : "") + (actor.HasDiamond ? "?" : "") + (actor.Branch is { } branch ? "@" + branch : "")
            + actor.Capsule switch { Capsule.Start => " (mulai)", Capsule.End => " (selesai)", _ => "" }));
    }

    /// <summary>Whether the symbols' writing is that of the version in force, in whatever lane it came off the clipboard; also where none is left of it.</summary>
    public bool IsSameWriting(int row, IReadOnlyList<(string Key, string Text)> written) => _of[row] is { } step
        && (written.Count == 0 || written.Select(symbol => Plain(symbol.Text)).Order(StringComparer.Ordinal).SequenceEqual(step.Symbols.Select(symbol => Plain(symbol.Text)).Order(StringComparer.Ordinal)));

    /// <summary>The row of <c>## Bacaan</c>, in the order of <see cref="ReadingColumns"/>; null where the step has none.</summary>
    /// <param name="time">The row's time as it is now.</param>
    public string[]? Reading(int row, string time)
    {
        if (_of[row] is not { } step)
        {
            return null;
        }

        var usual = StepTable.UsualJudged(ServiceStandard.TryParse(time, out _) ?? ServiceStandard.None);
        string[] cells =
        [
            _rows[row].No, step.Per ?? "", step.Judged == usual ? "" : step.Judged switch { Judged.Work => "work", Judged.Lead => "lead", _ => "tidak" },
            step.Clock == WorkClock.Office ? "" : step.Clock.Name(), step.Starts ?? "", step.Evidence ?? "", step.MayBeSkipped ? "ya" : "", step.ImpliedQuestion ?? "", step.Form ?? "",
            ProcedureWords.Repair(step), string.Join("; ", step.FindingKinds), step.Reason ?? "",
        ];
        return cells.Skip(1).All(cell => cell.Length == 0) ? null : cells;
    }

    public static string[] ReadingColumns { get; } = ["No", "Per", "Ukur", "Jam", "Mulai", "Bukti", "Boleh lewati", "Pertanyaan", "Formulir", "Perbaikan", "Temuan", "Alasan"];

    /// <summary>What was taken over, and all that was not.</summary>
    public IEnumerable<Doubt> Told()
    {
        yield return new(0, "", $"peran, bacaan, peristiwa dan SOP rinci diambil dari versi yang berlaku ({Version}) untuk {_of.Count(step => step is not null)} dari {_rows.Count} langkah; cocokkan dengan dokumen baru.");
        foreach (var (row, step) in _rows.Zip(_of))
        {
            var said = step switch
            {
                null => $"langkah {row.No} tidak ada padanannya di versi yang berlaku: bacaan, peristiwa dan formulirnya belum ada; tulis bila perlu.",
                _ when row.No != step.No => $"langkah {row.No} dulu bernomor {step.No}; bacaannya dibawa, periksa nomor langkah yang disebut di dalamnya.",
                _ when Plain(row.Activity) != Plain(step.Activity) => $"langkah {row.No}: kata-katanya berubah (dulu \"{step.Activity}\"); bacaannya dibawa, periksa apakah masih benar.",
                _ => null,
            };
            if (said is not null)
            {
                yield return new(row.Line, row.Activity, said);
            }

            if (step is not null && row.Quality.GetValueOrDefault("Waktu", "") is var time && Plain(time) != Plain(step.StandardText))
            {
                yield return new(row.Line, time, $"langkah {row.No}: Waktu dulu \"{step.StandardText}\"; periksa Ukur dan Jam pada ## Bacaan.");
            }
        }

        foreach (var gone in _before.Steps.Where(step => !_now.ContainsKey(step.No)))
        {
            var lost = ReadingLoss.Of(gone);
            yield return new(0, "", $"langkah {gone.No} versi yang berlaku (\"{gone.Activity}\") tidak ada padanannya di teks ini{(lost.Count > 0 ? $"; yang tidak dibawa: {string.Join(", ", lost)}" : "")}.");
        }

        if (Notes.Count > 0)
        {
            yield return new(0, "", $"{Notes.Count} catatan transkripsi diambil dari versi yang berlaku; hapus yang tidak benar lagi untuk dokumen baru.");
        }
    }

    private bool IsSameHead(IReadOnlyList<string> units) => Plain(string.Concat(units)) == Plain(string.Concat(_before.Units));

    private void Match(Func<PastedStep, ProcedureStep, bool> same)
    {
        foreach (var (index, row) in _rows.Index().Where(row => _of[row.Index] is null))
        {
            if (_before.Steps.FirstOrDefault(step => !_now.ContainsKey(step.No) && same(row, step)) is { } found)
            {
                _of[index] = found;
                _now[found.No] = row.No;
            }
        }
    }

    /// <summary>A step's way with today's numbers; null where one of its steps is gone.</summary>
    private string? Mapped(Next next)
    {
        if (next.Steps.Any(step => !_now.ContainsKey(step)))
        {
            return null;
        }

        var ways = next.Outcomes.Select(outcome => (outcome.Word.Length > 0 ? outcome.Word + ": " : "") + (outcome.Step is { } step ? _now[step] : "selesai"));
        return string.Join(next.Kind == NextKind.DeferredChoice ? " / " : "; ", ways);
    }

    private static bool IsDecision(string next) => next.Contains(':', StringComparison.Ordinal);

    /// <summary>Letters and digits alone: a full stop or a space more is the same text.</summary>
    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static double Likeness(string one, string other)
    {
        static HashSet<string> Words(string text) => [.. text.ToLowerInvariant().Split((char[])[' ', ',', '.', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries)];
        var (first, second) = (Words(one), Words(other));
        var all = first.Union(second).Count();
        return all == 0 ? 0 : (double)first.Intersect(second).Count() / all;
    }
}
