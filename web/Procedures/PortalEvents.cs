using DataPortal.Shared;

namespace DataPortal.Procedures;

/// <summary>The events of the portal that procedures may name (procedures.md, appendix A).</summary>
public static class PortalEvents
{
    private static readonly Dictionary<string, (string Indonesian, string English)> _words = new(StringComparer.Ordinal)
    {
        ["catalog.item.added"] = ("butir katalog dibuat", "catalogue item made"),
        ["catalog.item.published"] = ("butir katalog terbit", "catalogue item published"),
        ["table.downloaded"] = ("tabel diunduh", "table downloaded"),
        ["request.received"] = ("permintaan diterima", "request received"),
        ["request.not-held"] = ("pemberitahuan tidak tersedia terkirim", "notice of unavailability sent"),
        ["request.answered"] = ("jawaban terkirim", "answer sent"),
        ["visit.locker-taken"] = ("loker dipakai", "locker taken"),
        ["visit.signed-in"] = ("buku tamu diisi", "guest book signed"),
        ["visit.left"] = ("pengunjung keluar", "visitor left"),
        ["sale.settled"] = ("penjualan tuntas", "sale settled"),
        ["receipt.issued"] = ("kuitansi terbit", "receipt issued"),
        ["receipt.voided"] = ("kuitansi dibatalkan", "receipt voided"),
        ["deposit.paid"] = ("setoran dibayar", "deposit paid"),
        ["round.letter-signed"] = ("surat permintaan ditandatangani", "request letter signed"),
        ["round.distributed"] = ("surat permintaan tersampaikan", "request letter distributed"),
        ["submission.sent"] = ("kiriman masuk", "submission sent"),
        ["submission.decided"] = ("kiriman diputuskan", "submission decided"),
        ["bank.stored"] = ("tersimpan di bank data", "stored in the data bank"),
        ["activity.handed-in"] = ("hasil penugasan diserahkan", "assignment handed in"),
        ["report.signed"] = ("laporan ditandatangani", "report signed"),
    };

    public static IReadOnlySet<string> Known { get; } = _words.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>The event in the visitor's language; one the portal does not know, as a draft may name, by its own name.</summary>
    public static string Words(string name) => _words.TryGetValue(name, out var words) ? Speech.T(words.Indonesian, words.English) : name;
}

/// <summary>What the slices offer to the readings of documents.</summary>
/// <param name="Items">For the column <c>Per</c>.</param>
/// <param name="Forms">For the column <c>Formulir</c>.</param>
public sealed record Offered(IReadOnlySet<string> Items, IReadOnlySet<string> Forms)
{
    private bool _anything;

    /// <summary>For a text that was right once: what is offered today is not asked.</summary>
    public static Offered Anything { get; } = new(new HashSet<string>(), new HashSet<string>()) { _anything = true };

    /// <summary>What the slices cannot do without.</summary>
    public IReadOnlyList<ProcedureNeed> Needs { get; init; } = [];

    public bool HasItem(string name) => _anything || Items.Contains(name);

    public bool HasForm(string name) => _anything || Forms.Contains(name);
}

/// <summary>A step the portal itself acts by: a document of this identifier without it could not run.</summary>
/// <param name="Timed">It must have a standard time that can be counted: due moments are reckoned from it.</param>
public sealed record ProcedureNeed(string Procedure, string Step, bool Timed);

/// <summary>What a slice offers to do a step <i>per</i> (procedures.md §1.2): a request, a producer. Registered by the slice that has them.</summary>
public sealed record ProcedureItem(string Name);

/// <summary>A form of the portal a step may be done with: the plan of a survey, the decision on what was handed in. Registered by the slice that has it.</summary>
public sealed record ProcedureForm(string Name);

public static class ProcedureItemExtensions
{
    /// <summary>Lets documents name this in the column <c>Per</c>.</summary>
    public static IServiceCollection AddProcedureItem(this IServiceCollection services, string name) => services.AddSingleton(new ProcedureItem(name));

    /// <summary>Says that the slice acts by this step of this document: one without it is refused before it is in force.</summary>
    public static IServiceCollection AddProcedureNeed(this IServiceCollection services, string procedure, string step, bool timed = false) => services.AddSingleton(new ProcedureNeed(procedure, step, timed));

    /// <summary>Lets documents name this in the column <c>Formulir</c>.</summary>
    public static IServiceCollection AddProcedureForm(this IServiceCollection services, string name) => services.AddSingleton(new ProcedureForm(name));
}
