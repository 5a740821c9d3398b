namespace DataPortal.Procedures;

/// <summary>What the portal runs a step by beyond its verbatim cells, and what of it a newer text does not have any more: as easily lost in a paste as it is missed in a run.</summary>
public static class ReadingLoss
{
    /// <summary>The columns a step fills, in words: <c>Peristiwa activity.handed-in</c>, <c>Per penugasan</c>.</summary>
    public static IReadOnlyList<string> Of(ProcedureStep step) => [.. Filled(step).Select(filled => filled.Words)];

    /// <returns>Sentences of the staff pages (Indonesian); none when nothing is lost.</returns>
    public static IEnumerable<string> Between(Procedure before, Procedure after)
    {
        var lost = after.Steps.Select(step => (step.No, Columns: before.FindStep(step.No) is { } old
            ? Filled(old).ExceptBy(Filled(step).Select(filled => filled.Column), filled => filled.Column).Select(filled => filled.Words).ToList() : [])).Where(step => step.Columns.Count > 0).ToList();
        if (lost.Count > 0)
        {
            yield return $"Yang ada di versi berlaku tetapi tidak ada di draf ini: {string.Join("; ", lost.Select(step => $"langkah {step.No}: {string.Join(", ", step.Columns)}"))}. Tanpa itu langkahnya berjalan lain dari sekarang; tulis lagi di ## Kegiatan dan ## Bacaan, atau berlakukan bila memang dimaksud.";
        }

        if (before.TranscriptionNotes.Count > 0 && after.TranscriptionNotes.Count == 0)
        {
            yield return $"{before.TranscriptionNotes.Count} catatan transkripsi di versi berlaku tidak ada di draf ini.";
        }
    }

    private static IEnumerable<(string Column, string Words)> Filled(ProcedureStep step)
    {
        (string Column, string? Text, bool IsShown)[] all =
        [
            ("Peristiwa", step.Event, true), ("Sub", step.Sub, true), ("Per", step.Per, true), ("Mulai", step.Starts, false), ("Bukti", step.Evidence, false), ("Pertanyaan", step.ImpliedQuestion, false),
            ("Formulir", step.Form, true), ("Perbaikan", step.Repair is null ? null : ProcedureWords.Repair(step), true), ("Temuan", step.FindingKinds.Count > 0 ? "ada" : null, false), ("Boleh lewati", step.MayBeSkipped ? "ya" : null, false),
        ];
        return all.Where(column => column.Text is not null).Select(column => (column.Column, column.IsShown ? $"{column.Column} {column.Text}" : column.Column));
    }
}
