using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Requests;

/// <summary>The buttons of a request's page.</summary>
public sealed partial class TicketModel
{
    public Task<IActionResult> OnPostTemplateAsync(string name, CancellationToken ct) => WriteAsync(name, _ =>
    {
        if (templates.Fill(Form.Template, Item, queue.Me.Name) is { } text)
        {
            // What was typed already is not thrown away by a template.
            Put(string.IsNullOrWhiteSpace(Form.Text) ? text : $"{text}\n\n{Form.Text.Trim()}");
        }

        return Task.FromResult<IActionResult?>(null);
    }, ct);

    public Task<IActionResult> OnPostPreviewAsync(string name, CancellationToken ct) => WriteAsync(name, _ =>
    {
        Preview = markdown.ToContent(Form.Text ?? "");
        return Task.FromResult<IActionResult?>(null);
    }, ct);

    public Task<IActionResult> OnPostFindAsync(string name, CancellationToken ct) => WriteAsync(name, async _ =>
    {
        Found = await published.LikeAsync(Form.Find, 8, 1, ct);
        return null;
    }, ct);

    public Task<IActionResult> OnPostAttachAsync(string name, string? item, CancellationToken ct) => WriteAsync(name, async _ =>
    {
        if (await published.FindAsync(item, ct) is { } chosen && Attached.All(one => one.Id != chosen.Id))
        {
            Attached = [.. Attached, chosen];
        }

        return null;
    }, ct);

    public Task<IActionResult> OnPostUploadAsync(string name, CancellationToken ct) => WriteAsync(name, _ => Task.FromResult<IActionResult?>(null), ct);

    /// <summary><i>Tidak tersedia, rujuk…</i>, <i>Sebagian…</i>, <i>Tolak…</i>: shows the decision item by item, with the likely one chosen.</summary>
    public Task<IActionResult> OnPostBeginAsync(string name, string? decision, CancellationToken ct) => WriteAsync(name, _ =>
    {
        Form.Deciding = true;
        Form.Parts = [.. Item.Items.Select(item => new Part { No = item.No, Decision = Enum.TryParse<ItemDecision>(decision, out var chosen) ? chosen.ToString() : null })];
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith("Form.Parts", StringComparison.Ordinal) || key == "Form.Deciding").ToList())
        {
            ModelState.Remove(key);
        }

        if (string.IsNullOrWhiteSpace(Form.Text) && decision is not null)
        {
            Put(templates.Fill(decision switch { nameof(ItemDecision.NotHeld) => "tidak-tersedia", nameof(ItemDecision.Refused) => "ditolak", _ => "sebagian" }, Item, queue.Me.Name) ?? "");
        }

