namespace DataPortal.Storage;

/// <summary>Reads what is kept in memory of a collection again after each commit to it, this machine's or another's: reading again is cheap and always right.</summary>
public sealed class Rereading : IDisposable
{
    private readonly IDocumentStore _store;
    private readonly ICollection _watched;
    private readonly Func<CancellationToken, Task> _read;
    private readonly ILogger _logger;

    /// <param name="read">Reads and uses what is there now; may be called several times at once.</param>
    public Rereading(IDocumentStore store, ICollection watched, Func<CancellationToken, Task> read, ILogger logger)
    {
        (_store, _watched, _read, _logger) = (store, watched, read, logger);
        _store.Committed += Heard;
    }

    public void Dispose() => _store.Committed -= Heard;

    private void Heard(IReadOnlyList<DocumentKey> touched)
    {
        if (touched.Any(key => key.Collection == _watched.Name))
        {
            _ = ReadQuietlyAsync();
        }
    }

    private async Task ReadQuietlyAsync()
    {
        try
        {
            await _read(CancellationToken.None);
        }
        catch (ObjectDisposedException)
        {
            // The portal is stopping.
        }
#pragma warning disable CA1031 // Whatever failed, what was read before stays, and the log says so.
        catch (Exception failed)
#pragma warning restore CA1031
        {
            _logger.LogError(failed, "What is kept of {Collection} could not be read again", _watched.Name);
        }
    }
}
