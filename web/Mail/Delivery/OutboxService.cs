using DataPortal.Storage;

namespace DataPortal.Mail.Delivery;

/// <summary>Keeps the sender going: at once when something is put into the outbox, and when something becomes due.</summary>
public sealed class OutboxService(OutboxSender sender, IDocumentStore store, TimeProvider clock, ILogger<OutboxService> logger) : BackgroundService
{
    /// <summary>Longest rest: what another machine wrote is found by then in any case.</summary>
    private static readonly TimeSpan _rest = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _bell = new(0);

    public override void Dispose()
    {
        _bell.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        store.Committed += Ring;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            logger.LogDebug("The sender stops.");
        }
        finally
        {
            store.Committed -= Ring;
        }
    }

    private async Task RoundAsync(CancellationToken ct)
    {
        var rest = _rest;
        try
        {
            while (await sender.RunAsync(ct) > 0)
            {
            }

            if (await sender.NextAsync(ct) is { } next && next - clock.GetUtcNow() is var until && until < rest)
            {
                rest = until > TimeSpan.FromSeconds(1) ? until : TimeSpan.FromSeconds(1);
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong in one round, the next one must come: letters wait in the store.
        catch (Exception broken) when (broken is not OperationCanceledException)
#pragma warning restore CA1031
        {
            logger.LogError(broken, "A round of sending failed; it is tried again.");
        }

        await _bell.WaitAsync(rest, ct);
        while (await _bell.WaitAsync(0, ct))
        {
        }
    }

    private void Ring(IReadOnlyList<DocumentKey> touched)
    {
        if (touched.Any(key => key.Collection == Outbox.Collection.Name))
        {
            _bell.Release();
        }
    }
}