        return Task.FromResult<IActionResult?>(null);
    }, ct);

    public Task<IActionResult> OnPostSendAsync(string name, CancellationToken ct) => WriteAsync(name, async reply =>
    {
        if (!HasText() || !ModelState.IsValid)
        {
            return null;
        }

        await desk.DecideAsync(Item.Id, Form.Seen, reply, [.. Item.Items.Select(item => item with { Decision = ItemDecision.Available })], ct);
        return Back("kirim");
    }, ct);

    public Task<IActionResult> OnPostAskAsync(string name, CancellationToken ct) => WriteAsync(name, async reply =>
    {
        if (!HasText() || !ModelState.IsValid)
        {
            return null;
        }

        await desk.AskAsync(Item.Id, Form.Seen, reply, ct);
        return Back("kirim");
    }, ct);

    public Task<IActionResult> OnPostMessageAsync(string name, CancellationToken ct) => WriteAsync(name, async reply =>
    {
        if (!HasText() || !ModelState.IsValid)
        {
            return null;
        }

        await desk.MessageAsync(Item.Id, Form.Seen, reply, ct);
        return Back("kirim");
    }, ct);

    public Task<IActionResult> OnPostDecideAsync(string name, CancellationToken ct) => WriteAsync(name, async reply =>
    {
        var items = Item.Items.Select(Decided).ToList();
        if (!HasText() || !ModelState.IsValid)
        {
            return null;
        }

        await desk.DecideAsync(Item.Id, Form.Seen, reply, items, ct);
        return Back("kirim");
    }, ct);

    public Task<IActionResult> OnPostNoteAsync(string name, string? note, CancellationToken ct) => ActAsync(name, "catat", async () =>
    {
        if (!string.IsNullOrWhiteSpace(note))
        {
            await desk.NoteAsync(Item.Id, note.Length > 5000 ? note[..5000] : note, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostClaimAsync(string name, CancellationToken ct) => ActAsync(name, "ambil", () => queue.ClaimAsync(Item.Id, ct), ct);

    public Task<IActionResult> OnPostReleaseAsync(string name, CancellationToken ct) => ActAsync(name, "alih", () => queue.ReleaseAsync(Item.Id, ct), ct);

    public Task<IActionResult> OnPostHandOverAsync(string name, string? to, CancellationToken ct) => ActAsync(name, "alih", async () =>
    {
        if (Admins.FirstOrDefault(admin => admin.Id == to) is { } colleague)
        {
            await queue.HandOverAsync(Item.Id, colleague, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostAcceptAsync(string name, long seen, CancellationToken ct) => ActAsync(name, "terima", async () => Item = await desk.AcceptAsync(Item.Id, seen, ct), ct);

    public Task<IActionResult> OnPostSpamAsync(string name, long seen, CancellationToken ct) => ActAsync(name, "spam", () => desk.SpamAsync(Item.Id, seen, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(string name, long seen, CancellationToken ct) => ActAsync(name, "tarik", () => desk.WithdrawAsync(Item.Id, seen, ct), ct);

    public Task<IActionResult> OnPostHeardAsync(string name, long seen, string? heard, Channel channel, CancellationToken ct) => ActAsync(name, "jawaban", async () =>
    {
        if (!string.IsNullOrWhiteSpace(heard))
        {
            await desk.HeardAsync(Item.Id, seen, heard.Length > 5000 ? heard[..5000] : heard, channel, ct);
        }
    }, ct);

    public Task<IActionResult> OnPostClassifyAsync(string name, long seen, string? title, string? subject, string? parts, CancellationToken ct) => ActAsync(name, "ringkas", async () =>
    {
        var titles = (parts ?? "").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(20).Select(line => line.Length > 200 ? line[..200] : line);
        await desk.ClassifyAsync(Item.Id, seen, string.IsNullOrWhiteSpace(title) ? Item.Need.Title : title.Length > 200 ? title[..200] : title, subject, [.. titles], ct);
    }, ct);

    /// <summary>An act outside the reply form: done and back, or back with what stood in its way.</summary>
    private async Task<IActionResult> ActAsync(string name, string said, Func<Task> act, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct))
        {
            return NotFound();
        }

        try
        {
            await act();
            return Back(said);
        }
        catch (AlreadyTakenException)
        {
            return Back("diambil");
        }
        catch (RequestChangedException)
        {
            return Back("berubah");
        }
        catch (RequestClosedException)
        {
            return Back("selesai");
        }
    }

    /// <summary>A button of the reply form: keeps text, files and items through every turn of the page.</summary>
    private async Task<IActionResult> WriteAsync(string name, Func<Reply, Task<IActionResult?>> act, CancellationToken ct)
    {
        if (!await LoadAsync(name, ct))
        {
            return NotFound();
        }

        var (files, wrong) = await attachments.TakeAsync(attachments.Read(Form.Kept), Form.Files, limits.Value.ForFiles, null, ct);
        Kept = files;
        foreach (var message in wrong)
        {
            ModelState.AddModelError("Form.Files", message);
        }

        try
        {
            return await act(new(Form.Text ?? "", files, [.. Attached.Select(item => item.Attached)])) ?? Page();
        }
        catch (RequestChangedException)
        {
            await LoadAsync(name, ct);
            Changed = true;
            Form.Seen = Item.Version;
            ModelState.Remove("Form.Seen");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
        catch (RequestClosedException)
        {
            Changed = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
    }

    private RequestItem Decided(RequestItem item)
    {
        var at = Form.Parts?.FindIndex(part => part.No == item.No) ?? -1;
        var part = at >= 0 ? Form.Parts![at] : new Part { No = item.No };
        var decision = Enum.TryParse<ItemDecision>(part.Decision, out var chosen) && Enum.IsDefined(chosen) ? chosen : (ItemDecision?)null;
        var notHeld = decision is ItemDecision.NotHeld && Enum.TryParse<NotHeldReason>(part.NotHeldReason, out var why) && Enum.IsDefined(why) ? why : (NotHeldReason?)null;
        var refused = decision is ItemDecision.Refused && Enum.TryParse<RefusalReason>(part.RefusalReason, out var law) && Enum.IsDefined(law) ? law : (RefusalReason?)null;
        var field = $"Form.Parts[{Math.Max(0, at)}]";
        Check(decision is not null, $"{field}.Decision", $"Pilih keputusan untuk “{item.Title}”");
        Check(decision is not ItemDecision.NotHeld || notHeld is not null, $"{field}.NotHeldReason", $"Pilih alasan “{item.Title}” tidak tersedia");
        Check(decision is not ItemDecision.Refused || refused is not null, $"{field}.RefusalReason", $"Pilih alasan dan dasar hukum penolakan “{item.Title}”");
        var referral = decision is ItemDecision.NotHeld
            ? string.Join("; ", new[] { referrals.Find(part.Referral)?.Text, part.ReferralText?.Trim() }.Where(text => !string.IsNullOrEmpty(text)))
            : "";
        return item with
        {
            Decision = decision,
            NotHeldReason = notHeld,
            RefusalReason = refused,
            Note = string.IsNullOrWhiteSpace(part.Note) ? null : part.Note.Trim(),
            Referral = referral.Length > 0 ? referral : null,
        };
    }

    private bool HasText() => Check(!string.IsNullOrWhiteSpace(Form.Text), "Form.Text", "Tulis balasan untuk pemohon");

    private void Put(string text)
    {
        Form.Text = text;
        ModelState.Remove("Form.Text");
    }
}
