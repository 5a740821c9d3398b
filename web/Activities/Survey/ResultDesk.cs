using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>Steps 6 and 7 of a survey: its compilation is written and made final; its result joins the collection and is sent. Each change is one commit with its audit line. Rules broken are told by <see cref="RunRuleException"/>.</summary>
public sealed class ResultDesk(SurveyTools tools, CatalogDesk catalog)
{
    /// <summary>Keeps the compilation as it is so far.</summary>
    /// <param name="seen">The version the form was filled from.</param>
    public Task SaveCompilationAsync(Run run, ProcedureStep step, string? evaluation, IReadOnlyList<FileReference> files, long seen, CancellationToken ct)
    {
        Open(run, step);
        return tools.Store.CommitAsync(async attempt => (true, await CompiledAsync(run.Id, evaluation, files, seen, null, attempt)), ct);
    }

    /// <summary>The change that makes the compilation final, to go with the step's own commit.</summary>
    public Task<IReadOnlyList<Change>> FinalAsync(string run, string? evaluation, IReadOnlyList<FileReference> files, long seen, CancellationToken ct) =>
        CompiledAsync(run, evaluation, files, seen, tools.Now, ct);

    /// <summary>Keeps what was typed; nothing is recorded by it.</summary>
    public Task DraftAsync(Run run, ProcedureStep step, DispatchDraft draft, CancellationToken ct)
    {
        Open(run, step);
        return ChangeAsync(run, "survey.result-drafted", now => now with { Draft = draft }, ct);
    }

    /// <summary>The compilation becomes a draft of the catalogue. The draft and its place here are one commit: no second one by a form sent twice.</summary>
    public Task CollectAsync(Run run, Procedure procedure, ProcedureStep step, SurveyPlan? plan, Compilation? compilation, string title, string subject, DispatchDraft draft, CancellationToken ct)
    {
        Open(run, step);
        SurveyTools.Need(compilation?.Files.Count > 0, "Kompilasi belum final; belum ada berkas untuk katalog.");
        return tools.Store.CommitAsync(async attempt =>
        {
            var made = await catalog.DraftAsync(
                catalog.New(ItemKind.Publication, new(title), subject) with
                {
                    Summary = new($"Hasil {run.Title}, dikumpulkan kantor ini menurut SOP {procedure.Number}."),
                    Period = plan?.Year.ToString(CultureInfo.InvariantCulture) ?? "",
                    Years = plan is null ? [] : [plan.Year],
                    Files = compilation!.Files,
                },
                attempt);
            var before = await FindAsync(run.Id, attempt);
            NotCollected(before);
            return (made.Item, (IReadOnlyList<Change>)[.. made.Changes, SurveyTools.Put(SurveyQueries.Dispatches, before, (before ?? new() { Id = run.Id }) with { Item = made.Item.Id, KeptBack = null, KeptBackBy = null, Draft = draft })]);
        }, ct);
    }

    /// <summary>The result is not published, with the reason a head agreed to (§4.3, step 7).</summary>
    public Task KeepBackAsync(Run run, ProcedureStep step, string reason, DispatchDraft draft, CancellationToken ct)
    {
        Open(run, step);
        SurveyTools.Need(tools.Rights.IsHead, "Hanya kepala seksi yang dapat menyetujui hasil tidak diterbitkan.");
        return ChangeAsync(run, "survey.result-kept-back", now =>
        {
            NotCollected(now);
            return now with { KeptBack = reason, KeptBackBy = tools.MyName, Draft = draft };
        }, ct);
    }

    public Task SendAsync(Run run, ProcedureStep step, SentResult sent, DispatchDraft draft, CancellationToken ct)
    {
        Open(run, step);
        return ChangeAsync(run, "survey.result-sent", now => now.Sent is null ? now with { Sent = sent with { By = tools.MyName }, Draft = draft } : throw new RunRuleException("Pengiriman sudah dicatat."), ct);
    }

