using System.Collections.Concurrent;
using System.Diagnostics;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>The log is still being read after the start; what was read so far.</summary>
/// <param name="hasFailed">The last reading broke off; it begins again by itself.</param>
public sealed class LogStillReadException(int read, int all, bool hasFailed = false) : Exception($"{read} of {all} events are read.")
{
    public bool HasFailed { get; } = hasFailed;
    public int Read { get; } = read;
    public int Total { get; } = all;
}

/// <summary>
/// The event log in the memory of each machine, read in the background at start and kept up to date by commits, this machine's and others'.
/// A question waits for what was committed before it.
/// </summary>
public sealed class ConformanceTally(
    IDocumentStore store, ProcedureLibrary library, WorkingCalendar calendar, TimeProvider clock, ILogger<ConformanceTally> logger) : BackgroundService
{
    /// <summary>So many new marks are taken in even when nobody asks.</summary>
    private const int Many = 512;
    private const int MostKept = 64;

    /// <summary>A small log is read before the first visitor has waited; a large one says that it is being read.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1.5);

    /// <summary>A reading that broke off is begun again after so long, and twice as long each further time.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>What is open ages and comes due without a mark: figures are kept no longer.</summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromMinutes(1);

    private readonly ConcurrentQueue<string> _noted = [];
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _many = new(0);
    private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<(string, Period), ConformanceFigures> _kept = [];
    private readonly EventTally _tally = new();
    private string _reckonedBy = "";
    private volatile bool _hasFailed;
    private volatile int _soFar;
    private volatile int _all;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the reading: nothing committed meanwhile is missed.
        store.Committed += Note;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        store.Committed -= Note;
        return base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        _gate.Dispose();
        _many.Dispose();
    }

    /// <summary>The measures of a procedure in a period (procedures.md §10).</summary>
    /// <exception cref="LogStillReadException">The log is still being read.</exception>
    public Task<ConformanceFigures> FiguresAsync(Procedure procedure, Period period, CancellationToken ct) => AskAsync(tally =>
    {
        var now = clock.GetUtcNow();
        var key = (procedure.Id, period);
        if (!_kept.TryGetValue(key, out var figures) || (now - figures.At).Duration() >= _fresh)
        {
            if (_kept.Count >= MostKept)
            {
                _kept.Clear();
            }

            _kept[key] = figures = new ConformanceCount(tally, procedure, version => VersionOf(procedure, version), calendar).Count(period, now);
        }

        return figures;
    }, ct);

    /// <summary>The attempts behind a figure, newest first.</summary>
    /// <exception cref="LogStillReadException">The log is still being read.</exception>
    public Task<CasePage> CasesAsync(Procedure procedure, CaseQuery query, CancellationToken ct) => AskAsync(tally =>
        new CaseFinder(tally, procedure, version => VersionOf(procedure, version), calendar).Find(query), ct);

    /// <summary>The document a run was opened under; the present one when that is kept nowhere.</summary>
    private Procedure VersionOf(Procedure procedure, string version) => library.Find(procedure.Id, version) ?? procedure;

    private void Note(IReadOnlyList<DocumentKey> touched)
    {
        var before = _noted.Count / Many;
        foreach (var key in touched)
        {
            if (key.Collection == ProcedureEvents.Collection.Name)
            {
                _noted.Enqueue(key.Id);
            }
        }

        if (_noted.Count / Many > before)
        {
            _many.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await ReadUntilReadAsync(stoppingToken);
            while (true)
            {
                await _many.WaitAsync(stoppingToken);
                try
                {
                    await AskAsync(static _ => 0, stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // What was not taken in stands in the queue still: the next question, or the next many marks, take it.
                    logger.LogWarning(fault, "New marks of the event log could not be taken in");
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _read.TrySetCanceled(stoppingToken);
        }
    }

    /// <summary>Reads the log, from its beginning again when that breaks off: the portal goes on meanwhile, and who asks for its measures is told.</summary>
    private async Task ReadUntilReadAsync(CancellationToken ct)
    {
        for (var wait = _again; ; wait = wait < _longest / 2 ? wait * 2 : _longest)
        {
            try
            {
                await ReadAsync(ct);
                return;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                _hasFailed = true;
                logger.LogError(fault, "The event log could not be read; it is tried again in {Wait}", wait);
            }

            await Task.Delay(wait, ct);
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        _soFar = 0;
        _all = await store.CountAsync(ProcedureEvents.Collection.All(), ct);
        await foreach (var happened in store.StreamAsync(ProcedureEvents.Collection.All(), ct))
        {
            // A mark that was read before, by a reading that broke off, changes nothing.
            _tally.Add(happened);
            _soFar++;
        }

        _tally.Trim();
        _hasFailed = false;
        _read.TrySetResult();
        if (_soFar > 0)
        {
            logger.LogInformation("Event log: {Events} events in {Milliseconds} ms", _soFar, watch.ElapsedMilliseconds);
        }
    }

    private async Task<T> AskAsync<T>(Func<EventTally, T> ask, CancellationToken ct)
    {
        if (!_read.Task.IsCompleted)
        {
            await Task.WhenAny(_read.Task, Task.Delay(_patience, ct));
            if (!_read.Task.IsCompleted)
            {
                throw new LogStillReadException(_soFar, Math.Max(_soFar, _all), _hasFailed);
            }
        }

        await _read.Task;
        await _gate.WaitAsync(ct);
        try
        {
            await CatchUpAsync(ct);
            var by = $"{calendar.Version} {string.Join(' ', library.All.Select(procedure => procedure.Version))}";
            if (by != _reckonedBy)
            {
                _reckonedBy = by;
                _tally.Unfold();
                _kept.Clear();
            }

            return ask(_tally);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        while (_noted.TryPeek(out var id))
        {
            if (await store.FindAsync(ProcedureEvents.Collection, id, ct) is { } happened)
            {
                _tally.Add(happened);
                _kept.Clear();
            }

            _noted.TryDequeue(out _);
        }
    }
}
