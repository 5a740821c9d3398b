using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>The log is read after the start, in the background: the store may fail just then.</summary>
public sealed class UnreadableLogTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_log_that_could_not_be_read_is_read_again_and_the_pages_say_so_meanwhile()
    {
        BreakingStore? breaking = null;
        var log = new Lines();
        using var portal = new Portal
        {
            Also = services => services.AddSingleton(provider => new ConformanceTally(
                breaking = new(provider.GetRequiredService<IDocumentStore>()), provider.GetRequiredService<ProcedureLibrary>(), provider.GetRequiredService<WorkingCalendar>(), provider.GetRequiredService<TimeProvider>(), log)),
        };
        var head = portal.Staff(Role.SectionHead);
        await portal.Store.CommitAsync([portal.Get<ProcedureLog>().Mark(portal.Get<ProcedureLibrary>().Find("pelayanan-website")!, "7", "r1", Mark.Ready)], Ct);
        foreach (var address in new[] { "/petugas/standar/pelayanan-website?tahun=2026", "/petugas/standar/pelayanan-website/kasus?tahun=2026", "/petugas/standar/pemantauan" })
        {
            var page = await head.GetAsync(new Uri(address, UriKind.Relative), Ct);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("Log langkah belum dapat dibaca", await page.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            Assert.Equal("5", page.Headers.GetValues("Refresh").Single());
        }

        breaking!.IsBroken = false;
        string now;
        for (var left = 100; (now = await head.GetStringAsync(new Uri("/petugas/standar/pelayanan-website?tahun=2026", UriKind.Relative), Ct)).Contains("belum dapat dibaca", StringComparison.Ordinal) && left > 0; left--)
        {
            await Task.Delay(50, Ct);
        }

        Assert.Contains("Masih terbuka sekarang", now, StringComparison.Ordinal);
        Assert.Contains("kasus?tahun=2026&amp;langkah=7&amp;kasus=terbuka", now, StringComparison.Ordinal);
        Assert.Contains(log.Said, line => line.StartsWith("The event log could not be read; it is tried again in", StringComparison.Ordinal));
    }

    private sealed class BreakingStore(IDocumentStore store) : IDocumentStore
    {
        public bool IsBroken { get; set; } = true;

        public event Action<IReadOnlyList<DocumentKey>>? Committed
        {
            add => store.Committed += value;
            remove => store.Committed -= value;
        }

        public Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document => store.FindAsync(collection, id, ct);

        public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document =>
            IsBroken ? throw new IOException("The disk does not answer.") : store.ListAsync(query, ct);

        public Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document => store.CountAsync(query, ct);

        public Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct) => store.CommitAsync(changes, ct);
    }

    private sealed class Lines : ILogger<ConformanceTally>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _said = [];

        public IReadOnlyCollection<string> Said => _said;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _said.Enqueue(formatter(state, exception));
    }
}
