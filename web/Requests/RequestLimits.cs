using System.ComponentModel.DataAnnotations;
using DataPortal.Shared.Forms;

namespace DataPortal.Requests;

/// <summary>Configuration section <c>Limits</c>, the part about requests: how much one visitor may send. Generous, because a school shares one address.</summary>
public sealed class RequestLimits
{
    public const string Section = "Limits";

    /// <summary>Requests from one network address in an hour.</summary>
    [Range(1, 1_000_000)] public int RequestsPerAddressPerHour { get; init; } = 30;

    /// <summary>Requests with one e-mail address in a day.</summary>
    [Range(1, 1_000_000)] public int RequestsPerEmailPerDay { get; init; } = 10;

    /// <summary>Messages on one request in an hour.</summary>
    [Range(1, 1_000_000)] public int MessagesPerRequestPerHour { get; init; } = 20;

    /// <summary>Uses of <i>Lupa tautan</i> from one network address in an hour; per e-mail three.</summary>
    [Range(1, 1_000_000)] public int LostLinksPerAddressPerHour { get; init; } = 10;

    /// <summary>Seconds a person needs at least to fill the form in; faster is held for a check. 0 holds nothing.</summary>
    [Range(0, 60)] public int FormSeconds { get; init; } = 3;

    /// <summary>Hours after which a form left open is held for a check.</summary>
    [Range(1, 720)] public int FormHours { get; init; } = 24;

    /// <summary>Megabytes (powers of 1,000) of one attachment.</summary>
    [Range(1, 50)] public int AttachmentMegabytes { get; init; } = 10;

    /// <summary>Attachments of one message.</summary>
    [Range(1, 20)] public int Attachments { get; init; } = 5;

    /// <summary>Files sent from one network address in an hour, whether or not their form was complete.</summary>
    [Range(1, 1_000_000)] public int FilesPerAddressPerHour { get; init; } = 100;

    /// <summary>Megabytes of files that go into one mail; more goes as links.</summary>
    [Range(0, 50)] public int MailMegabytes { get; init; } = 8;

    public long AttachmentBytes => AttachmentMegabytes * 1_000_000L;

    public AttachmentLimits ForFiles => new(Attachments, AttachmentBytes, FilesPerAddressPerHour);

    public long MailBytes => MailMegabytes * 1_000_000L;
}
