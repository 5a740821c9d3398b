using System.Net.Sockets;
using System.Text.Json;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>
/// How <c>scripts/staff</c> reaches a running portal, which alone may open its data folder: a Unix domain socket that only the portal's own user may open.
/// One connection is one command: a JSON array of words on a line, answered by a <see cref="CommandAnswer"/>.
/// The socket's path stands in <c>staff.channel</c> of the data folder, because a path of a socket has at most 107 bytes and a data folder may lie deeper.
/// </summary>
public sealed class StaffChannel(IServiceScopeFactory scopes, IOptions<StorageOptions> storage, ILogger<StaffChannel> logger) : BackgroundService
{
    private const int LongestSocketPath = 100;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (storage.Value.Engine == "memory" || !Socket.OSSupportsUnixDomainSockets)
        {
            return;
        }

        var folder = FolderOf(storage.Value);
        Directory.CreateDirectory(folder);
        var record = RecordIn(folder);
        var path = SocketFor(folder);
        try
        {
            File.Delete(path);
            using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly);
            }

            listener.Listen();
            await File.WriteAllTextAsync(record, path, stoppingToken);
            while (true)
            {
                await AnswerAsync(await listener.AcceptAsync(stoppingToken), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            File.Delete(path);
            File.Delete(record);
        }
        catch (Exception broken) when (broken is IOException or SocketException or UnauthorizedAccessException)
        {
            // The portal serves without it; only scripts/staff must wait until the portal rests.
            logger.LogWarning(broken, "scripts/staff cannot reach this portal while it runs: {Path}", path);
        }
    }

    /// <summary>Sends a command to the portal that runs on this data folder.</summary>
    /// <returns>Null when none runs.</returns>
    public static async Task<CommandAnswer?> SendAsync(string folder, IReadOnlyList<string> words, CancellationToken ct)
    {
        if (!File.Exists(RecordIn(folder)))
        {
            return null;
        }

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(await File.ReadAllTextAsync(RecordIn(folder), ct)), ct);
        }
        catch (SocketException)
        {
            // Left behind by a portal that was killed.
            return null;
        }

        await using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(words), ct);
        await stream.WriteAsync("\n"u8.ToArray(), ct);
        return JsonSerializer.Deserialize<CommandAnswer>(await reader.ReadLineAsync(ct) ?? "null")
            ?? throw new IOException("The portal closed the channel without an answer; its log says why.");
    }

    private async Task AnswerAsync(Socket socket, CancellationToken stoppingToken)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(_patience);
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream);
            var words = JsonSerializer.Deserialize<string[]>(await reader.ReadLineAsync(patience.Token) ?? "[]") ?? [];
            await using var scope = scopes.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<StaffCommand>().RunAsync(words, patience.Token);
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), patience.Token);
            await stream.WriteAsync("\n"u8.ToArray(), patience.Token);
        }
        catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogError(broken, "A command of scripts/staff failed.");
        }
    }

    /// <summary>The data folder, whole.</summary>
    internal static string FolderOf(StorageOptions options) => Path.GetFullPath(options.Path, AppContext.BaseDirectory);

    private static string RecordIn(string folder) => Path.Combine(folder, "staff.channel");

    private static string SocketFor(string folder)
    {
        var beside = Path.Combine(folder, "staff.socket");
        return beside.Length <= LongestSocketPath ? beside : Path.Combine(Directory.CreateTempSubdirectory("portal-").FullName, "staff.socket");
    }
}
