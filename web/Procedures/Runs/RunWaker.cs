using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>Wakes runs in which something waited for its day. One that cannot be woken is left alone for a while and holds up no other.</summary>
public sealed class RunWaker(IDocumentStore store, RunDesk desk, TimeProvider clock, ILogger<RunWaker> logger) : DueService(store, clock, RunQueries.Runs, logger)
{
    private static readonly TimeSpan _while = TimeSpan.FromMinutes(15);

    /// <summary>Runs left alone, and until when.</summary>
    private readonly Dictionary<string, DateTimeOffset> _left = [];

    public override async Task DoDueAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        foreach (var over in _left.Where(left => left.Value <= now || left.Value > now + _while).Select(left => left.Key).ToList())
        {
            // Tried again now if it still waits; one that was cancelled or woken otherwise is never due again and must not be remembered.
            _left.Remove(over);
        }

        await foreach (var due in Store.StreamAsync(RunQueries.WakingBy(now.AddTicks(1)), ct))
        {
            if (_left.ContainsKey(due.Id))
            {
                continue;
            }

            try
            {
                var run = await desk.AdvanceAsync(due.Id, run => new Tick { Id = $"wake/{run.Marks}", At = Clock.GetUtcNow() }, ct);
                if (RunQueries.Wakes(run) <= now)
                {
                    throw new InvalidOperationException($"What waited in the run {due.Id} waits still.");
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _left[due.Id] = now + _while;
                logger.LogError(fault, "The run {Run} could not be woken; it is tried again in {While}", due.Id, _while);
            }
        }
    }

    protected override async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        // Runs left alone come first in the list; behind them stands the next one to wake.
        var next = await Store.ListAsync(RunQueries.NextToWake().Top(_left.Count + 1), ct);
        return next.Min(run => RunQueries.Wakes(run) is { } wakes && _left.TryGetValue(run.Id, out var until) && until > wakes ? until : RunQueries.Wakes(run));
    }
}

/// <summary>Gives what is under way its due moments anew when the calendar is corrected (procedures.md §2.3, 6): at once, and at start, for its files may be newer.</summary>
public sealed class RunRecalculator : BackgroundService
{
    private static readonly TimeSpan _again = TimeSpan.FromMinutes(1);

    private readonly IDocumentStore _store;
    private readonly RunDesk _desk;
    private readonly WorkingCalendar _calendar;
    private readonly TimeProvider _clock;
    private readonly ILogger<RunRecalculator> _logger;
    private readonly SemaphoreSlim _changed = new(1);

    public RunRecalculator(IDocumentStore store, RunDesk desk, WorkingCalendar calendar, TimeProvider clock, ILogger<RunRecalculator> logger)
    {
        (_store, _desk, _calendar, _clock, _logger) = (store, desk, calendar, clock, logger);
        _calendar.Changed += Wake;
    }

    public override void Dispose()
    {
        _calendar.Changed -= Wake;
        base.Dispose();
        _changed.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var isDone = true; ;)
            {
                // What failed is tried again: else it would keep a wrong date until the next correction.
                await _changed.WaitAsync(isDone ? Timeout.InfiniteTimeSpan : _again, stoppingToken);
                try
                {
                    isDone = await RecalculateAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    isDone = false;
                    _logger.LogError(fault, "Due moments could not be reckoned anew with the corrected calendar; it is tried again in {Again}", _again);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }

    /// <returns>False: of some run it failed, and may not fail again.</returns>
    private async Task<bool> RecalculateAsync(CancellationToken ct)
    {
        var isDone = true;
        await foreach (var open in _store.StreamAsync(RunQueries.Open(), ct))
        {
            if (open.Attempts.All(attempt => !attempt.IsOpen || attempt.Calendar is null || attempt.Calendar == _calendar.Version))
            {
                continue;
            }

            try
            {
                await _desk.AdvanceAsync(open.Id, run => new Tick { Id = $"calendar/{run.Marks}", At = _clock.GetUtcNow() }, ct);
            }
            catch (RunRuleException closed)
            {
                // Its document vanished, or it ended just now: trying again changes nothing.
                _logger.LogWarning("The due moments of the run {Run} are not reckoned anew: {Why}", open.Id, closed.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                isDone = false;
                _logger.LogError(fault, "The due moments of the run {Run} could not be reckoned anew", open.Id);
            }
        }

        return isDone;
    }

    private void Wake()
    {
        if (_changed.CurrentCount == 0)
        {
            _changed.Release();
        }
    }
}
