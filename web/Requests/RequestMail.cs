using System.Text;
using DataPortal.Content.Markdown;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>The letters a request causes, in the requester's language, as changes for the commit that causes them. None when the requester left no e-mail.</summary>
public sealed class RequestMail(MailComposer composer, PortalLinks links, IOptions<RequestLimits> limits)
{
    /// <summary>The receipt with the tracking link. Its Message-ID becomes the thread of all that follows.</summary>
    public OutgoingMessage? Receipt(Request request) => Compose(request, "permintaan-diterima", new()
    {
        ["nama"] = request.Requester.Name,
        ["nomor"] = request.Number!,
        ["judul"] = request.Need.Title,
        ["diterima"] = In(request, () => Show.Moment(request.ReceivedAt)),
        ["tenggat"] = In(request, () => Show.Moment(request.Due.Limit)),
        ["tautan"] = Link(request),
    });

    public OutgoingMessage? Question(Request request, Entry entry, DateOnly answerBy)
    {
        var fields = Basics(request, entry.Text);
        fields["berkas"] = Files(request, entry, out var attached);
        fields["batas"] = In(request, () => Show.Date(answerBy));
        return Compose(request, "permintaan-pertanyaan", fields, attached);
    }

    public OutgoingMessage? Message(Request request, Entry entry)
    {
        var fields = Basics(request, entry.Text);
        fields["berkas"] = Files(request, entry, out var attached);
        return Compose(request, "permintaan-pesan", fields, attached);
    }

    /// <summary>The answer, the notice that data is not held, or the refusal, by the outcome.</summary>
    public OutgoingMessage? Decision(Request request, Entry entry)
    {
        var fields = Basics(request, entry.Text);
        fields["keputusan"] = In(request, () => Decisions(request));
        fields["berkas"] = Files(request, entry, out var attached);
        return Compose(request, request.Outcome switch
        {
            Outcome.Fulfilled or Outcome.Partly => "permintaan-jawaban",
            Outcome.NotHeld => "permintaan-tidak-tersedia",
            Outcome.Refused => "permintaan-ditolak",
            _ => throw new InvalidOperationException($"{request.Outcome} is no answer."),
        }, fields, attached);
    }

    public OutgoingMessage? ClosedUnanswered(Request request)
    {
        var fields = Basics(request, "");
        fields.Remove("isi");
        return Compose(request, "permintaan-ditutup", fields);
    }

    /// <summary>One letter with the links of all requests of an address.</summary>
    public OutgoingMessage Links(string email, IReadOnlyList<Request> requests, string language)
    {
        var list = new StringBuilder();
        foreach (var request in requests)
        {
            var title = In(language, () => $"{request.Number ?? Speech.T("sedang diperiksa", "being checked")}: {request.Need.Title}");
            list.Append("- [").Append(Plain(title)).Append("](").Append(links.To("/permintaan/" + request.Token, language)).Append(") · ")
                .Append(Plain(In(language, () => RequestWords.Standing(request)))).Append('\n');
        }

        return composer.Compose("permintaan-tautan", language, email, null, new Dictionary<string, string> { ["daftar"] = list.ToString() }, $"requests/{requests[0].Id}");
    }

    /// <summary>To an officer: something is due or overdue.</summary>
    public OutgoingMessage Reminder(Request request, string happening, string email, string name) => composer.Compose("permintaan-pengingat", "id", email, name, new Dictionary<string, string>
    {
        ["peristiwa"] = happening,
        ["nomor"] = request.Number!,
        ["judul"] = request.Need.Title,
        ["tenggat"] = In("id", () => Show.Moment(request.Due.Limit)),
        ["petugas"] = request.Assigned?.Name ?? "belum ada",
        ["tautan"] = links.To("/petugas/permintaan/" + request.Number, "id"),
    }, Cause(request));

    /// <summary>To an officer: the requester wrote. Where to read it, not what: the words stay in the portal.</summary>
    public OutgoingMessage NewMessage(Request request, string email, string name) => composer.Compose("permintaan-pesan-baru", "id", email, name, new Dictionary<string, string>
    {
        ["nomor"] = request.Name,
        ["judul"] = request.Need.Title,
        ["keadaan"] = In("id", () => RequestWords.Standing(request)),
        ["petugas"] = request.Assigned?.Name ?? "belum ada",
        ["tautan"] = links.To(RequestPaths.Ticket(request), "id"),
    }, Cause(request));

