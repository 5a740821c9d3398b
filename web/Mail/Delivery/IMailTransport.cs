namespace DataPortal.Mail.Delivery;

/// <summary>How a message leaves the house.</summary>
public interface IMailTransport
{
    /// <summary>Handing the same message over twice does no harm: nothing needs to be unknown.</summary>
    bool Repeatable { get; }

    /// <summary>What it is called on staff pages.</summary>
    string Name { get; }

    /// <summary>Hands one message over.</summary>
    /// <param name="beforeData">Called when everything was agreed and the message itself goes out next; it records that durably.</param>
    /// <returns>What the other side answered.</returns>
    /// <exception cref="DeliveryException">It was not taken, or nobody knows whether it was.</exception>
    Task<string> DeliverAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct);
}

public enum DeliveryFault
{
    /// <summary>The server was not reached, or did not let us in: nothing to do with this message. It certainly has not got it.</summary>
    Server,

    /// <summary>This message was refused for now (4xx), or the line broke before its end: the server certainly has not got it.</summary>
    Temporary,

    /// <summary>This message was refused for good (5xx).</summary>
    Permanent,

    /// <summary>The whole message went out and no answer came: it may or may not have been taken.</summary>
    Unknown,
}

public sealed class DeliveryException(DeliveryFault fault, string answer, Exception? cause = null) : Exception(answer, cause)
{
    public DeliveryFault Fault { get; } = fault;
}
