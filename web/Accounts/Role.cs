using Microsoft.AspNetCore.Authorization;

namespace DataPortal.Accounts;

/// <summary>What a person of the office does (design §1). A person may hold several.</summary>
public enum Role
{
    WebAdmin,
    SectionHead,
    DivisionHead,
    DeskOfficer,
    Treasurer,
    FieldOfficer,
    TeamLead,
    DataProducer,
    OfficeHead,
    SystemAdmin,
}

/// <summary>Who may open a page or use a handler: any holder of one of these roles; with no role named, anyone signed in. Every page under <c>/petugas</c> names its own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowAttribute : AuthorizeAttribute
{
    public AllowAttribute(params Role[] roles) => Roles = roles.Length == 0 ? null : string.Join(',', roles.Select(role => role.ToString()));
}

public static class RoleWords
{
    /// <summary>The role as the office says it.</summary>
    public static string Of(Role role) => role switch
    {
        Role.WebAdmin => "Admin web",
        Role.SectionHead => "Kepala seksi diseminasi",
        Role.DivisionHead => "Kepala bidang IPDS",
        Role.DeskOfficer => "Petugas PST",
        Role.Treasurer => "Bendahara penerimaan",
        Role.FieldOfficer => "Pelaksana lapangan",
        Role.TeamLead => "Ketua tim teknis",
        Role.DataProducer => "Produsen data",
        Role.OfficeHead => "Kepala BPS",
        Role.SystemAdmin => "Pengelola sistem",
        _ => throw new InvalidOperationException($"Unknown role {role}."),
    };
}
