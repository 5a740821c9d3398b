using DataPortal.Storage;

namespace DataPortal.Tests.Storage;

public sealed class DueServiceTests
{
    private static readonly DateTimeOffset _looked = new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData(null, 0, 30_000)]
    [InlineData(2_000, 0, 2_000)]
    [InlineData(90_000, 0, 30_000)]
    [InlineData(3, 5, 0)] // It came due while the collection was looked at: now, and not in five seconds.
    [InlineData(0, 5, 5_000)] // It was tried and is due still.
    [InlineData(-60_000, 5, 5_000)]
    public void It_sleeps_to_the_moment(int? dueMs, int nowMs, int sleepMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(sleepMs),
            DueService.Sleep(dueMs is { } ms ? _looked.AddMilliseconds(ms) : null, _looked, _looked.AddMilliseconds(nowMs)));
}
