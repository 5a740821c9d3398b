using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>Every question the work lists ask, and the indexes that answer them.</summary>
public static class WorkQueries
{
    public static Collection<WorkItem> Items { get; } = new Collection<WorkItem>("work")
        .Index("person", work => work.IsOpen ? work.PersonId : null)
        .Index("free", work => work.IsOpen && work.PersonId is null ? work.Role : null)
        .Index("turn", work => work.IsOpen ? TurnOf(work) : null)
        .Index("back", work => work.IsBack ? true : null)
        .Index("role", work => work.IsOpen ? work.Role : null)
        .Index("procedure", work => work.Procedure)
        .Index("run", work => work.Run)
        .Index("about", work => work.IsOpen ? AboutOf(work.Run, work.Item) : null)
        .Index("dated", work => work.IsDoable && work.IsDated ? work.Limit : null)
        .Index("doer", work => work.DoneById)
        .Index("done", work => work.DoneAt)
        .Many("word", Words)
        .Pair("person", "turn")
        .Pair("free", "turn")
        .Pair("role", "turn")
        .Pair("doer", "done")
        .Backstage();

    public static Collection<WorkState> State { get; } = new Collection<WorkState>("work_state").Backstage();

    public static Collection<WorkSettings> Settings { get; } = new Collection<WorkSettings>("work_settings").Unique("calendar", settings => settings.CalendarKey).Backstage();

    public static Collection<WorkLetter> Letters { get; } = new Collection<WorkLetter>("work_letters").Index("at", letter => letter.At).Backstage();

    /// <summary>Open and this person's; due first, then without a date, paused, waiting.</summary>
    public static Query<WorkItem> Of(string person) => Items.Where("person", person).OrderBy("turn");

    /// <summary>Narrows to the steps a role answers for.</summary>
    public static Query<WorkItem> InRole(this Query<WorkItem> query, Role role) => query.Where("role", role);

    /// <summary>Open and nobody's yet, of those who hold this role.</summary>
    public static Query<WorkItem> Free(Role role) => Items.Where("free", role).OrderBy("turn");

    /// <summary>All that is open in one run.</summary>
    public static Query<WorkItem> In(string run) => Items.Where("run", run);

    /// <summary>What is open about one item of a run.</summary>
    public static Query<WorkItem> About(WorkItem work) => Items.Where("about", AboutOf(work.Run, work.Item));

    /// <summary>What a person did since a moment, last first.</summary>
    public static Query<WorkItem> DoneBy(string person, DateTimeOffset since) => Items.Where("doer", person).AtLeast("done", since).OrderByDescending("done");

    /// <summary>With a due date, the clock running, due in [from, before).</summary>
    public static Query<WorkItem> DatedBetween(DateTimeOffset from, DateTimeOffset before) => Items.All().AtLeast("dated", from).Before("dated", before).OrderBy("dated");

    public static Query<WorkSettings> ByCalendarKey(string key) => Settings.Where("calendar", Hash(key));

    /// <summary>Narrows to what can be worked on and is due before the moment.</summary>
    public static Query<WorkItem> DueBefore(this Query<WorkItem> query, DateTimeOffset moment) => query.Before("turn", DueAt(moment));

    public static Query<WorkItem> DueFrom(this Query<WorkItem> query, DateTimeOffset moment) => query.AtLeast("turn", DueAt(moment));

    /// <summary>Narrows to what a decision sent back.</summary>
    public static Query<WorkItem> Back(this Query<WorkItem> query) => query.Where("back", true);

    /// <summary>Narrows to what is paused or waits for its day.</summary>
    public static Query<WorkItem> Resting(this Query<WorkItem> query) => query.AtLeast("turn", "3 ");

    public static Query<WorkItem> OfProcedure(this Query<WorkItem> query, string? procedure) => string.IsNullOrEmpty(procedure) ? query : query.Where("procedure", procedure);

    /// <summary>Narrows to those in which every typed word begins a word of activity, item or run.</summary>
    public static Query<WorkItem> Saying(this Query<WorkItem> query, string? typed) =>
        Split(typed ?? "").Distinct().Take(6).Aggregate(query, (narrowed, word) => narrowed.StartsWith("word", word));

    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static string DueAt(DateTimeOffset moment) => "1 " + IndexKey.Of(moment);

    /// <summary>The place of an open one in the lists: due first, then without a date, paused, waiting.</summary>
    internal static string TurnOf(WorkItem work) => work.State switch
    {
        AttemptState.Paused => "3 " + Moment(work.Ready),
        AttemptState.Waiting => "4 " + Moment(work.Until ?? DateTimeOffset.MaxValue),
        _ when work.Limit is { } limit => DueAt(limit),
        _ => "2 " + Moment(work.Ready),
    };

    private static string Moment(DateTimeOffset? moment) => IndexKey.Of(moment ?? DateTimeOffset.MinValue);

    private static string AboutOf(string run, string item) => $"{run}/{item}";

    private static IEnumerable<string> Words(WorkItem work) => Split($"{work.RunTitle} {work.ItemTitle} {work.Activity}").Append(work.Step).Distinct(StringComparer.Ordinal).Take(80);

    private static IEnumerable<string> Split(string text) => text.ToLower(CultureInfo.InvariantCulture)
        .Split([' ', '\t', '\n', '\r', ',', ';', '.', ':', '/', '(', ')', '"', '\'', '?', '!', '-'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(word => word.Length <= 60);
}
