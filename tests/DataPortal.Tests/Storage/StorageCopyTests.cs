using System.Globalization;
using System.Net.Sockets;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Storage;

public sealed class StorageCopyTests : IDisposable
{
    private static readonly ICollection[] _collections = [StoreContract.Notes, StoreContract.Others, YearlyCounter.Collection];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task From_folder_to_folder() => await CopyAsync($"sqlite:{_folder.File("to")}");

    [Fact]
    public async Task What_a_killed_portal_left_to_be_called_by_is_not_copied()
    {
        Fill("from");
        using var door = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        door.Bind(new UnixDomainSocketEndPoint(_folder.File("from/staff.socket")));
        await File.WriteAllTextAsync(_folder.File("from/staff.channel"), _folder.File("from/staff.socket"), Ct);

        var lines = await RunAsync($"sqlite:{_folder.File("from")}", $"sqlite:{_folder.File("to")}");
        Assert.StartsWith("Checked:", lines[^1], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.File("to"), "staff.*"));
    }

    [Fact]
    public async Task From_a_folder_to_PostgreSQL_and_back()
    {
        await using var schema = await PostgresSchemaOfItsOwn.MakeAsync();
        await CopyAsync($"postgres:{schema.Connection}");

        var lines = await RunAsync($"postgres:{schema.Connection}", $"sqlite:{_folder.File("back")}");
        Assert.StartsWith("Checked:", lines[^1], StringComparison.Ordinal);
        using var back = StoreCommand.Open($"sqlite:{_folder.File("back")}", mustExist: true, _collections);
        Assert.Equal(3, (await back.Documents.FindAsync(StoreContract.Notes, "7", Ct))!.Version);
    }

    [Fact]
    public async Task A_target_that_holds_something_is_refused()
    {
        Fill("from");
        Fill("to");

        Assert.Contains("already holds", (await Assert.ThrowsAsync<StorageRefusedException>(() => RunAsync($"sqlite:{_folder.File("from")}", $"sqlite:{_folder.File("to")}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_this_program_does_not_know_is_not_left_behind_in_silence()
    {
        using (var from = StoreCommand.Open($"sqlite:{_folder.File("from")}", mustExist: false, [new Collection<Note>("forgotten")]))
        {
            Assert.NotNull(from);
        }

        Assert.Contains("forgotten", (await Assert.ThrowsAsync<StorageRefusedException>(() => RunAsync($"sqlite:{_folder.File("from")}", $"sqlite:{_folder.File("to")}"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_stops_the_copy()
    {
        Fill("from");
        var file = Directory.EnumerateFiles(_folder.File("from/files"), "*", SearchOption.AllDirectories).First();
        await File.AppendAllTextAsync(file, "x", Ct);

        Assert.Contains(Path.GetFileName(file), (await Assert.ThrowsAsync<StorageRefusedException>(() => RunAsync($"sqlite:{_folder.File("from")}", $"sqlite:{_folder.File("to")}"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("oracle:x")]
    [InlineData("memory:x")]
    [InlineData("sqlite:")]
    [InlineData("sqlite:/nonexistent/folder")]
    public void A_place_that_is_none_is_refused(string place) => Assert.Throws<StorageRefusedException>(() => StoreCommand.Open(place, mustExist: true, _collections));

    private async Task CopyAsync(string target)
    {
        Fill("from");
        var lines = await RunAsync($"sqlite:{_folder.File("from")}", target);

        Assert.StartsWith("Checked:", lines[^1], StringComparison.Ordinal);
        Assert.Contains("notes: 450 documents.", lines);
        using var to = StoreCommand.Open(target, mustExist: false, _collections);
        Assert.Equal(3, (await to.Documents.FindAsync(StoreContract.Notes, "7", Ct))!.Version);
        Assert.Equal("8", Assert.Single(await to.Documents.ListAsync(StoreContract.Notes.Where("tag", "t8"), Ct)).Id);
        Assert.Equal(3, (await to.Files.ListAsync(Ct)).Count);
        if (to.Folder is not null)
        {
            Assert.Equal("secret", await File.ReadAllTextAsync(to.Folder.Path("keys/key.xml"), Ct));
        }
    }

    private void Fill(string name)
    {
        using var storage = StoreCommand.Open($"sqlite:{_folder.File(name)}", mustExist: false, _collections);
        FillAsync().Wait(Ct);
        Directory.CreateDirectory(storage.Folder!.Path("keys"));
        File.WriteAllText(storage.Folder.Path("keys/key.xml"), "secret");

        async Task FillAsync()
        {
            await storage.Documents.CommitAsync([.. Enumerable.Range(0, 450).Select(at => StoreContract.Notes.Insert(new Note
            {
                Id = at.ToString(CultureInfo.InvariantCulture),
                Tags = [$"t{at}"],
                Number = $"n{at}",
            }))], Ct);
            for (var times = 0; times < 2; times++)
            {
                var seven = await storage.Documents.FindAsync(StoreContract.Notes, "7", Ct);
                await storage.Documents.CommitAsync([StoreContract.Notes.Replace(seven! with { Topic = "é" })], Ct);
            }

            for (byte content = 0; content < 3; content++)
            {
                await storage.Files.PutAsync(new MemoryStream([content]), 10, Ct);
            }
        }
    }

    private static async Task<List<string>> RunAsync(string from, string to)
    {
        List<string> lines = [];
        using var source = StoreCommand.Open(from, mustExist: true, _collections);
        using var target = StoreCommand.Open(to, mustExist: false, _collections);
        await new StorageCopy(source, target, _collections, lines.Add).RunAsync(Ct);
        return lines;
    }
}
