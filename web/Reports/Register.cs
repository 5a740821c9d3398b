using DataPortal.Requests;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>Makes the lines of 16-1 from the requests as they stood at the end of a month. Changes nothing.</summary>
public sealed class Register(IDocumentStore store)
{
    /// <summary>
    /// What was open when the month began, then what was received in it, each in order of arrival.
    /// Held requests have no number and are not yet requests; spam is counted nowhere.
    /// </summary>
    public async Task<IReadOnlyList<RegisterLine>> LinesAsync(ReportMonth month, CancellationToken ct)
    {
        List<Request> found = [];
        await foreach (var request in store.StreamAsync(ReportQueries.OpenSinceBefore(month.Start), ct))
        {
            found.Add(request);
        }

        await foreach (var request in store.StreamAsync(ReportQueries.ClosedLaterThoughReceivedBefore(month.Start), ct))
        {
            found.Add(request);
        }

        List<RegisterLine> lines = [.. found.Where(Counts).OrderBy(request => request.ReceivedAt).ThenBy(request => request.Id, StringComparer.Ordinal).Select(request => Line(request, month))];
        await foreach (var request in store.StreamAsync(RequestQueries.ReceivedBetween(month.Start, month.End), ct))
        {
            if (Counts(request))
            {
                lines.Add(Line(request, month));
            }
        }

        return lines;
    }

    private static bool Counts(Request request) => request.Number is not null && request.Outcome is not Outcome.Spam;

    internal static RegisterLine Line(Request request, ReportMonth month)
    {
        var ended = request.ClosedAt < month.End;
        var standing = ended ? StandingOf(request.Outcome) : Standing.Open;
        var answered = standing is not (Standing.Open or Standing.Withdrawn);
        var (requester, need) = (request.Requester, request.Need);
        return new()
        {
            Number = request.Number!,
            ReceivedAt = request.ReceivedAt,
            CarriedOver = request.ReceivedAt < month.Start,
            Channel = request.Channel,
            Name = requester.Name,
            Sex = requester.Sex,
            Age = requester.BirthYear is { } born ? Show.Day(request.ReceivedAt).Year - born : null,
            Education = requester.Education,
            Occupation = requester.Occupation,
            Institution = requester.Institution,
            InstitutionCategory = requester.InstitutionCategory,
            Asked = need.Title,
            Subject = need.Subject,
            Region = need.Region,
            Period = need.Period,
            Purpose = need.Purpose,
            Standing = standing,
            Form = answered ? FormGiven(request) : "",
            Reason = ended ? Join(request.Items.Select(item => item.NotHeldReason?.Label() ?? item.RefusalReason?.Label())) : "",
            Referral = ended ? Join(request.Items.Select(item => item.Referral)) : "",
            Unmet = ended ? [.. request.Items.Where(item => item.Decision is ItemDecision.NotHeld).Select(item => new UnmetNeed(item.Title, item.NotHeldReason?.Label() ?? "", item.Referral))] : [],
            DueAt = ended || request.Pauses.All(pause => pause.To < month.End) ? request.Due.Limit : null,
            AnsweredAt = ended ? request.ClosedAt : null,
            LeadMinutes = answered ? request.WorkingTimeUsed?.TotalMinutes : null,
            WorkMinutes = answered ? request.WorkingTimeSinceOpened?.TotalMinutes : null,
            WithinStandard = answered ? request.OnTime : null,
            // Who works on an open request may change tomorrow; a month that is over must not.
            Officer = ended ? (request.ClosedBy ?? request.Assigned)?.Name ?? "" : "",
            IsSample = request.IsSample,
        };
    }

    private static Standing StandingOf(Outcome? outcome) => outcome switch
    {
        Outcome.Fulfilled => Standing.Fulfilled,
        Outcome.Partly => Standing.Partly,
        Outcome.NotHeld => Standing.NotHeld,
        Outcome.Refused => Standing.Refused,
        Outcome.Withdrawn or Outcome.NoAnswer => Standing.Withdrawn,
        Outcome.Spam or null => throw new InvalidOperationException("A closed request that counts has an outcome."),
        _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
    };

    private static string FormGiven(Request request)
    {
        var sent = request.Entries.Where(entry => entry.Kind is EntryKind.FromOffice).ToList();
        return Join(sent.SelectMany(entry => entry.Files).Select(file => Path.GetExtension(file.Name).ToLowerInvariant() switch
        {
            ".xlsx" or ".xls" => "Excel",
            ".pdf" => "PDF",
            ".csv" => "CSV",
            ".docx" => "Word",
            ".zip" => "ZIP",
            "" => Speech.T("berkas", "file"),
            var other => other[1..].ToUpperInvariant(),
        }).Concat(sent.SelectMany(entry => entry.Items).Select(_ => Speech.T("tautan katalog", "catalogue link"))));
    }

    private static string Join(IEnumerable<string?> texts) => string.Join("; ", texts.Where(text => !string.IsNullOrWhiteSpace(text)).Distinct(StringComparer.Ordinal));
}
