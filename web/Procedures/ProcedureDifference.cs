using DataPortal.Accounts;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>One thing that is different.</summary>
/// <param name="Before">Null: it is new.</param>
/// <param name="After">Null: it is gone.</param>
public sealed record Difference(string What, string? Before, string? After);

/// <summary>What another version of a procedure changes, in the words of the staff pages (Indonesian).</summary>
public sealed record ProcedureDifference(IReadOnlyList<Difference> Identity, IReadOnlyList<Difference> Actors, IReadOnlyList<Difference> Steps)
{
    public bool IsEmpty => Identity.Count + Actors.Count + Steps.Count == 0;

    public int Added => Steps.Count(step => step.Before is null);
    public int Removed => Steps.Count(step => step.After is null);
    public int Changed => Steps.Count - Added - Removed;

    public static ProcedureDifference Between(Procedure before, Procedure after) => new(
        [.. Changes("", Sheet(before), Sheet(after))],
        [.. Changes("", before.Actors.Select(Line), after.Actors.Select(Line))],
        [.. StepChanges(Relabelled(before, after), after)]);

    /// <summary>With the newer names of the same actors: a new name is one difference, not one at every step.</summary>
    private static Procedure Relabelled(Procedure before, Procedure after) => before with
    {
        Actors = [.. before.Actors.Select(actor => actor with { Label = after.Actors.FirstOrDefault(other => other.Key == actor.Key)?.Label ?? actor.Label })],
    };

    /// <summary>A role as the portal knows it, also of those outside.</summary>
    public static string RoleOf(ProcedureActor actor) => actor.Role is { } role ? RoleWords.Of(role) : actor.IsSystem ? "portal" : "di luar kantor";

    private static (string, string) Line(ProcedureActor actor) => ($"aktor {actor.Key}", $"{actor.Label} ({RoleOf(actor)})");

    private static IEnumerable<Difference> StepChanges(Procedure before, Procedure after)
    {
        foreach (var gone in before.Steps.Where(step => after.FindStep(step.No) is null))
        {
            yield return new($"Langkah {gone.No}", gone.Activity, null);
        }

        foreach (var step in after.Steps)
        {
            if (before.FindStep(step.No) is not { } old)
            {
                yield return new($"Langkah {step.No}", null, step.Activity);
                continue;
            }

            foreach (var change in Changes($"Langkah {step.No}, ", Cells(before, old), Cells(after, step)))
            {
                yield return change with { Before = change.Before ?? "(kosong)", After = change.After ?? "(kosong)" };
            }
        }

        var (was, now) = (Order(before, after), Order(after, before));
        if (was != now)
        {
            yield return new("Urutan langkah", was, now);
        }
    }

    /// <summary>The steps both have, in the order of the first.</summary>
    private static string Order(Procedure procedure, Procedure other) => string.Join(", ", procedure.Steps.Where(step => other.FindStep(step.No) is not null).Select(step => step.No));

    private static IEnumerable<(string What, string Text)> Sheet(Procedure procedure) =>
    [
        ("Nomor SOP", procedure.Number), ("Jenis", procedure.Kind), ("Judul", procedure.Title), ("Nama SOP", procedure.FormalName ?? ""), ("Kop", string.Join(" / ", procedure.Units)),
        ("Tanggal Pembuatan", procedure.Created), ("Tanggal Revisi", procedure.Revised), ("Tanggal Efektif", procedure.Effective),
        ("Disahkan oleh", string.Join(", ", new[] { procedure.Approval.Office, procedure.Approval.Name, procedure.Approval.Rank, procedure.Approval.Nip }.OfType<string>())),
        ("Maksud", procedure.Purpose), ("Contoh dari", procedure.ExampleOf ?? ""), ("Judul bagan", procedure.ChartTitle ?? ""), ("Mutu Baku", string.Join(", ", procedure.QualityColumns)),
        .. procedure.ColumnLabels.Select(label => ($"Nama kolom {label.Key}", label.Value)),
        .. procedure.Sections.Select(section => (section.Heading, string.Join("; ", section.Items.Select(item => $"{item.Marker} {item.Text}".Trim())))),
        ("Catatan transkripsi", string.Join(" ", procedure.TranscriptionNotes)),
    ];

    private static IEnumerable<(string What, string Text)> Cells(Procedure procedure, ProcedureStep step) =>
    [
        ("Kegiatan", step.Activity), ("Pelaksana", ProcedureWords.Actors(procedure, step)), ("penanggung jawab", procedure.Actor(step.Responsible.Key).Label),
        ("Kelengkapan", step.Requisites), ("Waktu", step.StandardText), ("Keluaran", step.Output), ("Lanjut", ProcedureWords.Next(step.Next)),
        ("Peristiwa", step.Event ?? ""), ("Sub", step.Sub ?? ""), ("Keterangan", step.Remarks),
        ("Per (bacaan)", step.Per ?? ""), ("Ukur (bacaan)", ProcedureWords.Judged(step)), ("Jam (bacaan)", step.Clock.Name()), ("Mulai (bacaan)", step.Starts ?? ""),
        ("Bukti (bacaan)", step.Evidence ?? ""), ("Boleh lewati (bacaan)", step.MayBeSkipped ? "ya" : "tidak"), ("Pertanyaan (bacaan)", step.ImpliedQuestion ?? ""),
        ("Perbaikan (bacaan)", ProcedureWords.Repair(step)), ("Temuan (bacaan)", string.Join("; ", step.FindingKinds)),
        ("Formulir (bacaan)", step.Form ?? ""), ("Alasan (bacaan)", step.Reason ?? ""),
    ];

    private static IEnumerable<Difference> Changes(string prefix, IEnumerable<(string What, string Text)> before, IEnumerable<(string What, string Text)> after)
    {
        var (was, now) = (before.ToDictionary(pair => pair.What, pair => pair.Text, StringComparer.Ordinal), after.ToDictionary(pair => pair.What, pair => pair.Text, StringComparer.Ordinal));
        foreach (var what in was.Keys.Union(now.Keys))
        {
            var (old, made) = (was.GetValueOrDefault(what, ""), now.GetValueOrDefault(what, ""));
            if (old != made)
            {
                yield return new(prefix + what, old.Length > 0 ? old : null, made.Length > 0 ? made : null);
            }
        }
    }
}
