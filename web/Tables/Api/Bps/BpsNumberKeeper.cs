using System.Threading.Channels;
using DataPortal.Storage;

namespace DataPortal.Tables.Api.Bps;

/// <summary>Gives what is published its numbers at once, so that to read a list writes nothing. What it misses, because the portal stopped, is numbered when it is first asked for.</summary>
public sealed class BpsNumberKeeper(IDocumentStore store, BpsShelf shelf, ILogger<BpsNumberKeeper> logger) : BackgroundService
{
    private readonly Channel<bool> _woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += Wake;
        try
        {
            await foreach (var _ in _woken.Reader.ReadAllAsync(stoppingToken))
            {
                try
                {
                    await shelf.NumberAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.LogError(fault, "What was published has no numbers of the BPS WebAPI yet; it is tried again after the next publication, or when it is asked for");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
        finally
        {
            store.Committed -= Wake;
        }
    }

    private void Wake(IReadOnlyList<DocumentKey> touched)
    {
        if (touched.Any(BpsShelf.Concerns))
        {
            _woken.Writer.TryWrite(true);
        }
    }
}
