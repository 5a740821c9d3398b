using System.Collections.Concurrent;
using DataPortal.Storage;

namespace DataPortal.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Of_many_claimants_one_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            await InsertAsync(A($"{round}"));
            var read = (await _store.FindAsync(Notes, $"{round}", Ct))!;
            var won = await Task.WhenAll(Enumerable.Range(0, 16).Select(claimant => Task.Run(async () =>
            {
                try
                {
                    await _store.CommitAsync([Notes.Replace(read with { Topic = $"claimed by {claimant}" })], Ct);
                    return (int?)claimant;
                }
                catch (StaleDocumentException)
                {
                    return null;
                }
            }, Ct)));

            var winner = Assert.Single(won, claimant => claimant is not null);
            Assert.Equal($"claimed by {winner}", (await _store.FindAsync(Notes, $"{round}", Ct))!.Topic);
        }
    }

    [Fact]
    public async Task Of_many_who_want_a_unique_key_one_gets_it()
    {
        var got = await Task.WhenAll(Enumerable.Range(0, 16).Select(at => Task.Run(async () =>
        {
            try
            {
                await InsertAsync(A($"{at}") with { Number = "the one" });
                return 1;
            }
            catch (DuplicateKeyException)
            {
                return 0;
            }
        }, Ct)));

        Assert.Equal(1, got.Sum());
        Assert.Equal(1, await _store.CountAsync(Notes.All(), Ct));
    }

    [Fact]
    public async Task Numbers_of_a_year_have_no_gap_and_no_twin()
    {
        ConcurrentBag<long> taken = [];
        await InsertAsync(A("0-0"));
        await Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
        {
            for (var at = 0; at < 50; at++)
            {
                taken.Add(await TakeAsync($"{writer}-{at}.", fails: at % 10 == 9));
            }
        }, Ct)));

        var numbers = taken.Where(number => number > 0).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, 32 * 45).Select(number => (long)number), numbers);
        Assert.Equal(32 * 45, (await _store.FindAsync(YearlyCounter.Collection, "request-2026", Ct))!.Last);
        Assert.Equal(numbers.Select(number => $"{number:000000}"), (await _store.ListAsync(Notes.All().AtLeast("number", "").OrderBy("number"), Ct)).Select(note => note.Number));

        // Every tenth writer finds its identifier taken: the number it was to have goes to another.
        async Task<long> TakeAsync(string id, bool fails)
        {
            async Task<(long, IReadOnlyList<Change>)> Attempt(CancellationToken ct)
            {
                var (number, changed) = await YearlyCounter.NextAsync(_store, "request", 2026, ct);
                return (number, [changed, Notes.Insert(A(fails ? "0-0" : id) with { Number = $"{number:000000}" })]);
            }

            if (!fails)
            {
                return await _store.CommitAsync(Attempt, Ct);
            }

            var (_, changes) = await Attempt(Ct);
            await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync(changes, Ct));
            return 0;
        }
    }

    /// <summary>Commits that touch the same documents in opposite order wait for each other in a database that locks rows.</summary>
    [Fact]
    public async Task Commits_across_documents_do_not_lock_each_other_up()
    {
        await InsertAsync(A("1"), A("2"));
        await _store.CommitAsync([Others.Insert(A("1")), Others.Insert(A("2"))], Ct);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var at = 0; at < 10; at++)
            {
                await AddAsync(backwards: writer % 2 == 0);
            }
        }, Ct)));

        foreach (var (collection, id) in new[] { (Notes, "1"), (Notes, "2"), (Others, "1"), (Others, "2") })
        {
            Assert.Equal(80, (await _store.FindAsync(collection, id, Ct))!.Size);
        }

        async Task AddAsync(bool backwards)
        {
            await _store.CommitAsync(async ct =>
            {
                List<Change> changes = [];
                foreach (var (collection, id) in new[] { (Notes, "1"), (Notes, "2"), (Others, "1"), (Others, "2") })
                {
                    var note = (await _store.FindAsync(collection, id, Ct))!;
                    changes.Add(collection.Replace(note with { Size = (note.Size ?? 0) + 1 }));
                }

                if (backwards)
                {
                    changes.Reverse();
                }

                return (true, changes);
            }, Ct);
        }
    }

    [Fact]
    public async Task A_commit_is_seen_whole()
    {
        await _store.CommitAsync([Notes.Insert(A("1") with { Tags = ["0"], Topic = "0" })], Ct);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                var found = Assert.Single(await _store.ListAsync(Notes.All(), Ct));
                Assert.Equal(found.Version - 1, long.Parse(found.Topic!, System.Globalization.CultureInfo.InvariantCulture));
            }
        }, Ct);
        for (var at = 0; at < 100; at++)
        {
            var note = (await _store.FindAsync(Notes, "1", Ct))!;
            await _store.CommitAsync([Notes.Replace(note with { Topic = $"{at + 1}", Tags = [$"{at}"] })], Ct);
            Assert.Equal(1, await _store.CountAsync(Notes.Where("tag", $"{at}").Where("topic", $"{at + 1}"), Ct));
        }

        await done.CancelAsync();
        await reader;
    }
}
