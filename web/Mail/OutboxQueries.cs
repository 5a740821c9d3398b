using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Mail;

/// <summary>Lookups in the outbox, newest first.</summary>
public static class OutboxQueries
{
    public static Query<OutgoingMessage> In(DeliveryState state) => Outbox.Collection.Where("state", state).OrderByDescending("created");

    public static Query<OutgoingMessage> All() => Outbox.Collection.All().OrderByDescending("created");

    /// <summary>By the beginning of the recipient's address.</summary>
    public static Query<OutgoingMessage> To(string prefix) => Outbox.Collection.All().StartsWith("to", prefix.ToLowerInvariant()).OrderByDescending("created");

    /// <summary>By the beginning of the cause, <c>collection/id</c>.</summary>
    public static Query<OutgoingMessage> About(string cause) => Outbox.Collection.All().StartsWith("cause", cause).OrderByDescending("created");

    /// <summary>The state in a word, in the visitor's language.</summary>
    public static string Word(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => Speech.T("Menunggu dikirim", "Waiting to be sent"),
        DeliveryState.Sending => Speech.T("Sedang dikirim", "Being sent"),
        DeliveryState.Sent => Speech.T("Terkirim", "Sent"),
        DeliveryState.Failed => Speech.T("Gagal", "Failed"),
        DeliveryState.Unknown => Speech.T("Tidak pasti", "Not certain"),
        DeliveryState.Cancelled => Speech.T("Dibatalkan", "Cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
