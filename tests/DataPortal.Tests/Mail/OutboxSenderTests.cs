using System.Collections.Concurrent;
using DataPortal.Mail;
using DataPortal.Mail.Delivery;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Tests.Mail;

public sealed class OutboxSenderTests
{
    private readonly StoppedClock _clock = new(new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7)));
    private readonly MemoryStore _store = new();
    private readonly World _world = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_is_taken_is_sent_once_with_what_the_server_said()
    {
        var id = await PutAsync();
        Assert.Equal(1, await Sender().RunAsync(Ct));
        Assert.Equal(0, await Sender().RunAsync(Ct));

        var sent = await FindAsync(id);
        Assert.Equal(DeliveryState.Sent, sent.State);
        Assert.Equal("250 OK", sent.LastAnswer);
        Assert.Equal(_clock.GetUtcNow(), sent.SentAt);
        Assert.Single(_world.Taken);
    }

    [Fact]
    public async Task A_temporary_refusal_is_tried_after_1_5_15_60_minutes_and_given_up_after_48_hours()
    {
        _world.Answer = _ => throw new DeliveryException(DeliveryFault.Temporary, "451 4.7.1 later");
        var id = await PutAsync();
        List<double> pauses = [];
        var begin = _clock.GetUtcNow();
        while (true)
        {
            Assert.Equal(1, await Sender().RunAsync(Ct));
            var tried = await FindAsync(id);
            if (tried.State == DeliveryState.Failed)
            {
                Assert.Contains("451 4.7.1 later", tried.LastAnswer, StringComparison.Ordinal);
                break;
            }

            Assert.Equal(DeliveryState.Waiting, tried.State);
            pauses.Add((tried.NextAttemptAt - _clock.GetUtcNow()).TotalMinutes);
            _clock.Set(tried.NextAttemptAt.AddTicks(-1));
            Assert.Equal(0, await Sender().RunAsync(Ct));
            _clock.Set(tried.NextAttemptAt);
        }

        Assert.Equal([1, 5, 15, 60, 120, 120], pauses.Take(6));
        Assert.InRange(_clock.GetUtcNow() - begin, TimeSpan.FromHours(46), TimeSpan.FromHours(48));
        Assert.True((await FindAsync(id)).Answers.Count <= OutgoingMessage.MaxAnswers);
    }

    [Fact]
    public async Task A_refusal_for_good_ends_it()
    {
        _world.Answer = _ => throw new DeliveryException(DeliveryFault.Permanent, "550 no such user");
        var id = await PutAsync();
        await Sender().RunAsync(Ct);
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await Sender().RunAsync(Ct));
        Assert.Equal((DeliveryState.Failed, "550 no such user"), ((await FindAsync(id)).State, (await FindAsync(id)).LastAnswer));
    }

    [Fact]
    public async Task A_failure_nobody_thought_of_neither_stops_the_others_nor_is_tried_for_ever()
    {
        var bad = await PutAsync();
        var good = await PutAsync();
        _world.Answer = message => message.Id == bad ? throw new InvalidOperationException("oops") : "250 OK";
        await Sender().RunAsync(Ct);
        Assert.Equal(DeliveryState.Sent, (await FindAsync(good)).State);
        Assert.Equal((DeliveryState.Waiting, _clock.GetUtcNow().AddMinutes(1)), ((await FindAsync(bad)).State, (await FindAsync(bad)).NextAttemptAt));
    }

    [Fact]
    public async Task A_lost_answer_leaves_it_unknown_and_it_is_never_sent_again_silently()
    {
        _world.Answer = _ => throw new DeliveryException(DeliveryFault.Unknown, "no answer");
        var id = await PutAsync();
        await Sender().RunAsync(Ct);
        _clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await Sender().RunAsync(Ct));
        Assert.Equal(DeliveryState.Unknown, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_sender_that_died_before_the_text_leaves_the_message_to_the_next_one()
    {
        var id = await PutAsync();
        await DieAsync(id, dataBegun: false);
        Assert.Equal(0, await Sender().RunAsync(Ct));

        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Sender().RunAsync(Ct));
        Assert.Equal(DeliveryState.Sent, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_sender_that_died_after_the_text_began_leaves_it_unknown()
    {
        var id = await PutAsync();
        await DieAsync(id, dataBegun: true);
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(0, await Sender().RunAsync(Ct));
        Assert.Equal(DeliveryState.Unknown, (await FindAsync(id)).State);
        Assert.Empty(_world.Taken);
    }

    [Fact]
    public async Task A_folder_takes_the_same_message_again_so_nothing_is_unknown()
    {
        _world.Repeatable = true;
        var id = await PutAsync();
        await DieAsync(id, dataBegun: true);
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Sender().RunAsync(Ct));
        Assert.Equal(DeliveryState.Sent, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_sender_that_slept_past_its_claim_sends_nothing()
    {
        var id = await PutAsync();
        var (asleep, there) = (new TaskCompletionSource(), new TaskCompletionSource());
        _world.BeforeText = () => { there.SetResult(); return asleep.Task; };
        var first = Sender().RunAsync(Ct);
        await there.Task.WaitAsync(Ct);

        _world.BeforeText = () => Task.CompletedTask;
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(1, await Sender().RunAsync(Ct));
        asleep.SetResult();
        await first;
        Assert.Single(_world.Taken);
        Assert.Equal(2, (await FindAsync(id)).Attempts);
    }

    [Fact]
    public async Task An_answer_that_comes_late_makes_the_unknown_known()
    {
        var id = await PutAsync();
        var (late, there) = (new TaskCompletionSource(), new TaskCompletionSource());
        _world.AfterText = () => { there.SetResult(); return late.Task; };
        var first = Sender().RunAsync(Ct);
        await there.Task.WaitAsync(Ct);
        _clock.Advance(TimeSpan.FromMinutes(16));
        await Sender().RunAsync(Ct);
        Assert.Equal(DeliveryState.Unknown, (await FindAsync(id)).State);

        late.SetResult();
        await first;
        Assert.Equal(DeliveryState.Sent, (await FindAsync(id)).State);
        Assert.Single(_world.Taken);
    }

    [Fact]
    public async Task Senders_on_one_store_send_every_message_once()
    {
        for (var n = 0; n < 200; n++)
        {
            await PutAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                var sender = Sender();
                while (await _store.CountAsync(Outbox.Collection.Where("state", DeliveryState.Sent), Ct) < 200)
                {
                    await sender.RunAsync(Ct);
                }
            }, Ct)));
        Assert.Equal(200, _world.Taken.Count);
        Assert.Equal(200, _world.Taken.Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_left_alone_for_a_while()
    {
        _world.Answer = _ => throw new DeliveryException(DeliveryFault.Server, "connection refused");
        for (var n = 0; n < 20; n++)
        {
            await PutAsync();
        }

        var sender = Sender();
        await sender.RunAsync(Ct);
        Assert.InRange(_world.Knocks, 3, 6);
        Assert.Equal(0, await sender.RunAsync(Ct));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(1), await sender.NextAsync(Ct));

        _world.Answer = _ => "250 OK";
        _clock.Advance(TimeSpan.FromMinutes(1));
        while (await sender.RunAsync(Ct) > 0)
        {
        }

        Assert.Equal(20, _world.Taken.Count);
    }

    [Fact]
    public async Task Stopping_the_portal_before_the_text_leaves_the_message_waiting()
    {
        var id = await PutAsync();
        using var stop = new CancellationTokenSource();
        var there = new TaskCompletionSource();
        _world.BeforeText = () => { there.SetResult(); return Task.Delay(Timeout.Infinite, stop.Token); };
        var round = Sender().RunAsync(stop.Token);
        await there.Task.WaitAsync(Ct);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => round);
        Assert.Equal(DeliveryState.Waiting, (await FindAsync(id)).State);
    }

    [Fact]
    public async Task A_message_is_written_with_its_cause_or_not_at_all()
    {
        var first = Message();
        var cause = new YearlyCounter.Series { Id = "sebab" };
        await _store.CommitAsync([Outbox.Collection.Insert(first)], Ct);
        await Assert.ThrowsAsync<DuplicateKeyException>(() => _store.CommitAsync(
            [YearlyCounter.Collection.Insert(cause), Outbox.Collection.Insert(Message() with { MessageId = first.MessageId })], Ct));
        Assert.Null(await _store.FindAsync(YearlyCounter.Collection, cause.Id, Ct));
        Assert.Equal(1, await _store.CountAsync(Outbox.Collection.All(), Ct));
    }

    private OutboxSender Sender() => new(_store, _world, new ServerPause(_clock), _clock, NullLogger<OutboxSender>.Instance);

    private async Task<OutgoingMessage> FindAsync(string id) => await _store.FindAsync(Outbox.Collection, id, Ct) ?? throw new InvalidOperationException();

    private async Task<string> PutAsync()
    {
        var message = Message();
        await _store.CommitAsync([Outbox.Collection.Insert(message)], Ct);
        return message.Id;
    }

    /// <summary>What a sender leaves behind that was killed.</summary>
    private async Task DieAsync(string id, bool dataBegun) => await _store.CommitAsync(
        [Outbox.Collection.Replace(await FindAsync(id) with { State = DeliveryState.Sending, Attempts = 1, DataBegun = dataBegun, NextAttemptAt = _clock.GetUtcNow().AddMinutes(15) })], Ct);

    private OutgoingMessage Message()
    {
        var id = Document.NewId(_clock);
        return new()
        {
            Id = id,
            MessageId = $"<{id}@contoh.go.id>",
            CreatedAt = _clock.GetUtcNow(),
            From = "data@contoh.go.id",
            To = "sari@contoh.id",
            Subject = "Uji",
            Text = "Uji\n",
            Html = "<p>Uji</p>",
            Cause = "requests/1",
            NextAttemptAt = _clock.GetUtcNow(),
        };
    }

    /// <summary>The outside world: takes messages, or does what a test says.</summary>
    private sealed class World : IMailTransport
    {
        private int _knocks;

        public bool Repeatable { get; set; }
        public string Name => "dunia luar";
        public ConcurrentBag<string> Taken { get; } = [];
        public int Knocks => _knocks;
        public Func<OutgoingMessage, string> Answer { get; set; } = _ => "250 OK";
        public Func<Task> BeforeText { get; set; } = () => Task.CompletedTask;
        public Func<Task> AfterText { get; set; } = () => Task.CompletedTask;

        public async Task<string> DeliverAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct)
        {
            Interlocked.Increment(ref _knocks);
            await BeforeText();
            var answer = Answer(message);
            await beforeData(ct);
            Taken.Add(message.Id);
            await AfterText();
            return answer;
        }
    }
}
