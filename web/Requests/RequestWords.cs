using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Requests;

/// <summary>Words about a request that several pages and mails share.</summary>
public static class RequestWords
{
    /// <summary>Says something in the requester's language, whatever the language of the page an officer works in.</summary>
    public static string In(string language, Func<string> words)
    {
        var (culture, interfaceCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == "en" ? Speech.English : Speech.Indonesian;
            return words();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, interfaceCulture);
        }
    }

    /// <summary>s•••@contoh.id: enough to recognise one's own address, too little to learn another's.</summary>
    public static string Masked(string email) => email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? $"{email[0]}•••{email[at..]}" : "•••";

    /// <summary>The first sentence or line, for lists; cut at a word after 110 characters.</summary>
    public static string TitleOf(string wanted)
    {
        var line = wanted.Trim().Split('\n', 2)[0].Trim();
        if (line.IndexOf(". ", StringComparison.Ordinal) is > 15 and < 110 and var stop)
        {
            line = line[..stop];
        }

        if (line.Length > 110)
        {
            var space = line.LastIndexOf(' ', 109);
            line = line[..(space > 60 ? space : 109)] + "…";
        }

        return line.TrimEnd('.', ' ') is { Length: > 0 } title ? title : "Permintaan data";
    }

    /// <summary>2 menit · 3 jam 5 menit; at least one minute.</summary>
    public static string Duration(TimeSpan span) => Show.Duration(span);

    /// <summary>Like <see cref="Duration"/>, rounded down and zero when it is: for a time that was used.</summary>
    public static string Used(TimeSpan span) => span < TimeSpan.FromMinutes(1) ? Minutes(0) : Duration(TimeSpan.FromMinutes(Math.Floor(span.TotalMinutes)));

    /// <summary>Hari ini, 09.24 WIB · Kamis, 19 November 2026 09.12 WIB</summary>
    public static string When(DateTimeOffset moment, DateTimeOffset now) => Show.Day(moment) == Show.Day(now)
        ? Speech.T($"Hari ini, {Show.Time(moment)}", $"Today, {Show.Time(moment)}")
        : $"{Show.LongDate(moment)} {Show.Time(moment)}";

    /// <summary>How a request ended, for its badge.</summary>
    public static string Standing(Request request) => request switch
    {
        { State: RequestState.Closed, Outcome: { } outcome } => Speech.T("Selesai: ", "Closed: ") + outcome.Label().ToLower(CultureInfo.CurrentCulture),
        _ => request.State.Label(),
    };

    /// <summary>The style of the badge that says it.</summary>
    public static string Badge(Request request) => request switch
    {
        { State: RequestState.Closed, Outcome: Outcome.Fulfilled } => "badge badge-ok",
        { State: RequestState.Closed, Outcome: Outcome.Partly or Outcome.NotHeld } => "badge badge-warn",
        { State: RequestState.Closed, Outcome: Outcome.Refused or Outcome.Spam } => "badge badge-bad",
        { State: RequestState.New or RequestState.Opened } => "badge badge-info",
        { State: RequestState.Held } => "badge badge-warn",
        _ => "badge",
    };

    /// <summary>Typed text as paragraphs of lines.</summary>
    public static IEnumerable<string[]> Paragraphs(string text) => text.ReplaceLineEndings("\n").Trim()
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(paragraph => paragraph.Split('\n'));

    private static string Minutes(long minutes) => Speech.T($"{minutes} menit", minutes == 1 ? "1 minute" : $"{minutes} minutes");
}
