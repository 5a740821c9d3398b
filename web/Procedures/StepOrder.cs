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

        // Not the step itself: one that only leads to itself is reached by no other.
        foreach (var step in steps.Skip(1).Where(step => !step.IsPeriodic && !PortalEvents.Known.Contains(step.Starts ?? "")))
        {
            if (!steps.Any(other => other.No != step.No && other.Next.Steps.Contains(step.No)))
            {
                yield return (step, "tidak ada langkah lain yang menuju langkah ini; tambahkan di kolom Lanjut, atau tulis peristiwa pembukanya di kolom Mulai pada ## Bacaan.");
            }
        }

        var ending = steps.Where(step => step.Next.Ends).Select(step => step.No).ToHashSet(StringComparer.Ordinal);
        for (var before = -1; before != ending.Count;)
        {
            before = ending.Count;
            ending.UnionWith(steps.Where(step => step.Next.Steps.Any(ending.Contains)).Select(step => step.No));
        }

        foreach (var step in steps.Where(step => !ending.Contains(step.No)))
        {
            yield return (step, "dari langkah ini tidak ada jalan menuju selesai.");
        }
    }
}
