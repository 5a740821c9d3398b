using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>The people of the portal, their sessions and one-time links, and how they are looked up.</summary>
public static class StaffQueries
{
    public static Collection<Staff> Collection { get; } = new Collection<Staff>("staff")
        .Unique("email", staff => Key(staff.Email))
        .Index("name", staff => staff.Name)
        .Many("role", staff => staff.IsDisabled ? [] : staff.Roles.Select(role => role.ToString()))
        .Backstage();

    public static Collection<StaffSession> Sessions { get; } = new Collection<StaffSession>("staff_sessions")
        .Index("staff", session => session.StaffId)
        .Index("seen", session => session.LastSeenAt)
        .Backstage();

    public static Collection<OneTimeLink> Links { get; } = new Collection<OneTimeLink>("staff_links")
        .Unique("token", link => link.TokenHash)
        .Index("staff", link => link.StaffId)
        .Backstage();

    public static Query<Staff> ByEmail(string email) => Collection.Where("email", Key(email));

    /// <summary>Everyone, by name.</summary>
    public static Query<Staff> Everyone() => Collection.All().OrderBy("name");

    /// <summary>Who holds a role and is not disabled.</summary>
    public static Query<Staff> Holding(Role role) => Collection.Where("role", role.ToString());

    public static Query<StaffSession> SessionsOf(string staffId) => Sessions.Where("staff", staffId).OrderByDescending("seen");

    public static Query<OneTimeLink> LinksOf(string staffId) => Links.Where("staff", staffId);

    public static Query<OneTimeLink> LinkByToken(string tokenHash) => Links.Where("token", tokenHash);

    /// <summary>Addresses are one whatever their case: the form Identity's normaliser makes.</summary>
    internal static string Key(string email) => email.Normalize().ToUpperInvariant();
}
