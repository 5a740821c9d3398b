using DataPortal.Storage;

namespace DataPortal.Mail.Delivery;

/// <summary>
/// Sends what is due in the outbox. A message is claimed by a commit, so of several senders on one store only one has it; before its text goes out that is
/// recorded by another commit. A claim that ran out (its sender died) is due again when its text certainly never went out, and <see cref="DeliveryState.Unknown"/>
/// otherwise: it is never sent a second time silently.
/// </summary>
public sealed class OutboxSender(IDocumentStore store, IMailTransport transport, ServerPause pause, TimeProvider clock, ILogger<OutboxSender> logger)
{
    /// <summary>How many messages one round takes, and how many it sends at a time.</summary>
    private const int Batch = 20, AtOnce = 4;

    /// <summary>How long one stage (up to the text; the text) may take. Shorter than <see cref="Lease"/>, so that a living sender never loses its claim.</summary>
    private static readonly TimeSpan _stage = TimeSpan.FromMinutes(12);

    /// <summary>How long a claim holds; renewed when the text begins.</summary>
    public TimeSpan Lease => transport.Repeatable ? TimeSpan.FromMinutes(1) : TimeSpan.FromMinutes(15);

    /// <summary>One round: looks after claims that ran out, then sends what is due.</summary>
    /// <returns>How many messages it claimed; 0 when there is nothing to do now.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await RecoverAsync(ct);
        if (pause.Until is not null)
        {
            return 0;
        }

