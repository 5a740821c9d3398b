using DataPortal.Accounts;

namespace DataPortal.Procedures.Conformance;

/// <summary>Where a case of a procedure has its page: offered by the slice that has it.</summary>
/// <param name="Procedure">Null: every procedure no other slice speaks for.</param>
/// <param name="Steps">The steps it speaks for; empty: all.</param>
/// <param name="Address">The page of a run, <c>~/petugas/…</c>; null when the run is none of the slice's.</param>
/// <param name="Readers">Roles the page opens to: to any other the case is told without a link.</param>
public sealed record CaseLink(string? Procedure, IReadOnlyList<string> Steps, Func<string, string?> Address, IReadOnlyList<Role> Readers);

public static class CaseLinkExtensions
{
    /// <summary>Lets the conformance pages lead from a case to where it is worked on.</summary>
    public static IServiceCollection AddCaseLink(this IServiceCollection services, CaseLink link) => services.AddSingleton(link);

    /// <returns>The page of a case, or null where no slice has one or it does not open to the reader.</returns>
    public static string? Of(this IEnumerable<CaseLink> links, Func<Role, bool> has, string procedure, string step, string run)
    {
        var own = links.Where(link => link.Procedure == procedure).ToList();
        return (own.Count > 0 ? own : links.Where(link => link.Procedure is null))
            .Where(link => (link.Steps.Count == 0 || link.Steps.Contains(step)) && link.Readers.Any(has))
            .Select(link => link.Address(run)).FirstOrDefault(address => address is not null);
    }
}
