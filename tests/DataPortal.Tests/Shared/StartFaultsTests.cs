using DataPortal.Mail;
using DataPortal.Shared;
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
}
