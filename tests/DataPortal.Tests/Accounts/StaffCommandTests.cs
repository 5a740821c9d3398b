using System.Net;
using DataPortal.Accounts;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Accounts;

public sealed class StaffCommandTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<CommandAnswer> RunAsync(Portal portal, params string[] words)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StaffCommand>().RunAsync(words, Ct);
    }

    [Fact]
    public async Task A_person_is_added_listed_given_a_link_and_disabled_without_a_browser()
    {
        using var portal = Office.Open();
        var added = await RunAsync(portal, "add", "rina@contoh.go.id", "webadmin", "SectionHead", "--nama=Rina Contoh");
        Assert.Equal(0, added.Code);
        var token = added.Text.Split("tautan=")[1];
        await portal.Browser().SubmitAsync(OneTimeLinks.PathOf(token), ("tautan", token), ("Form.Password", Office.Password), ("Form.Repeat", Office.Password));
        var hers = await portal.SignedInAsync("rina@contoh.go.id");

        Assert.Contains("rina@contoh.go.id\tRina Contoh\tWebAdmin,SectionHead\taktif", (await RunAsync(portal, "list")).Text, StringComparison.Ordinal);
        Assert.Contains("/petugas/atur-sandi?tautan=", (await RunAsync(portal, "link", "rina@contoh.go.id")).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(portal, "disable", "rina@contoh.go.id")).Code);
        Assert.Equal(HttpStatusCode.Redirect, (await hers.GetAsync("/petugas", Ct)).StatusCode);
    }

    [Theory]
    [InlineData(2, "SystemAdmin", "add", "rina@contoh.go.id", "Raja")]
    [InlineData(2, "SystemAdmin", "add", "rina@contoh.go.id", "99")]
    [InlineData(1, "Tidak ada petugas", "link", "siapa@contoh.go.id")]
    [InlineData(1, "alamat surel lengkap", "add", "bukan-surel", "WebAdmin")]
    [InlineData(2, "scripts/staff add", "hapus", "semua")]
    [InlineData(2, "scripts/staff add")]
    public async Task What_cannot_be_done_is_said(int code, string words, params string[] typed)
    {
        using var portal = Office.Open();
        var answer = await RunAsync(portal, typed);

        Assert.Equal(code, answer.Code);
        Assert.Contains(words, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(150)]
    public async Task A_running_portal_answers_through_its_channel_however_deep_its_folder_lies(int depth)
    {
        using var portal = Office.Open();
        var folder = Path.Combine(Directory.CreateTempSubdirectory("portal-test-").FullName, new string('d', depth));
        var channel = new StaffChannel(portal.Get<IServiceScopeFactory>(), Options.Create(new DataPortal.Storage.StorageOptions { Path = folder, Engine = "sqlite" }), NullLogger<StaffChannel>.Instance);
        Assert.Null(await StaffChannel.SendAsync(folder, ["list"], Ct));

        await channel.StartAsync(Ct);
        CommandAnswer? answer = null;
        for (var left = 100; answer is null && left > 0; left--)
        {
            await Task.Delay(20, Ct);
            answer = await StaffChannel.SendAsync(folder, ["list"], Ct);
        }

        Assert.Equal(new(0, "Belum ada petugas."), answer);
        var socket = await File.ReadAllTextAsync(Path.Combine(folder, "staff.channel"), Ct);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(socket) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        await channel.StopAsync(Ct);
        Assert.Null(await StaffChannel.SendAsync(folder, ["list"], Ct));
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
