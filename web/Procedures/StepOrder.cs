namespace DataPortal.Procedures;

/// <summary>Whether the rows of a procedure make a whole: every step is reached, every step leads to the end (procedures.md §1.1).</summary>
internal static class StepOrder
{
    /// <summary>Steps of a round named in its message.</summary>
    private const int MostNamed = 12;

    /// <summary>Of steps that are every row.</summary>
    public static IEnumerable<(ProcedureStep Step, string Problem)> Check(IReadOnlyList<ProcedureStep> steps) => Check(steps, steps.Select(step => step.No).ToHashSet(StringComparer.Ordinal), whole: true);

    /// <param name="numbers">Of every row, also of those no step could be made of.</param>
    /// <param name="whole">Every row is a step whose cell <i>Lanjut</i> could be read. What does not hang together otherwise only follows from that, and is not told.</param>
    /// <returns>The steps that are wrong, with what is wrong.</returns>
    public static IEnumerable<(ProcedureStep Step, string Problem)> Check(IReadOnlyList<ProcedureStep> steps, IReadOnlySet<string> numbers, bool whole)
    {
        List<(ProcedureStep, string)> causes = [.. steps.SelectMany(step => step.Next.Steps.Where(no => !numbers.Contains(no)).Select(missing => (step, $"Lanjut menunjuk langkah {missing} yang tidak ada.")))];
        return causes.Count > 0 || !whole ? causes
            : [.. steps.Where(step => step is { IsCounted: false, Next.Kind: NextKind.DeferredChoice }).SelectMany(step => Choices(step, steps)), .. Unreached(steps), .. Endless(steps)];
    }

    private static IEnumerable<(ProcedureStep Step, string Problem)> Unreached(IReadOnlyList<ProcedureStep> steps)
    {
        var reached = Spread(steps.Where((step, index) => index == 0 || step.OpensByItself), step => step.Next.Steps, steps);

        // Not the step itself: one that only leads to itself is reached by no other.
        var entered = steps.SelectMany(step => step.Next.Steps.Where(no => no != step.No)).ToHashSet(StringComparer.Ordinal);
        foreach (var step in steps.Skip(1).Where(step => !step.OpensByItself))
        {
            if (!entered.Contains(step.No))
            {
                yield return (step, "tidak ada langkah lain yang menuju langkah ini; tambahkan di kolom Lanjut, atau tulis peristiwa pembukanya di kolom Mulai pada ## Bacaan.");
                reached.UnionWith(Spread([step], next => next.Next.Steps, steps));
            }

            if (step.Actors.Any(actor => actor.Capsule == Capsule.Start))
            {
                yield return (step, $"(mulai) ada di sini, padahal prosedur dimulai di langkah {steps[0].No}; hapus, atau tulis di kolom Mulai pada ## Bacaan peristiwa yang membuka langkah ini.");
            }
        }

        // Steps that only lead to each other: told at the first of them.
        foreach (var step in steps)
        {
            if (!reached.Contains(step.No))
            {
                yield return (step, "langkah ini hanya dituju oleh langkah yang sendirinya tidak tercapai dari awal; hubungkan salah satunya dengan langkah sebelumnya di kolom Lanjut.");
                reached.UnionWith(Spread([step], next => next.Next.Steps, steps));
            }
        }
    }

    /// <summary>Where the work can only go round: told once, at the last row of the round. The steps that lead into it are right.</summary>
    private static IEnumerable<(ProcedureStep Step, string Problem)> Endless(IReadOnlyList<ProcedureStep> steps)
    {
        var before = steps.SelectMany(step => step.Next.Steps, (step, next) => (step.No, next)).ToLookup(pair => pair.next, pair => pair.No, StringComparer.Ordinal);
        var settled = Spread(steps.Where(step => step.Next.Ends), step => before[step.No], steps);
        foreach (var step in steps)
        {
            if (settled.Contains(step.No))
            {
                continue;
            }

            var from = Spread([step], next => next.Next.Steps, steps);
            var back = Spread([step], next => before[next.No], steps);
            if (from.IsSubsetOf(back))
            {
                var round = steps.Where(other => from.Contains(other.No)).ToList();
                var said = round.Count == 1 ? "dari langkah ini" : $"dari langkah {string.Join(", ", round.Take(MostNamed).Select(other => other.No))}{(round.Count > MostNamed ? " dan seterusnya" : "")}";
                yield return (round[^1], $"{said} tidak ada jalan menuju selesai; arahkan Lanjut salah satunya ke selesai, atau ke langkah yang menuju selesai.");
                settled.UnionWith(from);
            }
        }
    }

    /// <summary>Both branches of a deferred choice wait to be done for one and the same thing: what ends at once, is only counted, or is done per something else cannot wait.</summary>
    private static IEnumerable<(ProcedureStep Step, string Problem)> Choices(ProcedureStep step, IReadOnlyList<ProcedureStep> steps)
    {
        if (step.Next.Ends)
        {
            yield return (step, "selesai tidak dapat menjadi cabang pilihan dengan garis miring (/), karena tidak ada yang dikerjakan di sana; tulis keputusan biasa dengan titik koma (;).");
        }

        foreach (var branch in steps.Where(other => step.Next.Steps.Contains(other.No)))
        {
            if (branch.IsCounted || branch.IsPeriodic != step.IsPeriodic || branch.IsPerItem != step.IsPerItem)
            {
                yield return (step, $"pilihan dengan garis miring (/) menuju langkah {branch.No} yang Per-nya \"{branch.Per ?? "(kosong)"}\", padahal Per langkah ini \"{step.Per ?? "(kosong)"}\"; samakan Per-nya pada ## Bacaan, atau tulis keputusan biasa dengan titik koma (;).");
            }
        }
    }

    /// <summary>What can be got to from some steps by going on and on.</summary>
    private static HashSet<string> Spread(IEnumerable<ProcedureStep> from, Func<ProcedureStep, IEnumerable<string>> on, IReadOnlyList<ProcedureStep> steps)
    {
        var byNo = steps.DistinctBy(step => step.No).ToDictionary(step => step.No, StringComparer.Ordinal);
        HashSet<string> found = new(from.Select(step => step.No), StringComparer.Ordinal);
        Queue<string> waiting = new(found);
        while (waiting.TryDequeue(out var no))
        {
            foreach (var other in on(byNo[no]).Where(other => byNo.ContainsKey(other) && found.Add(other)))
            {
                waiting.Enqueue(other);
            }
        }

        return found;
    }
}
