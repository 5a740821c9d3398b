using Microsoft.AspNetCore.Html;

namespace DataPortal.Mail;

/// <summary>A letter shown on a page of the portal.</summary>
public static class MailPreview
{
    /// <summary>
    /// The letter's body. It is shown as it is, because <see cref="MailComposer"/> is the only one who writes it and lets nothing of a stranger become markup;
    /// the content security policy would stop a script all the same.
    /// </summary>
    public static IHtmlContent Body(OutgoingMessage message)
    {
        var (begin, end) = (message.Html.IndexOf("<body>", StringComparison.Ordinal), message.Html.LastIndexOf("</body>", StringComparison.Ordinal));
        return new HtmlString(begin >= 0 && end > begin ? message.Html[(begin + "<body>".Length)..end] : "");
    }
}
