using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

public sealed class RequestNoticesTests : IDisposable
{
    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_staff_home_tells_those_who_may_act_what_is_overdue_unread_and_held()
    {
        var officer = _portal.Officer();
        Assert.DoesNotContain("lewat tenggat", await officer.PageAsync("/petugas"), StringComparison.Ordinal);
        var (late, held) = (await _portal.AskAsync(), await _portal.AskAsync());
        await _portal.Store.CommitAsync(
            [RequestQueries.Collection.Replace(held with { State = RequestState.Held }), RequestQueries.Collection.Replace(late with { UnreadSince = late.ReceivedAt })], TestContext.Current.CancellationToken);
        _portal.Clock.Advance(TimeSpan.FromMinutes(6));

        var html = await officer.GetStringAsync(new Uri("/petugas", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = Answers.PageText(html);
        Assert.Contains("1 permintaan lewat tenggat", page, StringComparison.Ordinal);
        Assert.Contains("1 permintaan berisi pesan baru pemohon", page, StringComparison.Ordinal);
        Assert.Contains("1 permintaan ditahan untuk diperiksa", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/petugas/permintaan?tab=pesan-baru\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("lewat tenggat", await _portal.Officer("Treasurer").PageAsync("/petugas"), StringComparison.Ordinal);
    }
}