    /// <summary>What was decided, item by item, as Markdown.</summary>
    public static string Decisions(Request request)
    {
        var list = new StringBuilder();
        foreach (var item in request.Items.Where(item => item.Decision is not null))
        {
            list.Append("- **").Append(Plain(item.Title)).Append(":** ").Append(item.Decision!.Value.Label()).Append(". ");
            if (item.NotHeldReason is { } why)
            {
                list.Append(Speech.T("Alasan: ", "Reason: ")).Append(why.Label()).Append(". ");
            }

            if (item.RefusalReason is { } refusal)
            {
                list.Append(Speech.T("Alasan: ", "Reason: ")).Append(refusal.Label()).Append(" (").Append(refusal.LegalBasis()).Append("). ");
            }

            if (item.Note is { Length: > 0 } note)
            {
                list.Append(Plain(note)).Append(' ');
            }

            if (item.Referral is { Length: > 0 } referral)
            {
                list.Append(Speech.T("Rujukan: ", "Where to ask: ")).Append(referral.ReplaceLineEndings(" ")).Append('.');
            }

            list.Append('\n');
        }

        return list.ToString();
    }

    private Dictionary<string, string> Basics(Request request, string text) => new()
    {
        ["nama"] = request.Requester.Name,
        ["nomor"] = request.Number!,
        ["judul"] = request.Need.Title,
        ["isi"] = text,
        ["tautan"] = Link(request),
    };

    /// <summary>Files go along while they fit a mail; the rest, and published items, as links.</summary>
    private string Files(Request request, Entry entry, out IReadOnlyList<FileReference> attached)
    {
        List<FileReference> along = [];
        var left = limits.Value.MailBytes;
        List<string> lines = [];
        foreach (var file in entry.Files)
        {
            if (file.Length <= left)
            {
                along.Add(file);
                left -= file.Length;
                lines.Add($"- {Plain(file.Name)} ({In(request, () => $"{Attachments.Kind(file.MediaType)}, {Show.Size(file.Length)}, {Speech.T("terlampir", "attached")}")})");
            }
            else
            {
                lines.Add($"- [{Plain(file.Name)}]({links.To(RequestPaths.File(request, file), request.Requester.Language)}) ({In(request, () => Show.Size(file.Length))})");
            }
        }

        lines.AddRange(entry.Items.Select(item => $"- [{Plain(item.Title)}]({links.To(item.Path, request.Requester.Language)})"));
        attached = along;
        return lines.Count == 0 ? "" : In(request, () => Speech.T("**Berkas dan tabel:**", "**Files and tables:**")) + "\n\n" + string.Join('\n', lines);
    }

    private string Link(Request request) => links.To(RequestPaths.Track(request), request.Requester.Language);

    private OutgoingMessage? Compose(Request request, string template, Dictionary<string, string> fields, IReadOnlyList<FileReference>? attachments = null) =>
        request.Requester.Email is { } email
            ? composer.Compose(template, request.Requester.Language, email, request.Requester.Name, fields, Cause(request), attachments, request.MailThread)
            : null;

    private static string Cause(Request request) => $"{RequestQueries.Collection.Name}/{request.Id}";

    private static string In(Request request, Func<string> words) => RequestWords.In(request.Requester.Language, words);

    private static string In(string language, Func<string> words) => RequestWords.In(language, words);

    /// <summary>Text as Markdown that shows it and nothing else; what looks like an address becomes no link.</summary>
    private static string Plain(string text) => string.Concat(SafeLinks.Disarm(text.ReplaceLineEndings(" "))
        .Select(letter => char.IsAsciiLetterOrDigit(letter) || !char.IsAscii(letter) || letter is ' ' or ',' ? letter.ToString() : char.IsControl(letter) ? "" : $"\\{letter}"));
}

/// <summary>The addresses of a request.</summary>
public static class RequestPaths
{
    public static string Track(Request request) => $"/permintaan/{request.Token}";

    public static string File(Request request, FileReference file) => $"/permintaan/{request.Token}/berkas/{file.Hash}/{Uri.EscapeDataString(file.Name)}";

    public static string Ticket(Request request) => $"/petugas/permintaan/{request.Number ?? request.Id}";
}
