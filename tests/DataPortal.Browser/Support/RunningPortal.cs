using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DataPortal.Browser.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(RunningPortal))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace DataPortal.Browser.Support;

/// <summary>
/// The portal as a person starts it (<c>scripts/run</c>, a data folder of its own), and Chromium beside it.
/// Without Chromium (<c>DATAPORTAL_TEST_CHROMIUM</c>) every test says skipped.
/// </summary>
public sealed class RunningPortal : IAsyncLifetime
{
    private readonly string _data = Path.Combine(Path.GetTempPath(), $"dataportal-browser-{Guid.NewGuid():N}");
    private readonly string? _chromium = Environment.GetEnvironmentVariable("DATAPORTAL_TEST_CHROMIUM");
    private Process? _process;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string Root { get; } = FindRoot();

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>The one-time link printed at first start.</summary>
    public string? FirstLink { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (string.IsNullOrEmpty(_chromium))
        {
            return;
        }

        await StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = _chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A browser window of its own, without cookies; phone or desktop wide.</summary>
    public async Task<IPage> OpenAsync(int width = 1280, bool javaScript = true)
    {
        Assert.SkipWhen(_browser is null, "DATAPORTAL_TEST_CHROMIUM names no Chromium.");
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 900 },
            JavaScriptEnabled = javaScript,
            AcceptDownloads = true,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
        });
        context.SetDefaultTimeout(15_000);
        return await context.NewPageAsync();
    }

    /// <summary>Starts the portal on its data folder and waits until it says that it can serve.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(Path.Combine(Root, "scripts", "run")) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add("--urls");
        start.ArgumentList.Add(Address);
        start.Environment["Storage__Path"] = _data;
        _process = new Process { StartInfo = start };
        var ready = new TaskCompletionSource();
        var said = new List<string>();
        void Hear(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (said)
            {
                said.Add(line);
            }

            const string link = "Tautan masuk pertama: ";
            if (line.StartsWith(link, StringComparison.Ordinal))
            {
                FirstLink = line[link.Length..].Trim();
            }

            if (line.StartsWith("Siap: ", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        }

        _process.OutputDataReceived += (_, heard) => Hear(heard.Data);
        _process.ErrorDataReceived += (_, heard) => Hear(heard.Data);
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("The portal ended: " + string.Join('\n', said)));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    /// <summary>What a power cut does to the program: <c>kill -9</c>, then a start on the same folder.</summary>
    public async Task KillAndStartAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_process is { HasExited: false })
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DataPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests lie outside the repository.");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
