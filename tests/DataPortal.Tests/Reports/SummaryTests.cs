using DataPortal.Reports;
using DataPortal.Requests;
using DataPortal.Storage;
using FsCheck;
using FsCheck.Fluent;
using Outcome = DataPortal.Requests.Outcome;

namespace DataPortal.Tests.Reports;

public sealed class SummaryTests
{
    private static readonly ReportMonth _october = new(2026, 10);
    private static readonly (string, string, string)[] _steps = [("6", "Pemberitahuan", "5 menit"), ("7", "Mengirim data", "5 menit")];

    /// <summary>A request of any kind, received from August to November and ended, if at all, some time later.</summary>
    private static Gen<Request> AnyRequest =>
        from at in Gen.Choose(0, 120 * 24 * 60)
        from lasts in Gen.Choose(1, 60 * 24 * 60)
        from state in Gen.Elements(RequestState.Held, RequestState.New, RequestState.Opened, RequestState.Waiting, RequestState.Closed, RequestState.Closed, RequestState.Closed)
        from outcome in Gen.Elements(Enum.GetValues<Outcome>())
        from channel in Gen.Elements(Enum.GetValues<Channel>())
        from category in Gen.Elements([null, .. Enum.GetValues<InstitutionCategory>().Cast<InstitutionCategory?>()])
        from education in Gen.Elements([null, .. Enum.GetValues<Education>().Cast<Education?>()])
        from occupation in Gen.Elements([null, .. Enum.GetValues<Occupation>().Cast<Occupation?>()])
        from purpose in Gen.Elements(Enum.GetValues<Purpose>())
        from subject in Gen.Elements(null, "519", "536", "557")
        from onTime in Gen.Elements(true, false)
        select Make(at, lasts, state, outcome, channel, category, education, occupation, purpose, subject, onTime);

    [Fact]
    public void Every_total_of_16_2_reconciles_with_16_1_in_any_month() =>
        Prop.ForAll(AnyRequest.ListOf().Select(Numbered).ToArbitrary(), requests =>
        {
            var (october, lines) = Reports(requests, _october);
            var (november, next) = Reports(requests, _october.Next);

            Assert.True(october.Total.Holds);
            Assert.Equal(lines.Count, october.Total.All);
            Assert.Equal(october.Total.Open, november.Total.CarriedOver);
            Assert.All(october.Breakdowns, breakdown =>
            {
                Assert.All(breakdown.Groups, group => Assert.True(group.Balance.Holds));
                Assert.Equal(october.Total, Sum(breakdown.Groups.Select(group => group.Balance)));
            });
            Assert.Equal(lines.Count(line => line.Step is not null), october.Total.Answered);
            Assert.Equal(lines.Count(line => line.WithinStandard is true), october.Steps.Sum(step => step.Within));
            Assert.Equal(lines.Count(line => line.LeadMinutes is not null), october.Steps.Sum(step => step.Cases.Count));
            Assert.Equal(lines.Sum(line => line.Unmet.Count), october.Unmet.Sum(unmet => unmet.Count));
            Assert.Equal(lines.Count, lines.Select(line => line.Number).Distinct().Count());
            Assert.Equal(requests.Count(request => request.Number is not null && request.Outcome != Outcome.Spam && request.ReceivedAt >= _october.Start && request.ReceivedAt < _october.End), october.Total.Received);
            Assert.DoesNotContain(next, line => line.AnsweredAt < _october.Next.Start);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Percentiles_are_times_that_were_really_taken()
    {
        double[] times = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100];

        Assert.Equal(5, StepTime.Percentile(times, 50));
        Assert.Equal(9, StepTime.Percentile(times, 90));
        Assert.Equal(7, StepTime.Percentile([7], 90));
        Assert.Null(StepTime.Percentile([], 50));
    }

    [Fact]
    public void A_month_begins_and_ends_at_midnight_in_Jakarta()
    {
        Assert.Equal(new DateTimeOffset(2026, 9, 30, 17, 0, 0, TimeSpan.Zero), _october.Start);
        Assert.Equal(_october, ReportMonth.Of(new(2026, 9, 30, 17, 0, 0, TimeSpan.Zero)));
        Assert.Equal(new ReportMonth(2026, 9), ReportMonth.Of(new(2026, 9, 30, 16, 59, 59, TimeSpan.Zero)));
        Assert.Equal(new ReportMonth(2027, 1), new ReportMonth(2026, 12).Next);
        Assert.Null(ReportMonth.Parse("2026-13"));
    }

    private static (Summary Summary, IReadOnlyList<RegisterLine> Lines) Reports(IReadOnlyList<Request> requests, ReportMonth month)
    {
        var store = new MemoryStore();
        store.CommitAsync([.. requests.Select(RequestQueries.Collection.Insert)], default).GetAwaiter().GetResult();
        var lines = new Register(store).LinesAsync(month, default).GetAwaiter().GetResult();
        return (Summary.Of(lines, code => code, _steps), lines);
    }

    private static Balance Sum(IEnumerable<Balance> balances) => balances.Aggregate(new Balance(0, 0, 0, 0, 0, 0, 0, 0), (sum, next) => new(
        sum.CarriedOver + next.CarriedOver, sum.Received + next.Received, sum.Fulfilled + next.Fulfilled, sum.Partly + next.Partly,
        sum.NotHeld + next.NotHeld, sum.Refused + next.Refused, sum.Withdrawn + next.Withdrawn, sum.Open + next.Open));

    private static List<Request> Numbered(IEnumerable<Request> requests) =>
        [.. requests.Select((request, at) => request with { Id = $"r{at:0000}", Token = $"t{at}", FormId = $"f{at}", Number = request.State is RequestState.Held ? null : $"2026-{at:0000}" })];

    private static Request Make(
        int at, int lasts, RequestState state, Outcome outcome, Channel channel, InstitutionCategory? category, Education? education, Occupation? occupation, Purpose purpose, string? subject, bool onTime)
    {
        var received = new ReportMonth(2026, 8).Start.AddMinutes(at);
        var closed = state is RequestState.Closed;
        var judged = closed && outcome is Outcome.Fulfilled or Outcome.Partly or Outcome.NotHeld or Outcome.Refused;
        return new()
        {
            Id = "",
            Token = "",
            FormId = "",
            Channel = channel,
            Requester = new() { Name = "Pemohon Contoh", InstitutionCategory = category, Education = education, Occupation = occupation },
            Need = new() { Title = $"Data {subject}", Wanted = "Data", Subject = subject, Purpose = purpose },
            Items = [new() { No = 1, Title = $"Data {subject}", Decision = !closed ? null : outcome is Outcome.NotHeld or Outcome.Partly ? ItemDecision.NotHeld : ItemDecision.Available, NotHeldReason = NotHeldReason.NotCollected }],
            State = state,
            Outcome = closed ? outcome : null,
            ReceivedAt = received,
            ClosedAt = closed ? received.AddMinutes(lasts) : null,
            Due = new(null, received.AddMinutes(5), "v", "5 menit"),
            WorkingTimeUsed = judged ? TimeSpan.FromMinutes(lasts) : null,
            OnTime = judged ? onTime : null,
        };
    }
}
