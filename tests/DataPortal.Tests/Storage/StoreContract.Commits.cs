using DataPortal.Storage;

namespace DataPortal.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Gives_back_what_was_put_in()
    {
        var note = A("1") with
        {
            At = new(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.FromHours(8)),
            Due = new(2026, 2, 28),
            Topic = "Jumlah Penduduk <b>&\"'\\ \n\t 😀 é",
            Mood = Mood.Angry,
            Weight = 0.1,
        };
        await InsertAsync(note);

        var found = await _store.FindAsync(Notes, "1", Ct);
        Assert.Equal(note with { Version = 1, Tags = found!.Tags }, found);
        Assert.Equal(note.At!.Value.Offset, found.At!.Value.Offset);
        Assert.Null(await _store.FindAsync(Notes, "2", Ct));
        Assert.Null(await _store.FindAsync(Others, "1", Ct));
    }

    [Fact]
    public async Task A_long_document_is_kept_whole()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(at => $"baris {at} é\n"));
        await InsertAsync(A("1") with { Text = text });

        Assert.Equal(text, (await _store.FindAsync(Notes, "1", Ct))!.Text);
    }

    [Fact]
    public async Task Commits_all_or_nothing()
    {
        await InsertAsync(A("1") with { Topic = "before", Number = "n" });
        var one = (await _store.FindAsync(Notes, "1", Ct))!;

        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync(
            [Notes.Insert(A("2") with { Tags = ["x"] }), Notes.Replace(one with { Topic = "after" }), Others.Insert(A("1")), Notes.Insert(A("1"))], Ct));
        await Assert.ThrowsAsync<DuplicateKeyException>(() => _store.CommitAsync([Notes.Delete(one), Notes.Insert(A("2") with { Number = "m" }), Notes.Insert(A("3") with { Number = "m" })], Ct));
        Assert.Equal("1", await IdsAsync(Notes.All()));
        Assert.Equal("before", (await _store.FindAsync(Notes, "1", Ct))!.Topic);
        Assert.Equal("", await IdsAsync(Notes.Where("tag", "x")));
        Assert.Null(await _store.FindAsync(Others, "1", Ct));

        await InsertAsync(A("2") with { Number = "m" });
        Assert.Equal(2, await _store.CountAsync(Notes.All(), Ct));
    }

    [Fact]
    public async Task What_changed_since_it_was_read_is_refused()
    {
        await InsertAsync(A("1"));
        var read = (await _store.FindAsync(Notes, "1", Ct))!;
        await _store.CommitAsync([Notes.Replace(read with { Topic = "first" })], Ct);

        var stale = await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Replace(read with { Topic = "second" })], Ct));
        Assert.Contains("notes/1", stale.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Delete(read)], Ct));
        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Insert(read)], Ct));
        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Replace(A("unknown"))], Ct));
        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Delete(A("unknown"))], Ct));
        var found = (await _store.FindAsync(Notes, "1", Ct))!;
        Assert.Equal(("first", 2), (found.Topic, found.Version));
    }

    [Fact]
    public async Task What_was_deleted_is_nowhere()
    {
        await InsertAsync(A("1") with { Topic = "t", Tags = ["x", "y"], Number = "n" });
        await _store.CommitAsync([Notes.Delete((await _store.FindAsync(Notes, "1", Ct))!)], Ct);

        Assert.Null(await _store.FindAsync(Notes, "1", Ct));
        Assert.Equal("", await IdsAsync(Notes.All()) + await IdsAsync(Notes.Where("topic", "t")) + await IdsAsync(Notes.Where("tag", "x")));
        await InsertAsync(A("2") with { Number = "n" }, A("1"));
        Assert.Equal(1, (await _store.FindAsync(Notes, "1", Ct))!.Version);
    }

    [Fact]
    public async Task A_unique_key_is_had_by_one()
    {
        await InsertAsync(A("1") with { Number = "1603-1" }, A("2"), A("3"));

        var refused = await Assert.ThrowsAsync<DuplicateKeyException>(() => InsertAsync(A("4") with { Number = "1603-1" }));
        Assert.Equal("number", refused.Index);
        var two = (await _store.FindAsync(Notes, "2", Ct))!;
        await Assert.ThrowsAsync<DuplicateKeyException>(() => _store.CommitAsync([Notes.Replace(two with { Number = "1603-1" })], Ct));
        await _store.CommitAsync([Others.Insert(A("1") with { Number = "1603-1" })], Ct);
        Assert.Equal("1", await IdsAsync(Notes.Where("number", "1603-1")));

        var one = (await _store.FindAsync(Notes, "1", Ct))!;
        await _store.CommitAsync([Notes.Replace(one with { Topic = "keeps its number" })], Ct);
    }

    [Fact]
    public async Task A_taken_identifier_counts_before_a_taken_key()
    {
        await InsertAsync(A("1") with { Number = "n" });

        await Assert.ThrowsAsync<StaleDocumentException>(() => InsertAsync(A("1") with { Number = "n" }));
    }

    /// <summary>Changes are applied in the order given, and a key must be free when its change comes: a swap takes a step between.</summary>
    [Fact]
    public async Task A_unique_key_must_be_free_at_its_turn_in_the_commit()
    {
        await InsertAsync(A("1") with { Number = "a" }, A("2") with { Number = "b" });
        var (one, two) = ((await _store.FindAsync(Notes, "1", Ct))!, (await _store.FindAsync(Notes, "2", Ct))!);

        await Assert.ThrowsAsync<DuplicateKeyException>(() => _store.CommitAsync([Notes.Replace(one with { Number = "b" }), Notes.Replace(two with { Number = "a" })], Ct));
        await _store.CommitAsync(
            [Notes.Replace(two with { Number = null }), Notes.Replace(one with { Number = "b" }), Notes.Replace(two with { Version = 2, Number = "a" })], Ct);
        Assert.Equal("2", await IdsAsync(Notes.Where("number", "a")));
        Assert.Equal("1", await IdsAsync(Notes.Where("number", "b")));
    }

    [Fact]
    public async Task A_key_freed_in_a_commit_can_be_taken_in_it()
    {
        await InsertAsync(A("2") with { Number = "a" });
        var two = (await _store.FindAsync(Notes, "2", Ct))!;

        await _store.CommitAsync([Notes.Delete(two), Notes.Insert(A("1") with { Number = "a" }), Notes.Insert(two with { Number = "b" })], Ct);
        Assert.Equal("1", await IdsAsync(Notes.Where("number", "a")));
        Assert.Equal("2", await IdsAsync(Notes.Where("number", "b")));
    }

    [Fact]
    public async Task One_commit_may_change_a_document_twice()
    {
        await _store.CommitAsync([Notes.Insert(A("1") with { Topic = "a", Tags = ["x"] }), Notes.Replace(A("1") with { Version = 1, Topic = "b", Tags = ["y"] })], Ct);
        var found = (await _store.FindAsync(Notes, "1", Ct))!;
        Assert.Equal(("b", 2), (found.Topic, found.Version));
        Assert.Equal("1", await IdsAsync(Notes.Where("tag", "y")));
        Assert.Equal("", await IdsAsync(Notes.Where("tag", "x")));

        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Replace(found with { Topic = "c" }), Notes.Replace(found with { Topic = "d" })], Ct));
        await _store.CommitAsync([Notes.Replace(found with { Topic = "e" }), Notes.Delete(found with { Version = 3 })], Ct);
        Assert.Equal("", await IdsAsync(Notes.All()));
    }

    [Fact]
    public async Task An_empty_commit_is_no_commit()
    {
        var told = 0;
        _store.Committed += _ => told++;

        await _store.CommitAsync([], Ct);
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task A_cancelled_commit_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.CommitAsync([Notes.Insert(A("1"))], new(canceled: true)));

        Assert.Null(await _store.FindAsync(Notes, "1", Ct));
    }

    [Fact]
    public async Task A_commit_is_told_once_it_can_be_read()
    {
        List<string> told = [];
        var known = true;
        _store.Committed += touched =>
        {
            told.AddRange(touched.Select(key => $"{key.Collection}/{key.Id}"));
            known &= touched.All(key => _store.FindAsync(key.Collection == "notes" ? Notes : Others, key.Id, CancellationToken.None).GetAwaiter().GetResult() is not null);
        };

        await _store.CommitAsync([Notes.Insert(A("1")), Notes.Replace(A("1") with { Version = 1 }), Others.Insert(A("2"))], Ct);
        Assert.Equal(["notes/1", "others/2"], told);
        Assert.True(known);

        await Assert.ThrowsAsync<StaleDocumentException>(() => InsertAsync(A("1")));
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task A_handler_that_fails_does_not_undo_a_commit()
    {
        if (this is MemoryStoreTests)
        {
            return;
        }

        _store.Committed += _ => throw new InvalidOperationException("a careless handler");
        await InsertAsync(A("1"));
        Assert.NotNull(await _store.FindAsync(Notes, "1", Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("../x")]
    [InlineData("a\n")]
    public void An_identifier_outside_its_letters_is_refused(string id) => Assert.Throws<ArgumentException>(() => Notes.Insert(A(id)));

    [Fact]
    public async Task A_collection_nobody_registered_is_refused()
    {
        var stray = new Collection<Note>("stray");

        await Assert.ThrowsAsync<UnknownCollectionException>(() => _store.FindAsync(stray, "1", Ct));
        await Assert.ThrowsAsync<UnknownCollectionException>(() => _store.ListAsync(stray.All(), Ct));
        await Assert.ThrowsAsync<UnknownCollectionException>(() => _store.CountAsync(stray.All(), Ct));
        await Assert.ThrowsAsync<UnknownCollectionException>(() => _store.CommitAsync([stray.Insert(A("1"))], Ct));
    }
}
