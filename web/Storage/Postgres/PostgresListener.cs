using Npgsql;

namespace DataPortal.Storage.Postgres;

/// <summary>
/// Tells other machines what a commit touched (NOTIFY), and hears what theirs did. A commit is also written down for a day,
/// so that a machine whose connection broke learns afterwards what it missed; some of it twice, which does no harm.
/// </summary>
internal sealed class PostgresListener : IDisposable
{
    // A notification holds at most 8,000 bytes; a collection and an identifier at most 160.
    private const int MostKeys = 48;

    private static readonly TimeSpan _pulse = TimeSpan.FromSeconds(20);

    /// <summary>About an hour.</summary>
    private const int PulsesBetweenCleanings = 180;

    private readonly string _origin = Guid.NewGuid().ToString("N");
    private readonly CancellationTokenSource _closing = new();
    private readonly NpgsqlDataSource _source;
    private readonly Action<IReadOnlyList<DocumentKey>> _announce;
    private readonly ILogger _logger;
    private readonly string _channel;
    private string _since;

    /// <param name="since">A transaction number before which everything is known.</param>
    public PostgresListener(NpgsqlDataSource source, string since, Action<IReadOnlyList<DocumentKey>> announce, ILogger logger)
    {
        (_source, _since, _announce, _logger) = (source, since, announce, logger);
        using (var command = source.CreateCommand("select current_schema()::text"))
        {
            _channel = "dataportal_" + (string)command.ExecuteScalar()!;
        }

        _ = Task.Run(ListenAsync);
    }

    /// <summary>Adds to a commit that others hear of it.</summary>
    public void Tell(NpgsqlBatch batch, IReadOnlyList<Change> changes)
    {
        foreach (var part in changes.Select(change => $"{change.Collection.Name}/{change.Id}").Distinct().Chunk(MostKeys))
        {
            var touched = string.Join('\n', part);
            batch.BatchCommands.Add(new("with kept as (insert into portal_commits (origin, touched) values ($1, $2)) select pg_notify($3, $4)")
            {
                Parameters = { new() { Value = _origin }, new() { Value = touched }, new() { Value = _channel }, new() { Value = $"{_origin}\n{touched}" } },
            });
        }
    }

    /// <summary>Ends listening, soon.</summary>
    public void Dispose() => _closing.Cancel();

    private async Task ListenAsync()
    {
        var ct = _closing.Token;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken) when (broken is NpgsqlException or IOException or TimeoutException or InvalidOperationException)
            {
                _logger.LogWarning("The connection that hears of other machines' commits broke ({Message}); trying again.", broken.Message);
                await Task.Delay(1000, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await _source.OpenConnectionAsync(ct);
        connection.Notification += (_, heard) =>
        {
            if (heard.Payload.Split('\n') is [var origin, .. var touched] && origin != _origin)
            {
                Announce(touched);
            }
        };
        await RunAsync(connection, $"listen \"{_channel}\"", ct);

        List<string> missed = [];
        await using (var command = new NpgsqlCommand("select touched from portal_commits where tx >= $1::xid8 and origin <> $2 order by tx", connection))
        {
            command.Parameters.Add(new() { Value = _since, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Unknown });
            command.Parameters.Add(new() { Value = _origin });
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                missed.AddRange(reader.GetString(0).Split('\n'));
            }
        }

        if (missed.Count > 0)
        {
            Announce([.. missed.Distinct()]);
        }

        for (var pulses = 0; ; pulses++)
        {
            if (pulses % PulsesBetweenCleanings == 0)
            {
                await RunAsync(connection, "delete from portal_commits where at < now() - interval '1 day'", ct);
            }

            await using (var command = new NpgsqlCommand("select pg_snapshot_xmin(pg_current_snapshot())::text", connection))
            {
                _since = (string)(await command.ExecuteScalarAsync(ct))!;
            }

            for (var until = Environment.TickCount64 + (long)_pulse.TotalMilliseconds; until > Environment.TickCount64;)
            {
                await connection.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(1, until - Environment.TickCount64)), ct);
            }
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string text, CancellationToken ct)
    {
#pragma warning disable CA2100 // The channel is named by the schema.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    private void Announce(IEnumerable<string> touched) => Announcement.Make(_announce,
        [.. touched.Select(key => key.Split('/', 2)).Select(key => new DocumentKey(key[0], key[1]))], _logger);
}
