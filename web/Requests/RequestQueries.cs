using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>Every question the portal asks about requests, and the indexes that answer them.</summary>
public static class RequestQueries
{
    public static Collection<Request> Collection { get; } = new Collection<Request>("requests")
        .Unique("number", request => request.Number)
        .Unique("token", request => TokenHash(request.Token))
        .Unique("form", request => request.FormId)
        .Index("state", request => request.State)
        .Index("stage", request => StageOf(request))
        .Index("turn", request => TurnOf(request))
        .Index("due", request => request.IsOpen && request.State is not RequestState.Waiting ? request.Due.Limit : null)
        .Index("received", request => request.ReceivedAt)
        .Index("closed", request => request.ClosedAt)
        .Index("outcome", request => request.Outcome)
        .Index("assigned", request => request.Assigned?.Id)
        .Index("channel", request => request.Channel)
        .Index("subject", request => request.Need.Subject)
        .Index("email", request => Normal(request.Requester.Email))
        .Index("waiting_since", request => request.State is RequestState.Waiting ? request.OpenPause?.From : null)
        .Index("unread", request => request.UnreadSince)
        .Index("sample", request => request.IsSample)
        .Many("word", request => Words(request))
        .Pair("stage", "turn")
        .Pair("stage", "received")
        .Pair("stage", "closed")
        .Backstage();

    /// <summary>The tabs of the queue.</summary>
    public enum Stage
    {
        Held,
        Open,
        Closed,
    }

    public static Query<Request> ByNumber(string number) => Collection.Where("number", number);

    public static Query<Request> ByToken(string token) => Collection.Where("token", TokenHash(token));

    public static Query<Request> ByForm(string formId) => Collection.Where("form", formId);

    /// <summary>Latest first.</summary>
    public static Query<Request> ByEmail(string email) => Collection.Where("email", Normal(email)!).OrderByDescending("received");

    /// <summary>Due first; those that wait for the requester last, longest waiting first.</summary>
    public static Query<Request> Open() => Collection.Where("stage", Stage.Open).OrderBy("turn");

    public static Query<Request> Held() => Collection.Where("stage", Stage.Held).OrderBy("received");

    /// <summary>Last ended first.</summary>
    public static Query<Request> Closed() => Collection.Where("stage", Stage.Closed).OrderByDescending("closed");

    public static Query<Request> ClosedSince(DateTimeOffset moment) => Collection.Where("stage", Stage.Closed).AtLeast("closed", moment);

    /// <summary>With a message of the requester nobody of the office has seen, whatever their state; longest unread first.</summary>
    public static Query<Request> Unread() => Collection.All().AtLeast("unread", DateTimeOffset.UnixEpoch).OrderBy("unread");

    public static Query<Request> Waiting() => Collection.Where("state", RequestState.Waiting);

    public static Query<Request> WaitingSinceBefore(DateTimeOffset moment) => Collection.All().Before("waiting_since", moment).OrderBy("waiting_since");

    /// <summary>Open, the clock running, due before the moment.</summary>
    public static Query<Request> DueBefore(DateTimeOffset moment) => Collection.All().Before("due", moment).OrderBy("due");

    public static Query<Request> DueFrom(DateTimeOffset moment) => Collection.All().AtLeast("due", moment).OrderBy("due");

    /// <summary>Received in [from, before), in order of arrival: the register 16-1. Held ones and spam are among them; the register leaves them out.</summary>
    public static Query<Request> ReceivedBetween(DateTimeOffset from, DateTimeOffset before) =>
        Collection.All().AtLeast("received", from).Before("received", before).OrderBy("received");

    public static Query<Request> ReceivedBefore(DateTimeOffset moment) => Collection.All().Before("received", moment).OrderBy("received");

    public static Query<Request> ClosedBetween(DateTimeOffset from, DateTimeOffset before) =>
        Collection.All().AtLeast("closed", from).Before("closed", before).OrderBy("closed");

    /// <summary>Narrows a queue to the requests in which every typed word begins a word of number, name, institution or need.</summary>
    public static Query<Request> Saying(this Query<Request> query, string? typed) =>
        Split(typed ?? "").Distinct().Take(6).Aggregate(query, (narrowed, word) => narrowed.StartsWith("word", word));

    public static string TokenHash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>256 random bits, base64url: nobody guesses a tracking page.</summary>
    public static string NewToken() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    public static string? Normal(string? email) => string.IsNullOrWhiteSpace(email) ? null : email.Trim().ToLowerInvariant();

    /// <summary>Turn of an open request whose clock runs and is due at the moment.</summary>
    public static string TurnAt(DateTimeOffset due) => "1 " + IndexKey.Of(due);

    private static Stage StageOf(Request request) => request.State switch
    {
        RequestState.Held => Stage.Held,
        RequestState.New or RequestState.Opened or RequestState.Waiting => Stage.Open,
        RequestState.Closed => Stage.Closed,
        _ => throw new InvalidOperationException($"Unknown state {request.State}."),
    };

    private static string? TurnOf(Request request) => request.State switch
    {
        RequestState.New or RequestState.Opened => TurnAt(request.Due.Limit),
        RequestState.Waiting => "2 " + IndexKey.Of(request.OpenPause?.From ?? request.ReceivedAt),
        RequestState.Held or RequestState.Closed => null,
        _ => throw new InvalidOperationException($"Unknown state {request.State}."),
    };

    private static IEnumerable<string> Words(Request request) => Split(string.Join(' ',
        request.Requester.Name, request.Requester.Institution, request.Requester.Email, request.Need.Title, request.Need.Wanted,
        request.Need.Region, request.Need.Period)).Concat(request.Number is { } number ? [number, number[5..].TrimStart('0')] : []).Distinct(StringComparer.Ordinal).Take(200);

    private static IEnumerable<string> Split(string text) => text.ToLower(CultureInfo.InvariantCulture)
        .Split([' ', '\t', '\n', '\r', ',', ';', '.', ':', '/', '(', ')', '"', '\'', '?', '!', '@'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(word => word.Length <= 60);
}
