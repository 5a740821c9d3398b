using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Mail;

/// <summary>What staff decide about messages that are not simply on their way.</summary>
public sealed class MailDesk(IDocumentStore store, AuditTrail audit, CurrentStaff staff, TimeProvider clock)
{
    /// <summary>Sends a message again that failed, or of which nobody knows: the same message with the same Message-ID.</summary>
    /// <exception cref="MessageStateException">It is in another state.</exception>
    public Task ResendAsync(string id, CancellationToken ct) => ChangeAsync(
        id, "mail.resent", message => message.State is DeliveryState.Failed or DeliveryState.Unknown,
        (message, now) => message.Become(DeliveryState.Waiting, now, $"Dikirim ulang oleh {Who}.") with { NextAttemptAt = now, TryingSince = null }, ct);

    /// <summary>Closes an unknown message as sent: someone learned that it arrived.</summary>
    /// <exception cref="MessageStateException">It is in another state.</exception>
    public Task MarkSentAsync(string id, CancellationToken ct) => ChangeAsync(
        id, "mail.marked-sent", message => message.State is DeliveryState.Unknown,
        (message, now) => message.Become(DeliveryState.Sent, now, $"Ditandai terkirim oleh {Who}."), ct);

    /// <summary>Decides not to send a message.</summary>
    /// <exception cref="MessageStateException">It was sent, is being sent, or was cancelled.</exception>
    public Task CancelAsync(string id, CancellationToken ct) => ChangeAsync(
        id, "mail.cancelled", message => message.State is DeliveryState.Waiting or DeliveryState.Failed or DeliveryState.Unknown,
        (message, now) => message.Become(DeliveryState.Cancelled, now, $"Dibatalkan oleh {Who}."), ct);

    private string Who => staff.Name ?? "sistem";

    private Task ChangeAsync(string id, string action, Func<OutgoingMessage, bool> allowed, Func<OutgoingMessage, DateTimeOffset, OutgoingMessage> change, CancellationToken ct) =>
        store.CommitAsync<bool>(
            async stop =>
            {
                var message = await store.FindAsync(Outbox.Collection, id, stop) ?? throw new MessageStateException(null);
                return allowed(message)
                    ? (true, [Outbox.Collection.Replace(change(message, clock.GetUtcNow())), audit.Entry(action, Outbox.Collection, id, message.Cause)])
                    : throw new MessageStateException(message.State);
            },
            ct);
}

/// <summary>The message is not, or no longer, in a state in which this can be done; null when there is none.</summary>
public sealed class MessageStateException(DeliveryState? state) : Exception($"The message is {state?.ToString() ?? "missing"}.")
{
    public DeliveryState? State { get; } = state;
}
