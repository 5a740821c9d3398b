namespace DataPortal.Procedures.Chart;

/// <summary>What is open at a step now, shown at its row in words.</summary>
/// <param name="Open">Attempts not yet done.</param>
/// <param name="Late">Those of them past their due moment.</param>
/// <param name="Words">3 dikerjakan, 1 terlambat</param>
public sealed record StepBadge(int Open, int Late, string Words);
