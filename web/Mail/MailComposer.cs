using System.Text;
using System.Text.Encodings.Web;
using DataPortal.Content;
using DataPortal.Content.Markdown;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

/// <summary>
/// Makes messages from the letters of <c>content/mail</c>. The message is whole when it is made, its Message-ID included, and is committed together with its cause:
/// <c>Outbox.Collection.Insert(message)</c>. What a stranger typed stays text: it becomes no link, no markup and no header.
/// </summary>
public sealed class MailComposer(
    MailTemplates templates, MarkdownText markdown, OfficeFields officeFields, PortalLinks links, IOptions<MailOptions> mail, IOptions<OfficeOptions> office, TimeProvider clock)
{
    /// <summary>Longest subject, in characters.</summary>
    private const int MaxSubject = 180;

    /// <param name="template">Name of the letter, without language and ending.</param>
    /// <param name="language"><c>id</c> or <c>en</c>: the language the recipient chose.</param>
    /// <param name="fields">Exactly the fields the letter declares.</param>
    /// <param name="cause"><c>collection/id</c> of the document that causes it.</param>
    /// <param name="inReplyTo">Message-ID, with its angle brackets, of the message this one answers.</param>
    /// <exception cref="ArgumentException">There is no such letter; a field is missing, unknown, or no link where one is needed; an address is none.</exception>
    public OutgoingMessage Compose(
        string template, string language, string to, string? toName, IReadOnlyDictionary<string, string> fields, string cause,
        IReadOnlyList<FileReference>? attachments = null, string? inReplyTo = null, string? replyTo = null)
    {
        var letter = templates[template, language];
        Check(letter, fields);
        Require(Sender.IsAddress(to), "The recipient is not one mail address.", nameof(to));
        Require(replyTo is null || Sender.IsAddress(replyTo), "The address for answers is not one mail address.", nameof(replyTo));
        Require(inReplyTo is null || IsMessageId(inReplyTo), "Not a Message-ID in angle brackets.", nameof(inReplyTo));

        var sender = Sender.Of(mail.Value, office.Value);
        var id = Document.NewId(clock);
        FieldValue Value(string name) => letter.Fields.TryGetValue(name, out var kind)
            ? new(kind == FieldKind.Text ? SafeLinks.Disarm(Printable(fields[name])) : fields[name], kind)
            : officeFields.Find(name, language) ?? throw new InvalidOperationException(name);

        var subject = OneLine(Fields.Fill(letter.Subject, name => letter.Fields.ContainsKey(name) ? fields[name] : Value(name).Text), MaxSubject);
        return new()
        {
            Id = id,
            MessageId = $"<{id}@{sender.Host}>",
            CreatedAt = clock.GetUtcNow(),
            From = sender.Address,
            FromName = sender.Name,
            To = to,
            ToName = toName is null ? null : OneLine(toName, 80),
            Subject = subject,
            Text = markdown.ToText(letter.Body, Value) + TextFoot(letter),
            Html = Html(letter, subject, Value),
            Language = language,
            Automatic = letter.Automatic,
            Attachments = attachments ?? [],
            InReplyTo = inReplyTo,
            ReplyTo = replyTo,
            Cause = cause,
            NextAttemptAt = clock.GetUtcNow(),
        };
    }

    /// <summary>The text on one line without control characters, cut between characters.</summary>
    internal static string OneLine(string text, int length)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var blank = Rune.IsControl(rune) || Rune.IsWhiteSpace(rune);
            if (line.Length + rune.Utf16SequenceLength > length)
            {
                break;
            }

            if (!blank)
            {
                line.Append(rune);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd();
    }

    internal static bool IsMessageId(string text) =>
        text.Length is > 4 and < 900 && text[0] == '<' && text[^1] == '>' && text.All(letter => letter is > ' ' and < '\u007f') && text.AsSpan(1, text.Length - 2).IndexOfAny('<', '>') < 0;

    private static void Check(MailTemplate letter, IReadOnlyDictionary<string, string> fields)
    {
        var file = $"content/mail/{letter.Name}.{letter.Language}.md";
        Require(letter.Fields.Keys.Except(fields.Keys).ToList() is [], $"{file} needs {string.Join(", ", letter.Fields.Keys.Except(fields.Keys))}.", nameof(fields));
        Require(fields.Keys.Except(letter.Fields.Keys).ToList() is [], $"{file} does not know {string.Join(", ", fields.Keys.Except(letter.Fields.Keys))}.", nameof(fields));
        foreach (var (name, _) in letter.Fields.Where(field => field.Value == FieldKind.Link))
        {
            Require(SafeLinks.IsWebAddress(fields[name]), $"'{name}' of {file} must be an absolute http or https address.", nameof(fields));
        }
    }

    private static void Require(bool held, string message, string parameter)
    {
        if (!held)
        {
            throw new ArgumentException(message, parameter);
        }
    }

    /// <summary>Without control characters except line ends, and without marks that turn the direction of writing round.</summary>
    private static string Printable(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(letter =>
        letter is '\n' or '\t' || !(char.IsControl(letter) || letter is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069'))));

    private string Html(MailTemplate letter, string subject, FieldSource value)
    {
        var encoder = HtmlEncoder.Default;
        var body = markdown.ToHtml(letter.Body, value, address => address.StartsWith('~') || address.StartsWith('/') ? links.To(address, letter.Language) : address);
        return $"""
            <!doctype html>
            <html lang="{letter.Language}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{encoder.Encode(subject)}</title></head>
            <body>
            {body}<hr>
            <p>{string.Join("<br>\n", Foot(letter).Select(line => SafeLinks.IsWebAddress(line) ? $"<a href=\"{encoder.Encode(line)}\">{encoder.Encode(line)}</a>" : encoder.Encode(line)))}</p>
            </body>
            </html>

            """;
    }

    private string TextFoot(MailTemplate letter) => "\n-- \n" + string.Join('\n', Foot(letter)) + "\n";

    private IEnumerable<string> Foot(MailTemplate letter)
    {
        var set = office.Value;
        yield return letter.Language == "en" ? set.NameEnglish : set.Name;
        if (set.Address.Length > 0)
        {
            yield return set.Address;
        }

        yield return set.Phone.Length > 0 ? $"{set.Email} · {set.Phone}" : set.Email;
        yield return links.To("/", letter.Language);
    }
}
