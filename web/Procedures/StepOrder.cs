namespace DataPortal.Procedures;

/// <summary>Whether the rows of a procedure make a whole: every step is reached, every step leads to the end (procedures.md §1.1).</summary>
internal static class StepOrder
{
    /// <returns>The steps that are wrong, with what is wrong.</returns>
    public static IEnumerable<(ProcedureStep Step, string Problem)> Check(IReadOnlyList<ProcedureStep> steps)
    {
        var numbers = steps.Select(step => step.No).ToHashSet(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            foreach (var missing in step.Next.Steps.Where(no => !numbers.Contains(no)))
            {
                yield return (step, $"Lanjut menunjuk langkah {missing} yang tidak ada.");
            }
        }

        foreach (var problem in steps.Where(step => step is { IsCounted: false, Next.Kind: NextKind.DeferredChoice }).SelectMany(step => Choices(step, steps)))
        {
            yield return problem;
        }

        var reached = Spread(steps.Where((step, index) => index == 0 || step.OpensByItself), step => step.Next.Steps, steps);

        // Not the step itself: one that only leads to itself is reached by no other.
        foreach (var step in steps.Skip(1).Where(step => !step.OpensByItself))
        {
            if (!steps.Any(other => other.No != step.No && other.Next.Steps.Contains(step.No)))
            {
                yield return (step, "tidak ada langkah lain yang menuju langkah ini; tambahkan di kolom Lanjut, atau tulis peristiwa pembukanya di kolom Mulai pada ## Bacaan.");
            }
            else if (!reached.Contains(step.No))
            {
                yield return (step, "langkah ini hanya dituju oleh langkah yang sendirinya tidak tercapai dari awal; hubungkan salah satunya dengan langkah sebelumnya di kolom Lanjut.");
            }

            if (step.Actors.Any(actor => actor.Capsule == Capsule.Start))
            {
                yield return (step, $"(mulai) ada di sini, padahal prosedur dimulai di langkah {steps[0].No}; hapus, atau tulis di kolom Mulai pada ## Bacaan peristiwa yang membuka langkah ini.");
            }
        }

        var before = steps.SelectMany(step => step.Next.Steps, (step, next) => (step.No, next)).ToLookup(pair => pair.next, pair => pair.No, StringComparer.Ordinal);
        var ending = Spread(steps.Where(step => step.Next.Ends), step => before[step.No], steps);
        foreach (var step in steps.Where(step => !ending.Contains(step.No)))
        {
            yield return (step, "dari langkah ini tidak ada jalan menuju selesai; arahkan Lanjut salah satu langkah sesudahnya ke selesai, atau ke langkah yang menuju selesai.");
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
