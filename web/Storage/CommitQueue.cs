using System.Collections.Concurrent;

namespace DataPortal.Storage;

/// <summary>
/// One thread that writes for everyone. Commits that wait together are written in one transaction of the engine and share one sync of the disk,
/// yet each is all or nothing for itself.
/// </summary>
internal sealed class CommitQueue : IDisposable
{
    private const int MostTogether = 128;

    private readonly BlockingCollection<Work> _queue = [];
    private readonly Action<IReadOnlyList<Work>> _write;
    private readonly Action<IReadOnlyList<DocumentKey>> _announce;
    private readonly ILogger _logger;
    private readonly Thread _thread;

    /// <param name="write">Makes the commits durable that it does not refuse (<see cref="Work.Refusal"/>). When it throws, nothing of any of them was written.</param>
    /// <param name="announce">Called with what a durable commit touched, before its writer is told.</param>
    public CommitQueue(Action<IReadOnlyList<Work>> write, Action<IReadOnlyList<DocumentKey>> announce, ILogger logger)
    {
        (_write, _announce, _logger) = (write, announce, logger);
        _thread = new(Run) { Name = "Storage writer", IsBackground = true };
        _thread.Start();
    }

    public Task AddAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            return Task.FromCanceled(ct);
        }

        var work = new Work(changes, ct);
        try
        {
            _queue.Add(work, CancellationToken.None);
        }
        catch (InvalidOperationException) when (_queue.IsAddingCompleted)
        {
            throw new ObjectDisposedException("The store is closed.");
        }

        return work.Done.Task;
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        if (_thread != Thread.CurrentThread)
        {
            _thread.Join();
        }

        _queue.Dispose();
    }

    private void Run()
    {
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            List<Work> together = [first];
            while (together.Count < MostTogether && _queue.TryTake(out var more))
            {
                together.Add(more);
            }

            // Whoever gave up before the writing began wrote nothing; later nobody can.
            foreach (var work in together.Where(work => work.Ct.IsCancellationRequested))
            {
                work.Done.TrySetCanceled(work.Ct);
            }

            together.RemoveAll(work => work.Done.Task.IsCompleted);
            Write(together);
            foreach (var work in together)
            {
                Tell(work);
            }
        }
    }

    private void Write(List<Work> together)
    {
        if (together.Count == 0)
        {
            return;
        }

        try
        {
            _write(together);
        }
#pragma warning disable CA1031 // Whatever went wrong belongs to the one who asked for the commit.
        catch (Exception fault) when (together.Count == 1)
        {
            together[0].Refusal = fault;
        }
        catch (Exception)
        {
            // One of them may be at fault: each for itself.
            foreach (var work in together)
            {
                work.Refusal = null;
                Write([work]);
            }
        }
#pragma warning restore CA1031
    }

    private void Tell(Work work)
    {
        if (work.Refusal is { } refusal)
        {
            work.Done.TrySetException(refusal);
            return;
        }

        Announcement.Make(_announce, work.Changes, _logger);
        work.Done.TrySetResult();
    }

    /// <summary>One commit on its way.</summary>
    internal sealed class Work(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        public IReadOnlyList<Change> Changes { get; } = changes;
        public CancellationToken Ct { get; } = ct;
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Why it was not written; null when it was.</summary>
        public Exception? Refusal { get; set; }
    }
}

internal static class Announcement
{
    /// <summary>A handler that fails must not undo a commit that is durable already: it is logged.</summary>
    public static void Make(Action<IReadOnlyList<DocumentKey>> announce, IReadOnlyList<Change> changes, ILogger logger) =>
        Make(announce, [.. changes.Select(change => new DocumentKey(change.Collection.Name, change.Id)).Distinct()], logger);

    public static void Make(Action<IReadOnlyList<DocumentKey>> announce, IReadOnlyList<DocumentKey> touched, ILogger logger)
    {
        try
        {
            announce(touched);
        }
#pragma warning disable CA1031
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.LogError(fault, "A handler of a commit failed; the commit stands.");
        }
    }
}
