using System.Text.RegularExpressions;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities;

/// <summary>What the owner does to a run as a whole: items, its date, closing, cancelling, beginning anew (procedures.md §1.4, §1.5).</summary>
public sealed partial class RunRoomModel
{
    /// <summary>Items of one form: a list pasted from a table.</summary>
    public const int MostItems = 200;

    public sealed class Input
    {
        /// <summary>One item a line.</summary>
        public string? Titles { get; set; }

        /// <summary>The key of an item that is there, to change it; empty: new items.</summary>
        public string? Key { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Due { get; set; }
        public string? Person { get; set; }
        public string? Reason { get; set; }

        public string? SettleKey { get; set; }
        public string? SettleOutcome { get; set; }
        public string? SettleReason { get; set; }
        public string? RestOutcome { get; set; }
        public string? RestReason { get; set; }
        public DateOnly? Date { get; set; }
        public string? CancelReason { get; set; }
        public string? AnewReason { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public Task<IActionResult> OnPostItemsAsync(string run, CancellationToken ct) => ActAsync(run, () => MayPlan && HasPlainItems, "butir", async () =>
    {
        var titles = StepActs.Lines(Form.Titles, MostItems);
        var known = string.IsNullOrEmpty(Form.Key) ? null : Run.FindItem(Form.Key);
        Need(titles.Count > 0, "Form.Titles", "Tulis nama butirnya, satu baris satu butir.");
        Need(titles.All(title => title.Length <= 200), "Form.Titles", "Nama butir paling panjang 200 huruf.");
        Need(string.IsNullOrEmpty(Form.Key) || known is not null, "Form.Key", "Butir itu tidak ada di kegiatan ini.");
        Need(known is null || titles.Count <= 1, "Form.Titles", "Mengubah butir: tulis satu nama saja.");
        Need(Form.From is null || Form.Due is null || Form.From <= Form.Due, "Form.Due", "Tenggat lebih awal daripada tanggal mulai.");
        var person = People.FirstOrDefault(one => one.Id == Form.Person);
        Need(string.IsNullOrEmpty(Form.Person) || person is not null, "Form.Person", "Pilih petugas yang ada.");
        for (var at = 0; ModelState.IsValid && at < titles.Count; at++)
        {
            var (number, title) = (at, titles[at]);
            await DoAsync(now => new PlanItem
            {
                Id = $"butir/{Nonce}/{number}",
                At = default,
                Key = known?.Key ?? FreeKey(now, title),
                Title = title,
                From = Form.From is { } from ? tools.Calendar.OpeningOf(from) : known?.From,
                Due = Form.Due is { } due ? tools.Calendar.ClosingOf(due) : known?.Due,
                PersonId = person?.Id ?? known?.PersonId,
                Person = person?.Name ?? known?.Person,
                Held = known?.Held,
                Reason = Typed(Form.Reason),
            }, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostSettleAsync(string run, CancellationToken ct) => ActAsync(run, () => MayPlan && HasPlainItems, "tuntas", async () =>
    {
        Need(Run.FindItem(Form.SettleKey ?? "") is not null, "Form.SettleKey", "Pilih butirnya.");
        Need(SettleOptions.Any(known => known.Value == Form.SettleOutcome), "Form.SettleOutcome", "Pilih bagaimana butir ini tuntas.");
        Need(Typed(Form.SettleReason) is not null, "Form.SettleReason", "Tulis alasannya.");
        if (ModelState.IsValid)
        {
            await DoAsync(_ => new SettleItem { Id = "tuntas/" + Nonce, At = default, Key = Form.SettleKey!, Outcome = Form.SettleOutcome!, Reason = Typed(Form.SettleReason) }, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostRestAsync(string run, CancellationToken ct) => ActAsync(run, () => MayPlan && HasPlainItems, "tutup", async () =>
    {
        Need(SettleOptions.Any(known => known.Value == Form.RestOutcome), "Form.RestOutcome", "Pilih bagaimana butir yang tersisa ditutup.");
        Need(Typed(Form.RestReason) is not null, "Form.RestReason", "Tulis alasannya.");
        if (ModelState.IsValid)
        {
            await DoAsync(_ => new SettleRest { Id = "tutup/" + Nonce, At = default, Outcome = Form.RestOutcome!, Reason = Typed(Form.RestReason) }, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostDateAsync(string run, CancellationToken ct) => ActAsync(run, () => MayPlan, "tanggal", async () =>
    {
        Need(Form.Date is not null, "Form.Date", "Tulis tanggalnya.");
        if (ModelState.IsValid)
        {
            await DoAsync(_ => new PlanItem { Id = "tanggal/" + Nonce, At = default, Key = "", Due = tools.Calendar.ClosingOf(Form.Date!.Value) }, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostCancelAsync(string run, CancellationToken ct) => ActAsync(run, () => MayCancel, "batal", async () =>
    {
        Need(Typed(Form.CancelReason) is not null, "Form.CancelReason", "Tulis mengapa kegiatan ini dibatalkan.");
        if (ModelState.IsValid && await DoAsync(_ => new CancelRun { Id = "batal/" + Nonce, At = default, Reason = Typed(Form.CancelReason) }, ct))
        {
            await subRuns.CancelAsync(Run, Typed(Form.CancelReason)!, ct);
        }
    }, ct);

    /// <summary>Ends the run and begins one of the version in force, each linked to the other (§1.5, document changed).</summary>
    public async Task<IActionResult> OnPostAnewAsync(string run, CancellationToken ct)
    {
        if (await LoadAsync(run, null, null, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        if (Later is { } there)
        {
            return Redirect(Url.Content(RunLinks.Run(there.Id)));
        }

        if (Gone is not null || !(Run.OwnerId == Rights.PersonId || Rights.IsHead))
        {
            return Forbid();
        }

        Need(Typed(Form.AnewReason) is not null, "Form.AnewReason", "Tulis alasannya.");
        Need(Run.IsOpen && NewVersion is not null, "Form.AnewReason", "Dokumen kegiatan ini masih yang berlaku.");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var reason = Typed(Form.AnewReason)!;
        var role = Rights.LeadingAs();
        var begun = await Desk.OpenAsync(NewVersion!, new OpenRun(
            Guid.TryParseExact(Nonce, "N", out _) ? Nonce! : Document.NewId(tools.Clock), Run.Title,
            Desk.By(new Tick { Id = "baru/" + Nonce, At = default, Reason = reason }, role) with { OnBehalfOf = Rights.OnBehalfOf(role) }, Replaces: Run.Id, Due: Run.Due), ct);
        if (!await DoAsync(_ => new CancelRun { Id = "baru/" + Nonce, At = default, Reason = $"dimulai lagi menurut versi dokumen yang berlaku: {reason}" }, ct))
        {
            return Page();
        }

        await subRuns.CancelAsync(Run, reason, ct);
        return Redirect(Url.Content(RunLinks.Run(begun.Id)) + "?pesan=baru");
    }

    private async Task<IActionResult> ActAsync(string run, Func<bool> may, string said, Func<Task> act, CancellationToken ct)
    {
        if (await LoadAsync(run, null, null, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        if (Gone is not null && !may())
        {
            return Page();
        }

        if (Run.HasSeen($"{said}/{Nonce}"))
        {
            return Redirect(Url.Content(RunLinks.Run(Run.Id)) + "?pesan=" + said);
        }

        if (!Rights.Leads(Run))
        {
            return Forbid();
        }

        if (!may())
        {
            ModelState.AddModelError("", Run.IsOpen ? "Itu tidak dapat dilakukan oleh peran Anda, atau keadaan kegiatan ini sudah berubah." : new RunClosedException(Run).Message);
            return Page();
        }

        await act();
        if (ModelState.IsValid)
        {
            return Redirect(Url.Content(RunLinks.Run(Run.Id)) + "?pesan=" + said);
        }

        await ReadAsync(ct);
        return Page();
    }

    /// <summary>A key from an item's name: readable in addresses, and nobody else's in the run.</summary>
    private static string FreeKey(Run run, string title)
    {
        var stem = NotInKeys().Replace(title.ToLowerInvariant(), "-").Trim('-') is { Length: > 0 } words ? words[..Math.Min(words.Length, 40)].Trim('-') : "butir";
        var key = stem;
        for (var at = 2; run.FindItem(key) is not null; at++)
        {
            key = $"{stem}-{at}";
        }

        return key;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInKeys();
}
