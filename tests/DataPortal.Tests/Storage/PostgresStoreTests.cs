using DataPortal.Storage;
using DataPortal.Storage.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace DataPortal.Tests.Storage;

/// <summary>A schema of its own on the server of DATAPORTAL_TEST_POSTGRES (<c>scripts/test-postgres start</c>), so that tests run side by side.</summary>
internal sealed class PostgresSchemaOfItsOwn : IAsyncDisposable
{
    private readonly NpgsqlDataSource _outside;
    private readonly string _schema;

    private PostgresSchemaOfItsOwn(string server, string schema)
    {
        (_outside, _schema) = (NpgsqlDataSource.Create(server), schema);
        Connection = new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 40 }.ConnectionString;
        Source = PostgresStore.Source(Connection);
    }

    public string Connection { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<PostgresSchemaOfItsOwn> MakeAsync()
    {
        var server = Environment.GetEnvironmentVariable("DATAPORTAL_TEST_POSTGRES");
        Assert.SkipWhen(server is null, "DATAPORTAL_TEST_POSTGRES names no server.");
        var made = new PostgresSchemaOfItsOwn(server!, $"t{Guid.NewGuid():N}");
        await using var create = made._outside.CreateCommand($"create schema {made._schema}");
        await create.ExecuteNonQueryAsync();
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await using (var drop = _outside.CreateCommand($"drop schema {_schema} cascade"))
        {
            await drop.ExecuteNonQueryAsync();
        }

        await _outside.DisposeAsync();
    }
}

public sealed class PostgresStoreTests : StoreContract
{
    private PostgresSchemaOfItsOwn? _schema;

    protected override async Task<IDocumentStore> OpenAsync()
    {
        _schema = await PostgresSchemaOfItsOwn.MakeAsync();
        return Open(All);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_schema is not null)
        {
            await _schema.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_commit_of_one_machine_is_told_on_the_others()
    {
        using var here = Open(All);
        using var there = Open(All);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var own = 0;
        there.Committed += touched => heard.TrySetResult(string.Join(' ', touched.Select(key => $"{key.Collection}/{key.Id}")));
        here.Committed += _ => own++;

        // Also what was committed before the other machine began to listen.
        await here.CommitAsync([Notes.Insert(new() { Id = "1" }), Others.Insert(new() { Id = "2" })], Ct);
        Assert.Equal("notes/1 others/2", await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct));
        await Task.Delay(200, Ct);
        Assert.Equal(1, own);
    }

