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

/// <summary>Who may open a page or use a handler: any holder of one of these roles. Every page under <c>/petugas</c> names its own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AllowAttribute : AuthorizeAttribute
{
    public AllowAttribute(params Role[] roles) => Roles = string.Join(',', roles.Select(role => role.ToString()));
}
