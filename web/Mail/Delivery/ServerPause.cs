namespace DataPortal.Mail.Delivery;

/// <summary>
/// Leaves a server alone that cannot be reached: after three failures in a row nothing is sent for a minute, then five, then fifteen.
/// Kept in memory: a restart may knock once more.
/// </summary>
public sealed class ServerPause(TimeProvider clock)
{
    private const int Patience = 3;

    private static readonly TimeSpan[] _pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    private readonly Lock _gate = new();
    private int _failures;
    private DateTimeOffset _until;

    /// <summary>Until when nothing is sent; null when sending goes on.</summary>
    public DateTimeOffset? Until
    {
        get
        {
            lock (_gate)
            {
                return clock.GetUtcNow() < _until ? _until : null;
            }
        }
    }

    public void Reached()
    {
        lock (_gate)
        {
            (_failures, _until) = (0, default);
        }
    }

    public void Failed()
    {
        lock (_gate)
        {
            // What was under way when the pause began says nothing new: it must not lengthen it.
            if (clock.GetUtcNow() >= _until && ++_failures >= Patience)
            {
                _until = clock.GetUtcNow() + _pauses[Math.Min(_failures - Patience, _pauses.Length - 1)];
            }
        }
    }
}
