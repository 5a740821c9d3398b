using DataPortal.Catalog;
using DataPortal.Content;

namespace DataPortal.Requests;

/// <summary>An agency that may hold what the office does not. <see cref="IsSample"/>: its contact is made up and must be replaced by the office.</summary>
public sealed record Referral(string Id, string Agency, string Unit, string Topics, string Contact, bool IsSample)
{
    /// <summary>As the requester reads it.</summary>
    public string Text => string.Join(", ", new[] { Agency, Unit }.Where(part => part.Length > 0))
        + (Contact.Length > 0 ? $" ({Contact}{(IsSample ? ", contoh" : "")})" : "");
}

/// <summary>The list of agencies under <c>content/referrals.csv</c>: <c>id,instansi,unit,topik,kontak,contoh</c>.</summary>
public sealed class Referrals
{
    public Referrals(ContentRoot root) => All =
    [
        .. CodeFile.Read(Path.Combine(root.Path, "referrals.csv"),
            row => new Referral(row["id"], row["instansi"], row["unit"], row["topik"], row["kontak"], row["contoh"] == "ya")),
    ];

    public IReadOnlyList<Referral> All { get; }

    public Referral? Find(string? id) => All.FirstOrDefault(referral => referral.Id == id);
}
