using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures;

public enum VersionSource
{
    /// <summary>A file of <c>content/sop</c>: the portal's own document.</summary>
    Content,

    /// <summary>Uploaded or pasted by the office.</summary>
    Office,
}

/// <summary>A time a version was in force.</summary>
/// <param name="Until">Null: still.</param>
/// <param name="ByOffice">The office decided it: a new file of <c>content/sop</c> does not take its place.</param>
public sealed record InForce(DateTimeOffset From, DateTimeOffset? Until, string By, bool ByOffice);

/// <summary>One text of a procedure, kept for ever: runs keep the version they started with (procedures.md §1.1). Its identifier is <c>{procedure}.{hash}</c>.</summary>
public sealed record ProcedureVersion : Document
{
    public required string Procedure { get; init; }

    /// <summary><see cref="Procedures.Procedure.Version"/>.</summary>
    public required string Hash { get; init; }

    /// <summary>The whole document, as it came.</summary>
    public required string Text { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }

    /// <summary>Tanggal efektif, as printed.</summary>
    public required string Effective { get; init; }
    public required VersionSource Source { get; init; }
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Who brought it.</summary>
    public required string By { get; init; }

    /// <summary>The signed original; null while nobody attached it.</summary>
    public SignedScan? Scan { get; init; }

    /// <summary>Earliest first; empty while it never was in force.</summary>
    public IReadOnlyList<InForce> Force { get; init; } = [];

    [System.Text.Json.Serialization.JsonIgnore]
    public InForce? Now => Force is [.., { Until: null } last] ? last : null;

    /// <summary>The version with a time in force begun, or the one that runs ended.</summary>
    public ProcedureVersion Begun(DateTimeOffset at, string by, bool byOffice) => this with { Force = [.. Force, new(at, null, by, byOffice)] };

    public ProcedureVersion Ended(DateTimeOffset at) => this with { Force = [.. Force.SkipLast(1), Force[^1] with { Until = at }] };
}

/// <summary>A document not yet in force: kept, corrected and looked at until someone decides.</summary>
public sealed record ProcedureDraft : Document
{
    public required string Text { get; init; }

    /// <summary>The title, or where it came from while it cannot be read: for lists.</summary>
    public required string Title { get; init; }

    /// <summary>Where it came from, in words: a file's name, <i>tempelan</i>.</summary>
    public required string Origin { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
    public required string SavedBy { get; init; }

    /// <summary>What the text was when it was saved, for lists; null where it could not be read at all, or was kept before this was.</summary>
    public DraftStanding? Standing { get; init; }
}

/// <param name="Procedure">The identifier it gives itself; may be empty.</param>
/// <param name="Hash">Of the version it would be.</param>
/// <param name="Problems">How many keep it from coming into force.</param>
public sealed record DraftStanding(string Procedure, string Number, string Effective, string Hash, int Problems);

public static class ProcedureQueries
{
    /// <summary>At most one version of a procedure is in force: the index refuses a second.</summary>
    public static Collection<ProcedureVersion> Versions { get; } = new Collection<ProcedureVersion>("procedure_versions")
        .Index("seen", version => version.FirstSeen)
        .Unique("in_force", version => version.Now is null ? null : version.Procedure);

    public static Collection<ProcedureDraft> Drafts { get; } = new Collection<ProcedureDraft>("procedure_drafts")
        .Index("saved", draft => draft.SavedAt)
        .Backstage();

    /// <summary>A few dozen in an office's life.</summary>
    public static Query<ProcedureVersion> AllVersions => Versions.All().OrderBy("seen");

    /// <summary>Latest first.</summary>
    public static Query<ProcedureDraft> AllDrafts => Drafts.All().OrderByDescending("saved");

    public static string IdOf(string procedure, string hash) => $"{procedure}.{hash}";

    /// <summary>Who reads the documents among staff, and prepares drafts.</summary>
    public static IReadOnlyList<Role> Readers { get; } = [Role.WebAdmin, Role.SectionHead, Role.SystemAdmin, Role.OfficeHead, Role.DivisionHead];

    /// <summary>Who puts a document into force.</summary>
    public static IReadOnlyList<Role> Deciders { get; } = [Role.OfficeHead, Role.DivisionHead, Role.SectionHead, Role.SystemAdmin];
}