    [Fact]
    public async Task What_was_missed_while_the_connection_was_broken_is_told_afterwards()
    {
        using var here = Open(All);
        using var there = Open(All);
        HashSet<string> heard = [];
        using var more = new SemaphoreSlim(0);
        there.Committed += touched =>
        {
            lock (heard)
            {
                heard.UnionWith(touched.Select(key => key.Id));
            }

            more.Release();
        };
        await here.CommitAsync([Notes.Insert(new() { Id = "first" })], Ct);
        Assert.True(await more.WaitAsync(TimeSpan.FromSeconds(20), Ct));

        await using (var cut = _schema!.Source.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and query ilike '%pg_snapshot_xmin%' and application_name = current_setting('application_name')"))
        {
            await cut.ExecuteNonQueryAsync(Ct);
        }

        await here.CommitAsync([Notes.Insert(new() { Id = "meanwhile" })], Ct);
        for (var until = Environment.TickCount64 + 20_000; Environment.TickCount64 < until && !Has("meanwhile");)
        {
            await more.WaitAsync(100, Ct);
        }

        Assert.True(Has("meanwhile"));

        bool Has(string id)
        {
            lock (heard)
            {
                return heard.Contains(id);
            }
        }
    }

    [Fact]
    public async Task Several_machines_may_start_at_once()
    {
        await using var schema = await PostgresSchemaOfItsOwn.MakeAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new PostgresStore(schema.Source, All, NullLogger.Instance), Ct)));

        Assert.Equal(["counters", "notes", "others"], stores[0].Collections());
        Array.ForEach(stores, store => store.Dispose());
    }

    [Fact]
    public async Task An_index_declared_later_finds_what_was_kept_before()
    {
        await using var schema = await PostgresSchemaOfItsOwn.MakeAsync();
        var before = new Collection<Note>("notes").Index("size", note => note.Size).Many("old", note => note.Tags);
        using (var store = new PostgresStore(schema.Source, [before], NullLogger.Instance))
        {
            await store.CommitAsync([before.Insert(new Note { Id = "1", Topic = "a", Tags = ["x"], Size = 3 }), before.Insert(new Note { Id = "2", Topic = "b" })], Ct);
        }

        using (var store = new PostgresStore(schema.Source, All, NullLogger.Instance))
        {
            Assert.Equal("1", Assert.Single(await store.ListAsync(Notes.Where("topic", "a").Where("tag", "x"), Ct)).Id);
            await store.CommitAsync([Notes.Insert(new Note { Id = "3", Number = "n" }), Others.Insert(new Note { Id = "3" })], Ct);
        }

        var twins = new Collection<Note>("notes").Unique("tag", note => "the same");
        Assert.Contains("notes:tag", Assert.Throws<StorageRefusedException>(() => new PostgresStore(schema.Source, [twins], NullLogger.Instance)).Message, StringComparison.Ordinal);
        using (var store = new PostgresStore(schema.Source, All, NullLogger.Instance))
        {
            Assert.Equal("3", Assert.Single(await store.ListAsync(Notes.Where("number", "n"), Ct)).Id);
        }
    }

    [Fact]
    public async Task Questions_are_answered_from_indexes()
    {
        await _schema!.Source.CreateCommand("set enable_seqscan = off").ExecuteNonQueryAsync(Ct);
        await using var connection = await _schema.Source.OpenConnectionAsync(Ct);
        await using (var off = new NpgsqlCommand("set enable_seqscan = off; set enable_bitmapscan = off; set enable_sort = off", connection))
        {
            await off.ExecuteNonQueryAsync(Ct);
        }

        var last = new Note { Id = "0042", Size = 42, Mood = Mood.Calm, At = DateTimeOffset.UnixEpoch };
        await UsesAsync(Notes.Where("topic", "t7"), "notes:topic");
        await UsesAsync(Notes.All().AtLeast("size", 5L).Before("size", 9L).OrderBy("size"), "notes:size");
        await UsesAsync(Notes.All().StartsWith("topic", "t1").OrderBy("topic"), "notes:topic");
        await UsesAsync(Notes.All().OrderByDescending("size").Top(10), "notes:size");
        await UsesAsync(Notes.All().OrderBy("size").Top(10).After(last), "notes:size");
        await UsesAsync(Notes.Where("mood", Mood.Calm).OrderByDescending("at").Top(10).After(last), "notes:mood+at");

        async Task UsesAsync(Query<Note> query, string index)
        {
            foreach (var statement in DataPortal.Storage.Sql.SqlQuery.Page(query).Statements)
            {
                await using var command = new NpgsqlCommand("explain " + statement.Text, connection);
                foreach (var value in statement.Values)
                {
                    command.Parameters.Add(new() { Value = value });
                }

                List<string> plan = [];
                await using var reader = await command.ExecuteReaderAsync(Ct);
                while (await reader.ReadAsync(Ct))
                {
                    plan.Add(reader.GetString(0));
                }

                Assert.Contains(plan, line => line.Contains($"using \"{index}\"", StringComparison.Ordinal));
                Assert.DoesNotContain(plan, line => line.Contains("Sort", StringComparison.Ordinal));
            }
        }
    }

    private PostgresStore Open(IReadOnlyList<ICollection> collections) => new(_schema!.Source, collections, NullLogger.Instance);
}

public sealed class PostgresFileStoreTests : FileStoreContract
{
    private PostgresSchemaOfItsOwn? _schema;

    protected override async Task<IFileStore> OpenAsync()
    {
        _schema = await PostgresSchemaOfItsOwn.MakeAsync();
        using (new PostgresStore(_schema.Source, [], NullLogger.Instance))
        {
        }

        return new PostgresFileStore(_schema.Source);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_schema is not null)
        {
            await _schema.DisposeAsync();
        }
    }
}