        var due = await store.ListAsync(
            Outbox.Collection.Where("state", DeliveryState.Waiting).Before("next", clock.GetUtcNow().AddTicks(1)).OrderBy("next").Top(Batch), ct);
        var claimed = 0;
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (message, stop) =>
        {
            if (pause.Until is null && await ClaimAsync(message, stop) is { } mine)
            {
                Interlocked.Increment(ref claimed);
                await SendAsync(mine, stop);
            }
        });
        return claimed;
    }

    /// <summary>When something will be due; null when nothing waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var waiting = await store.FirstAsync(Outbox.Collection.Where("state", DeliveryState.Waiting).OrderBy("next"), ct);
        var sending = await store.FirstAsync(Outbox.Collection.Where("state", DeliveryState.Sending).OrderBy("next"), ct);
        var next = waiting is null || sending?.NextAttemptAt < waiting.NextAttemptAt ? sending?.NextAttemptAt : waiting.NextAttemptAt;
        return next is { } due && pause.Until is { } until && until > due ? until : next;
    }

    private async Task RecoverAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var left in await store.ListAsync(Outbox.Collection.Where("state", DeliveryState.Sending).Before("next", now).OrderBy("next").Top(100), ct))
        {
            var lost = left.DataBegun && !transport.Repeatable;
            var next = lost
                ? left.Become(DeliveryState.Unknown, now, "Pengirim berhenti di tengah pengiriman; isi surel mungkin sudah sampai.")
                : left.Become(DeliveryState.Waiting, now, "Pengirim berhenti sebelum surel keluar; dikirim lagi.") with { NextAttemptAt = now };
            if (await TryCommitAsync(next, ct))
            {
                logger.LogWarning("A sender left message {Id}; it is {State} now.", left.Id, next.State);
            }
        }
    }

    private async Task<OutgoingMessage?> ClaimAsync(OutgoingMessage message, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var mine = message with
        {
            State = DeliveryState.Sending,
            Attempts = message.Attempts + 1,
            TryingSince = message.TryingSince ?? now,
            NextAttemptAt = now + Lease,
            DataBegun = false,
        };
        return await TryCommitAsync(mine, ct) ? mine with { Version = message.Version + 1 } : null;
    }

    private async Task SendAsync(OutgoingMessage mine, CancellationToken ct)
    {
        using var stage = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stage.CancelAfter(_stage);
        var current = mine;
        async Task BeforeData(CancellationToken stop)
        {
            var begun = current with { DataBegun = true, NextAttemptAt = clock.GetUtcNow() + Lease };
            await store.CommitAsync([Outbox.Collection.Replace(begun)], stop);
            current = begun with { Version = current.Version + 1 };
            stage.CancelAfter(_stage);
        }

        try
        {
            var answer = await transport.DeliverAsync(mine, BeforeData, stage.Token);
            pause.Reached();
            await SettleAsync(mine, found => found.Become(DeliveryState.Sent, clock.GetUtcNow(), answer));
        }
        catch (DeliveryException failed)
        {
            (failed.Fault == DeliveryFault.Server ? (Action)pause.Failed : pause.Reached)();
            logger.LogWarning("Message {Id}, attempt {Attempt}: {Fault}, {Answer}", mine.Id, mine.Attempts, failed.Fault, failed.Message);
            await SettleAsync(mine, found => After(found, failed.Fault, failed.Message));
        }
        catch (StaleDocumentException)
        {
            // Someone took the claim because it had run out. Nothing was sent: the text begins only after that commit.
            logger.LogWarning("The claim on message {Id} was lost before it was sent.", mine.Id);
        }
        catch (OperationCanceledException)
        {
            // Stopped, or out of time, before the final dot: the server has nothing.
            await SettleAsync(mine, found => ct.IsCancellationRequested
                ? found.Become(DeliveryState.Waiting, clock.GetUtcNow(), "Portal dihentikan sebelum surel keluar.") with { NextAttemptAt = clock.GetUtcNow() }
                : After(found, DeliveryFault.Temporary, "Server terlalu lambat; pengiriman dihentikan sebelum selesai."));
        }
#pragma warning disable CA1031 // A message nobody thought of must neither stop the others nor be tried for ever.
        catch (Exception unexpected)
#pragma warning restore CA1031
        {
            logger.LogError(unexpected, "Message {Id}, attempt {Attempt} failed in a way nobody thought of.", mine.Id, mine.Attempts);
            var fault = current.DataBegun && !transport.Repeatable ? DeliveryFault.Unknown : DeliveryFault.Temporary;
            await SettleAsync(mine, found => After(found, fault, unexpected.Message));
        }
    }

    private OutgoingMessage After(OutgoingMessage message, DeliveryFault fault, string answer)
    {
        var now = clock.GetUtcNow();
        return fault switch
        {
            DeliveryFault.Permanent => message.Become(DeliveryState.Failed, now, answer),
            DeliveryFault.Unknown => message.Become(DeliveryState.Unknown, now, answer),
            DeliveryFault.Temporary or DeliveryFault.Server => RetrySchedule.Next(message.Answers.Count(tried => tried.At >= message.TryingSince) + 1, message.TryingSince ?? now, now) is { } next
                ? message.Become(DeliveryState.Waiting, now, answer) with { NextAttemptAt = next }
                : message.Become(DeliveryState.Failed, now, $"Dicoba selama {RetrySchedule.GiveUpAfter.TotalHours:0} jam. Jawaban terakhir: {answer}"),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
    }

    /// <summary>Writes what came of the attempt, unless the message went on without us. What is known is worth more than <see cref="DeliveryState.Unknown"/>.</summary>
    private async Task SettleAsync(OutgoingMessage mine, Func<OutgoingMessage, OutgoingMessage> settle)
    {
        // Not cancelled: the answer must be kept even while the portal stops.
        await store.CommitAsync<bool>(
            async ct =>
            {
                var found = await store.FindAsync(Outbox.Collection, mine.Id, ct);
                return found is not null && found.Attempts == mine.Attempts && found.State is DeliveryState.Sending or DeliveryState.Unknown
                    ? (true, [Outbox.Collection.Replace(settle(found!))])
                    : (false, []);
            },
            CancellationToken.None);
    }

    private async Task<bool> TryCommitAsync(OutgoingMessage message, CancellationToken ct)
    {
        try
        {
            await store.CommitAsync([Outbox.Collection.Replace(message)], ct);
            return true;
        }
        catch (StaleDocumentException)
        {
            return false;
        }
    }
}
