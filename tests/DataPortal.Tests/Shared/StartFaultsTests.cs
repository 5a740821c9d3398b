using System.Diagnostics;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Shared;

public sealed class StartFaultsTests
{
    [Fact]
    public void Every_wrong_setting_is_said_at_once()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Office:Code"] = "muara enim",
            ["Limits:PageCacheBytes"] = "1",
            ["Mail:Smtp:Port"] = "dua puluh lima",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddShared(settings).AddMail(settings);
        using var provider = services.BuildServiceProvider();

        var faults = StartFaults.InSettings(services, provider);

        foreach (var setting in new[] { "Office:Code", "Limits:PageCacheBytes", "Mail:Smtp:Port" })
        {
            Assert.Contains(faults, fault => fault.Contains(setting, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void What_lies_behind_a_fault_is_said_too() =>
        Assert.Equal(["tidak dapat dibuka", "terkunci"], StartFaults.Words(new IOException("tidak dapat dibuka", new IOException("terkunci"))));

    /// <summary>The program itself, in a process of its own: what a host says of a failed start is no help to an office.</summary>
    [Fact]
    public async Task A_document_with_a_fault_stops_the_start_with_its_words_alone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("content/sop"));
        await File.WriteAllTextAsync(folder.File("content/sop/a.md"), "---\nid: [\n---\n", TestContext.Current.CancellationToken);
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "DataPortal.dll"), "--contentRoot", folder.FullPath, "--Content:Path", folder.File("content"), "--Storage:Path", folder.File("data"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var portal = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await using var end = patience.Token.Register(() => portal.Kill());
        var (said, logged) = (portal.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), portal.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
        await portal.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, portal.ExitCode);
        Assert.StartsWith("Portal tidak dapat mulai:", await said, StringComparison.Ordinal);
        Assert.Contains("content/sop/a.md:", await said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", await said + await logged, StringComparison.Ordinal);
    }
}
