using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Procedures;

/// <summary>Which version is in force, who says so, and that none is ever lost. Each test has a portal of its own: the documents belong to all of one.</summary>
public sealed class ProcedureVersionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Text(string id, string time = "1 jam", string sub = "") => TinyDocument.Of(id, $"| 1 | Kerja | tim | | {time} | | selesai | {sub} | | |");

    /// <summary>A portal with these documents as its own, on a store that outlives it.</summary>
    private static Portal Portal(TemporaryFolder content, IDocumentStore? store, params (string Id, string Text)[] own)
    {
        var sop = content.File("sop");
        if (Directory.Exists(sop))
        {
            Directory.Delete(sop, recursive: true);
        }

        foreach (var from in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "content"), "*", SearchOption.AllDirectories))
        {
            var to = content.File(Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "content"), from));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to, overwrite: true);
        }

        foreach (var (id, text) in own)
        {
            File.WriteAllText(Path.Combine(sop, id + ".md"), text);
        }

        return new()
        {
            Settings = new Dictionary<string, string> { ["Content:Path"] = content.FullPath },
            Also = services => _ = store is null ? services : services.AddSingleton(store),
        };
    }

    private static string Hash(string text) => ProcedureFile.Parse(ProcedureFile.NameOf(text), text, Offered.Anything).Version;

    [Fact]
    public async Task At_the_first_start_the_portals_own_documents_are_recorded_and_in_force()
    {
        using var portal = new Portal();
        var library = portal.Get<ProcedureLibrary>();
        var kept = await portal.Store.ListAsync(ProcedureQueries.AllVersions, Ct);
        Assert.Equal(library.All.Select(procedure => ProcedureQueries.IdOf(procedure.Id, procedure.Version)).Order(), kept.Select(version => version.Id).Order());
        Assert.All(kept, version => Assert.True(version is { Source: VersionSource.Content, Now: { ByOffice: false }, By: "sistem" }));
        Assert.Equal("PELAYANAN WEBSITE", library.Versions("pelayanan-website").Single().Title);
    }

    [Fact]
    public async Task A_new_file_takes_the_place_of_the_old_and_the_old_stays_readable()
    {
        using var content = new TemporaryFolder();
        var store = new MemoryStore();
        using (var first = Portal(content, store, ("contoh", Text("contoh"))))
        {
            Assert.Equal("1 jam", first.Get<ProcedureLibrary>().Find("contoh")!.Step("1").StandardText);
        }

        using var second = Portal(content, store, ("contoh", Text("contoh", "2 jam")));
        second.Clock.Advance(TimeSpan.FromDays(1));
        var library = second.Get<ProcedureLibrary>();
        Assert.Equal("2 jam", library.Find("contoh")!.Step("1").StandardText);
        Assert.Equal("1 jam", library.Find("contoh", Hash(Text("contoh")))!.Step("1").StandardText);
        Assert.Equal([Hash(Text("contoh", "2 jam")), Hash(Text("contoh"))], library.Versions("contoh").Select(version => version.Hash));
        Assert.NotNull(library.Versions("contoh")[1].Force.Single().Until);
        Assert.Contains("menggantikan", Assert.Single(await store.ListAsync(AuditTrail.Collection.Where("action", "procedure.in-force"), Ct)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_office_put_into_force_stays_over_the_file_until_the_office_goes_back()
    {
        using var content = new TemporaryFolder();
        var store = new MemoryStore();
        using (var first = Portal(content, store, ("contoh", Text("contoh"))))
        {
            await first.Get<ProcedureKeeping>().PutInForceAsync(Text("contoh", "3 jam"), Hash(Text("contoh")), [], Ct);
            Assert.Equal("3 jam", first.Get<ProcedureLibrary>().Find("contoh")!.Step("1").StandardText);
        }

        using var second = Portal(content, store, ("contoh", Text("contoh", "2 jam")));
        var library = second.Get<ProcedureLibrary>();
        Assert.Equal("3 jam", library.Find("contoh")!.Step("1").StandardText);
        Assert.Equal(3, library.Versions("contoh").Count);

        await second.Get<ProcedureKeeping>().GoBackAsync("contoh", Hash(Text("contoh", "3 jam")), Ct);
        Assert.Equal("2 jam", library.Find("contoh")!.Step("1").StandardText);
        Assert.Equal("3 jam", library.Get("contoh", Hash(Text("contoh", "3 jam"))).Step("1").StandardText);
        Assert.Single(await store.ListAsync(AuditTrail.Collection.Where("action", "procedure.returned"), Ct));
    }

    [Fact]
    public async Task A_document_the_office_adds_runs_and_can_be_withdrawn_again()
    {
        using var portal = new Portal();
        var (library, keeping) = (portal.Get<ProcedureLibrary>(), portal.Get<ProcedureKeeping>());
        var made = await keeping.PutInForceAsync(Text("baru"), null, [], Ct);
        Assert.Contains(library.All, procedure => procedure.Id == "baru");
        await keeping.GoBackAsync("baru", made.Version, Ct);
        Assert.Null(library.Find("baru"));
        Assert.NotNull(library.Find("baru", made.Version));
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_is_told()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        var outcomes = await Task.WhenAll(new[] { "1 jam", "2 jam", "3 jam" }.Select(async time =>
        {
            try
            {
                await keeping.PutInForceAsync(Text("baru", time), null, [], Ct);
                return true;
            }
            catch (ProcedureChangedException)
            {
                return false;
            }
        }));
        Assert.Single(outcomes, won => won);
        Assert.Single(portal.Get<ProcedureLibrary>().Versions("baru"), version => version.Now is not null);
    }

    [Fact]
    public async Task Another_machine_hears_of_it()
    {
        using var content = new TemporaryFolder();
        var store = new MemoryStore();
        using var here = Portal(content, store);
        using var there = Portal(content, store);
        _ = there.Services;
        await here.Get<ProcedureKeeping>().PutInForceAsync(Text("baru"), null, [], Ct);
        for (var left = 100; there.Get<ProcedureLibrary>().Find("baru") is null && left > 0; left--)
        {
            await Task.Delay(20, Ct);
        }

        Assert.NotNull(there.Get<ProcedureLibrary>().Find("baru"));
    }

    [Fact]
    public async Task A_machine_that_has_not_heard_of_a_decision_does_not_overrule_it()
    {
        using var content = new TemporaryFolder();
        var store = new MemoryStore();
        using var here = Portal(content, store, ("contoh", Text("contoh")));
        using var there = Portal(content, new DeafStore(store), ("contoh", Text("contoh")));
        var (first, second) = (here.Get<ProcedureKeeping>(), there.Get<ProcedureKeeping>());
        await first.PutInForceAsync(Text("contoh", "2 jam"), Hash(Text("contoh")), [], Ct);
        await Assert.ThrowsAsync<ProcedureChangedException>(() => second.PutInForceAsync(Text("contoh", "3 jam"), Hash(Text("contoh")), [], Ct));
        Assert.Equal("2 jam", there.Get<ProcedureLibrary>().Find("contoh")!.Step("1").StandardText);

        await first.PutInForceAsync(Text("contoh", "4 jam"), Hash(Text("contoh", "2 jam")), [], Ct);
        await Assert.ThrowsAsync<ProcedureChangedException>(() => second.GoBackAsync("contoh", Hash(Text("contoh", "2 jam")), Ct));
        Assert.Equal("4 jam", there.Get<ProcedureLibrary>().Find("contoh")!.Step("1").StandardText);
    }

    [Fact]
    public async Task A_document_without_a_step_the_portal_acts_by_is_refused()
    {
        using var portal = new Portal();
        var refused = await Assert.ThrowsAsync<ContentException>(() => portal.Get<ProcedureKeeping>()
            .PutInForceAsync(Text("pelayanan-website"), portal.Get<ProcedureLibrary>().Find("pelayanan-website")!.Version, [], Ct));
        Assert.Contains(refused.Problems, problem => problem.Message.Contains("langkah 7 tidak ada, padahal portal bekerja menurut langkah itu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_would_be_its_own_detail_is_refused()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        await keeping.PutInForceAsync(Text("satu", sub: "dua"), null, [], Ct);
        var refused = await Assert.ThrowsAsync<ContentException>(() => keeping.PutInForceAsync(Text("dua", sub: "satu"), null, [], Ct));
        Assert.Contains("tidak boleh menjadi rincian dari dirinya", Assert.Single(refused.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_whose_document_vanished_is_told_which_and_what_to_do()
    {
        using var portal = new Portal();
        var lost = Assert.Throws<RunWithoutDocumentException>(() => portal.Get<ProcedureLibrary>().Get("pelayanan-website", "000000000000"));
        Assert.Contains("Dokumen SOP pelayanan-website versi 000000000000 tidak ditemukan", lost.Message, StringComparison.Ordinal);
        Assert.Contains("pulihkan dokumennya", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_in_force_that_can_no_longer_be_read_leaves_the_portals_own_in_its_place_and_says_so()
    {
        using var content = new TemporaryFolder();
        var store = new MemoryStore();
        string hash;
        using (var first = Portal(content, store, ("contoh", Text("contoh"))))
        {
            var made = await first.Get<ProcedureKeeping>().PutInForceAsync(Text("contoh", "3 jam"), Hash(Text("contoh")), [], Ct);
            hash = made.Version;
            var kept = (await store.FindAsync(ProcedureQueries.Versions, ProcedureQueries.IdOf("contoh", hash), Ct))!;
            await store.CommitAsync([ProcedureQueries.Versions.Replace(kept with { Text = "rusak" })], Ct);
        }

        using var second = Portal(content, store, ("contoh", Text("contoh")));
        var library = second.Get<ProcedureLibrary>();
        Assert.Equal("1 jam", library.Find("contoh")!.Step("1").StandardText);
        Assert.Contains($"Dokumen contoh versi {hash} yang berlaku tidak dapat dibaca", Assert.Single(library.Unreadable), StringComparison.Ordinal);
        Assert.Contains("tidak dapat dibaca lagi", Assert.Throws<RunWithoutDocumentException>(() => library.Get("contoh", hash)).Message, StringComparison.Ordinal);
    }

    /// <summary>The store of a machine that hears of no commit: its line is slow.</summary>
    private sealed class DeafStore(IDocumentStore store) : IDocumentStore
    {
        public event Action<IReadOnlyList<DocumentKey>>? Committed
        {
            add { }
            remove { }
        }

        public Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document => store.FindAsync(collection, id, ct);

        public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document => store.ListAsync(query, ct);

        public Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document => store.CountAsync(query, ct);

        public Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct) => store.CommitAsync(changes, ct);
    }
}