    /// <summary>That it arrived: optional, also after the run ended, for it carries no standard.</summary>
    /// <param name="draft">Null: nothing else was typed.</param>
    public Task ReceiveAsync(Run run, DateOnly on, string? note, DispatchDraft? draft, CancellationToken ct) => ChangeAsync(run, "survey.result-received", now =>
    {
        var sent = now.Sent ?? throw new RunRuleException("Catat pengirimannya lebih dahulu.");
        SurveyTools.Need(on >= sent.On && on <= tools.Today, "Tanggal terima tidak lebih awal daripada tanggal kirim dan paling lambat hari ini.");
        return now with { ReceivedOn = on, ReceivedNote = note, Draft = draft ?? now.Draft };
    }, ct);

    /// <summary>What is missing before the step can end; empty: it can.</summary>
    public static IReadOnlyList<string> Missing(Dispatch? dispatch) =>
    [
        .. dispatch?.IsCollected == true ? Array.Empty<string>() : ["Hasil belum masuk koleksi: buat draf butir katalog, atau catat alasan tidak diterbitkan yang disetujui kepala seksi."],
        .. dispatch?.Sent is not null ? Array.Empty<string>() : ["Pengiriman belum dicatat."],
    ];

    /// <summary>The end of the step, with what was done as its evidence.</summary>
    /// <exception cref="RunRuleException">One of the two things is missing.</exception>
    public static Complete Completed(ProcedureStep step, Dispatch? dispatch, string id) => Missing(dispatch) is [var first, ..]
        ? throw new RunRuleException(first)
        : new()
        {
            Id = id,
            At = default,
            Step = step.No,
            Cause = dispatch!.Item is null ? null : "catalog.item.added",
            Evidence =
            [
                .. dispatch.Sent!.Files.Select(RunEvidence.Of), RunEvidence.Letter(dispatch.Sent.LetterNumber, dispatch.Sent.On),
                RunEvidence.Note(dispatch.Item is { } item ? $"Butir katalog: {item}" : $"Tidak diterbitkan: {dispatch.KeptBack} (disetujui {dispatch.KeptBackBy})"),
            ],
        };

    /// <exception cref="RunRuleException">The step is not to be done now: what was marked final stays as it was.</exception>
    private static void Open(Run run, ProcedureStep step)
    {
        var attempt = run.OpenAttempt(step.No) ?? throw (run.LastAttempt(step.No) is { } settled ? new StepSettledException(settled) : new StepNotReadyException(step.No));
        SurveyTools.Need(attempt.IsDoable, "Langkah ini sedang ditunda.");
    }

    private static void NotCollected(Dispatch? dispatch) => SurveyTools.Need(dispatch?.Item is null, "Hasil ini sudah masuk katalog.");

    private Task<Dispatch?> FindAsync(string run, CancellationToken ct) => tools.Store.FindAsync(SurveyQueries.Dispatches, run, ct);

    private Task ChangeAsync(Run run, string action, Func<Dispatch, Dispatch> change, CancellationToken ct) => tools.Store.CommitAsync(async attempt =>
    {
        var before = await FindAsync(run.Id, attempt);
        var after = change(before ?? new() { Id = run.Id });
        return (true, (IReadOnlyList<Change>)[SurveyTools.Put(SurveyQueries.Dispatches, before, after), tools.Audit.Entry(action, SurveyQueries.Dispatches, run.Id)]);
    }, ct);

    private async Task<IReadOnlyList<Change>> CompiledAsync(string run, string? evaluation, IReadOnlyList<FileReference> files, long seen, DateTimeOffset? final, CancellationToken ct)
    {
        var kept = await tools.Store.FindAsync(SurveyQueries.Compilations, run, ct);
        return (kept?.Version ?? 0) != seen
            ? throw new RunRuleException($"Kompilasi ini disimpan {kept?.SavedBy} sejak Anda membukanya. Isian Anda masih ada di bawah; simpan lagi bila itu yang berlaku.")
            : [
                SurveyTools.Put(SurveyQueries.Compilations, kept, (kept ?? new() { Id = run }) with
                {
                    Evaluation = evaluation?.Trim() ?? "",
                    Files = files,
                    SavedAt = tools.Now,
                    SavedBy = tools.MyName,
                    FinalAt = final,
                }),
                tools.Audit.Entry(final is null ? "survey.compilation-saved" : "survey.compilation-final", SurveyQueries.Compilations, run),
            ];
    }
}
