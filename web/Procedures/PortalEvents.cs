namespace DataPortal.Procedures;

/// <summary>The events of the portal that procedures may name (procedures.md, appendix A).</summary>
public static class PortalEvents
{
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "catalog.item.added", "catalog.item.published", "table.downloaded", "request.received", "request.not-held", "request.answered",
        "visit.locker-taken", "visit.signed-in", "visit.left", "sale.settled", "receipt.issued", "receipt.voided", "deposit.paid",
        "round.letter-signed", "round.distributed", "submission.sent", "submission.decided", "bank.stored", "activity.handed-in", "report.signed",
    };
}

/// <summary>What a slice offers to do a step <i>per</i> (procedures.md §1.2): a request, a producer. Registered by the slice that has them.</summary>
public sealed record ProcedureItem(string Name);

public static class ProcedureItemExtensions
{
    /// <summary>Lets documents name this in the column <c>Per</c>.</summary>
    public static IServiceCollection AddProcedureItem(this IServiceCollection services, string name) => services.AddSingleton(new ProcedureItem(name));
}
