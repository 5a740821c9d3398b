namespace DataPortal.Mail.Delivery;

/// <summary>When a message that was refused for now is tried again: soon at first (greylisting), then more rarely, for two days (RFC 5321 §4.5.4.1 asks for some days at most five).</summary>
public static class RetrySchedule
{
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(2)];

    public static TimeSpan GiveUpAfter { get; } = TimeSpan.FromHours(48);

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <returns>The next attempt, or null when the message is given up.</returns>
    public static DateTimeOffset? Next(int attempt, DateTimeOffset tryingSince, DateTimeOffset now)
    {
        var next = now + _pauses[Math.Clamp(attempt - 1, 0, _pauses.Length - 1)];
        return next - tryingSince > GiveUpAfter ? null : next;
    }
}
