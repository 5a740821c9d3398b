using DataPortal.Storage;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Text_is_ordered_by_code_point_in_no_language()
    {
        string[] inOrder = ["", " ", "A", "Z", "a", "b", "e\u0301", "z", "Ä", "é", "ÿ", "Ω", "印", "\uE000", "\uFFFD", "😀"];
        await InsertAsync(inOrder.Reverse().Select((topic, at) => A($"{at}") with { Topic = topic }));

        Assert.Equal(inOrder, (await _store.ListAsync(Notes.All().OrderBy("topic"), Ct)).Select(note => note.Topic));
        Assert.Equal(inOrder.Reverse(), (await _store.ListAsync(Notes.All().OrderByDescending("topic"), Ct)).Select(note => note.Topic));
        foreach (var topic in inOrder)
        {
            Assert.Equal(topic, Assert.Single(await _store.ListAsync(Notes.Where("topic", topic), Ct)).Topic);
            Assert.Equal(inOrder.Length - Array.IndexOf(inOrder, topic), await _store.CountAsync(Notes.All().AtLeast("topic", topic), Ct));
            Assert.Equal(Array.IndexOf(inOrder, topic), await _store.CountAsync(Notes.All().Before("topic", topic), Ct));
        }
    }

    [Fact]
    public async Task Capitals_are_other_letters()
    {
        await InsertAsync(A("1") with { Topic = "Penduduk", Number = "a" }, A("2") with { Topic = "penduduk", Number = "A" });

        Assert.Equal("2", await IdsAsync(Notes.Where("topic", "penduduk")));
        Assert.Equal("1", await IdsAsync(Notes.All().StartsWith("topic", "Pen")));
    }

    [Fact]
    public async Task Numbers_are_ordered_as_numbers()
    {
        long[] sizes = [long.MinValue, -1_000, -9, 0, 7, 10, 1_000, long.MaxValue];
        double[] weights = [double.NegativeInfinity, -1e300, -2.5, -1e-300, 0, 1e-300, 3.25, 1e300];
        await InsertAsync(sizes.Zip(weights).Select((pair, at) => A($"{7 - at}") with { Size = pair.First, Weight = double.IsFinite(pair.Second) ? pair.Second : -double.MaxValue }));

        Assert.Equal("7 6 5 4 3 2 1 0", await IdsAsync(Notes.All().OrderBy("size")));
        Assert.Equal("0 1 2 3 4 5 6 7", await IdsAsync(Notes.All().OrderByDescending("weight")));
        Assert.Equal("5 4", await IdsAsync(Notes.All().AtLeast("size", -9L).Before("size", 7L).OrderBy("size")));
        Assert.Equal("5 4 3", await IdsAsync(Notes.All().AtLeast("weight", -2.5).Before("weight", 1e-300).OrderBy("weight")));
        Assert.Equal("3", await IdsAsync(Notes.Where("weight", -0.0)));
    }

    [Fact]
    public async Task Days_and_moments_are_ordered_by_time_whatever_their_offset()
    {
        var noon = new DateTimeOffset(2026, 11, 16, 12, 0, 0, TimeSpan.FromHours(7));
        await InsertAsync(
            A("1") with { At = noon, Due = new(2026, 2, 28) },
            A("2") with { At = noon.AddTicks(1).ToOffset(TimeSpan.FromHours(-10)), Due = new(2025, 12, 31) },
            A("3") with { At = noon.AddMinutes(-1).ToOffset(TimeSpan.FromHours(14)), Due = new(2026, 3, 1) },
            A("4"));

        Assert.Equal("4 3 1 2", await IdsAsync(Notes.All().OrderBy("at")));
        Assert.Equal("1", await IdsAsync(Notes.Where("at", noon.ToUniversalTime())));
        Assert.Equal("1 2", await IdsAsync(Notes.All().AtLeast("at", noon).OrderBy("at")));
        Assert.Equal("3", await IdsAsync(Notes.All().Before("at", noon)));
        Assert.Equal("2 1", await IdsAsync(Notes.All().Before("due", new DateOnly(2026, 3, 1)).OrderBy("due")));
    }

    [Fact]
    public async Task Codes_and_flags_are_found()
    {
        await InsertAsync(A("1") with { Mood = Mood.Calm, Read = true }, A("2") with { Mood = Mood.Angry, Read = false }, A("3") with { Mood = Mood.Calm }, A("4"));

        Assert.Equal("1 3", await IdsAsync(Notes.Where("mood", Mood.Calm)));
        Assert.Equal("1", await IdsAsync(Notes.Where("mood", Mood.Calm).Where("read", true)));
        Assert.Equal("2", await IdsAsync(Notes.Where("read", false)));
        Assert.Equal("", await IdsAsync(Notes.Where("mood", Mood.Bored)));
    }

    [Fact]
    public async Task A_document_has_several_values_in_one_index()
    {
        await InsertAsync(A("1") with { Tags = ["harga", "beras", "beras"] }, A("2") with { Tags = ["beras"] }, A("3"), A("4") with { Tags = ["bera", "berast"] });

        Assert.Equal("1 2", await IdsAsync(Notes.Where("tag", "beras")));
        Assert.Equal("1", await IdsAsync(Notes.Where("tag", "beras").Where("tag", "harga")));
        Assert.Equal("1 2 4", await IdsAsync(Notes.All().StartsWith("tag", "bera")));
        Assert.Equal(3, await _store.CountAsync(Notes.All().StartsWith("tag", "bera"), Ct));
        Assert.Equal("1", await IdsAsync(Notes.All().AtLeast("tag", "c")));

        var first = await _store.FindAsync(Notes, "1", Ct);
        await _store.CommitAsync([Notes.Replace(first! with { Tags = ["jagung", "harga"] })], Ct);
        Assert.Equal("2", await IdsAsync(Notes.Where("tag", "beras")));
        Assert.Equal("1", await IdsAsync(Notes.Where("tag", "jagung").Where("tag", "harga")));
    }

    [Theory]
    [InlineData("a%")]
    [InlineData("a_")]
    [InlineData("a*")]
    [InlineData("a.")]
    [InlineData("a\\")]
    [InlineData("a'")]
    [InlineData("a\"")]
    [InlineData("a[")]
    [InlineData("a?")]
    [InlineData("a$1")]
    [InlineData("a\u007f")]
    [InlineData("a\ud7ff")]
    [InlineData("a\U0010FFFF")]
    public async Task A_prefix_means_itself(string prefix)
    {
        await InsertAsync(A("1") with { Topic = prefix + "x", Tags = [prefix] }, A("2") with { Topic = "axx", Tags = ["axx"] }, A("3") with { Topic = "a", Tags = ["a"] }, A("4") with { Topic = prefix });

        Assert.Equal("1 4", await IdsAsync(Notes.All().StartsWith("topic", prefix)));
        Assert.Equal("1", await IdsAsync(Notes.All().StartsWith("tag", prefix)));
        Assert.Equal("4", await IdsAsync(Notes.Where("topic", prefix)));
        Assert.Equal("1 2 3 4", await IdsAsync(Notes.All().StartsWith("topic", "")));
    }

    [Fact]
    public async Task What_no_engine_keeps_in_a_key_is_replaced_the_same_everywhere()
    {
        await InsertAsync(A("1") with { Topic = "a\0b", Text = "a\0b" }, A("2") with { Topic = "a\ud800b" });

        Assert.Equal("1 2", await IdsAsync(Notes.Where("topic", "a\0b")));
        Assert.Equal("a\0b", (await _store.FindAsync(Notes, "1", Ct))!.Text);
    }

    [Fact]
    public async Task Long_keys_are_cut_in_the_index_only()
    {
        var longer = string.Concat(Enumerable.Repeat("é印", 400));
        await InsertAsync(A("1") with { Topic = longer + "1", Tags = [longer + "1"] }, A("2") with { Topic = longer + "2" }, A("3") with { Topic = "é" });

        Assert.Equal("1 2", await IdsAsync(Notes.Where("topic", longer + "1")));
        Assert.Equal("1 2", await IdsAsync(Notes.All().StartsWith("topic", longer)));
        Assert.Equal("3 1 2", await IdsAsync(Notes.All().OrderBy("topic")));
        Assert.Equal("1", await IdsAsync(Notes.Where("tag", longer + "anything")));
        Assert.Equal(longer + "1", (await _store.FindAsync(Notes, "1", Ct))!.Topic);
    }

    [Fact]
    public async Task Without_an_order_documents_come_by_identifier()
    {
        await InsertAsync(A("b"), A("A"), A("a"), A("B-1"), A("10"), A("9"), A("_"));

        Assert.Equal("10 9 A B-1 _ a b", await IdsAsync(Notes.All()));
        Assert.Equal("B-1 _", await IdsAsync(Notes.All().Skip(3).Top(2)));
        Assert.Equal("a b", await IdsAsync(Notes.All().Skip(5)));
        Assert.Equal("", await IdsAsync(Notes.All().Skip(50)));
        Assert.Equal("", await IdsAsync(Notes.All().Top(0)));
        Assert.Equal(7, await _store.CountAsync(Notes.All().Skip(3).Top(2), Ct));
    }

    [Fact]
    public async Task Those_without_a_key_come_first_and_last_when_descending()
    {
        await InsertAsync(A("1") with { Size = 5 }, A("2"), A("3") with { Size = -5 }, A("4"));

        Assert.Equal("2 4 3 1", await IdsAsync(Notes.All().OrderBy("size")));
        Assert.Equal("1 3 4 2", await IdsAsync(Notes.All().OrderByDescending("size")));
        Assert.Equal("3 1", await IdsAsync(Notes.All().StartsWith("size", "").OrderBy("size")));
    }

    [Fact]
    public async Task Two_keys_order_one_after_the_other()
    {
        await InsertAsync(
            A("1") with { Topic = "b", Size = 1 }, A("2") with { Topic = "a", Size = 2 }, A("3") with { Topic = "a", Size = 1 },
            A("4") with { Topic = "a" }, A("5") with { Size = 9 }, A("6") with { Topic = "a", Size = 1 });

        Assert.Equal("5 4 3 6 2 1", await IdsAsync(Notes.All().OrderBy("topic").OrderBy("size")));
        Assert.Equal("5 2 3 6 4 1", await IdsAsync(Notes.All().OrderBy("topic").OrderByDescending("size")));
        Assert.Equal("1 4 6 3 2 5", await IdsAsync(Notes.All().OrderByDescending("topic").OrderBy("size")));
        Assert.Equal("1 2 6 3 4 5", await IdsAsync(Notes.All().OrderByDescending("topic").OrderByDescending("size")));
    }

    /// <summary>Random documents, random questions: every engine answers as the one in memory does, whole and page by page.</summary>
    [Fact]
    public async Task Every_question_gets_the_answer_of_the_reference()
    {
        var random = new Random(1603);
        var reference = new MemoryStore();
        string?[] topics = ["", "a", "ab", "b", "B", "é", null];
        var notes = Enumerable.Range(0, 150).Select(at => A($"{random.Next(1_000_000)}-{at}") with
        {
            Topic = topics[random.Next(topics.Length)],
            Size = random.Next(3) == 0 ? null : random.Next(-3, 3),
            At = random.Next(4) == 0 ? null : DateTimeOffset.UnixEpoch.AddDays(random.Next(5)),
            Mood = random.Next(3) == 0 ? null : (Mood)random.Next(3),
            Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => topics[random.Next(6)]!)],
        }).ToArray();
        await InsertAsync(notes);
        await reference.CommitAsync([.. notes.Select(Notes.Insert)], Ct);

        for (var times = 0; times < 300; times++)
        {
            var query = Ask(random);
            var expected = (await reference.ListAsync(query, Ct)).Select(note => note.Id).ToArray();
            var said = $"{string.Join(',', query.Filters)} {string.Join(',', query.Order)}";
            Assert.True(expected.SequenceEqual((await _store.ListAsync(query, Ct)).Select(note => note.Id)), said);
            Assert.True(expected.Length == await _store.CountAsync(query, Ct), said);

            var size = random.Next(1, 20);
            List<string> byOffset = [], byCursor = [];
            while (await _store.ListAsync(query.Skip(byOffset.Count).Top(size), Ct) is { Count: > 0 } page)
            {
                byOffset.AddRange(page.Select(note => note.Id));
            }

            for (var next = query.Top(size); await _store.ListAsync(next, Ct) is { Count: > 0 } page; next = query.Top(size).After(page[^1]))
            {
                byCursor.AddRange(page.Select(note => note.Id));
            }

            Assert.True(expected.SequenceEqual(byOffset), "by offset: " + said);
            Assert.True(expected.SequenceEqual(byCursor), "by cursor: " + said);
            if (expected.Length > 3)
            {
                var after = (await _store.ListAsync(query.Skip(1).Top(1), Ct))[0];
                Assert.Equal(expected[3], (await _store.ListAsync(query.After(after).Skip(1).Top(1), Ct))[0].Id);
            }
        }

        Query<Note> Ask(Random random)
        {
            var query = Notes.All();
            for (var filters = random.Next(3); filters > 0; filters--)
            {
                query = random.Next(8) switch
                {
                    0 => query.Where("topic", topics[random.Next(6)]!),
                    1 => query.AtLeast("size", (long)random.Next(-3, 3)),
                    2 => query.Before("size", (long)random.Next(-3, 3)),
                    3 => query.StartsWith("topic", topics[random.Next(6)]!),
                    4 => query.Where("mood", (Mood)random.Next(3)),
                    5 => query.Where("tag", topics[random.Next(6)]!),
                    6 => query.StartsWith("tag", topics[random.Next(6)]!),
                    _ => query.AtLeast("at", DateTimeOffset.UnixEpoch.AddDays(2)).Before("at", DateTimeOffset.UnixEpoch.AddDays(4)),
                };
            }

            string[] orders = ["topic", "size", "at", "mood"];
            for (var levels = random.Next(3); levels > 0; levels--)
            {
                var index = orders[random.Next(orders.Length)];
                query = random.Next(2) == 0 ? query.OrderBy(index) : query.OrderByDescending(index);
            }

            return query;
        }
    }

    [Fact]
    public async Task Several_thousand_documents_are_read_in_pages()
    {
        const int count = 5_000;
        for (var from = 0; from < count; from += 500)
        {
            await InsertAsync(Enumerable.Range(from, 500).Select(at => A($"{at:0000}") with { Size = at % 7, Topic = at % 2 == 0 ? "even" : null, Tags = [$"t{at % 100}"] }));
        }

        List<string> seen = [];
        await foreach (var note in _store.StreamAsync(Notes.All().OrderByDescending("size"), Ct))
        {
            seen.Add(note.Id);
        }

        Assert.Equal(Enumerable.Range(0, count).OrderByDescending(at => at % 7).ThenByDescending(at => at).Select(at => $"{at:0000}"), seen);
        Assert.Equal(count / 2, await _store.CountAsync(Notes.Where("topic", "even"), Ct));
        Assert.Equal(50, await _store.CountAsync(Notes.Where("tag", "t42"), Ct));
    }

    [Fact]
    public void A_question_outside_the_indexes_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Notes.Where("text", "x"));
        Assert.Throws<ArgumentException>(() => Notes.All().OrderBy("tag"));
        Assert.Throws<ArgumentException>(() => Notes.All().OrderBy("size").OrderBy("at").OrderBy("due"));
    }

    [Fact]
    public void Keys_have_the_order_of_their_values()
    {
        Prop.ForAll<long, long>((a, b) => Math.Sign(IndexKey.Order.Compare(IndexKey.Of(a), IndexKey.Of(b))) == a.CompareTo(b)).QuickCheckThrowOnFailure();
        Prop.ForAll<NormalFloat, NormalFloat>((a, b) =>
            Math.Sign(IndexKey.Order.Compare(IndexKey.Of(a.Item), IndexKey.Of(b.Item))) == a.Item.CompareTo(b.Item)).QuickCheckThrowOnFailure();
    }
}
