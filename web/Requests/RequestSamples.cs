using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>
/// Made-up requests for a demo (<c>Samples:Load</c>), spread over the last two months so that queue and reports show something. All names, addresses and
/// institutions are marked <i>contoh</i>; no letters go out and no marks are made: the procedure's log holds only what happened.
/// </summary>
public sealed class RequestSamples(IDocumentStore store, RequestClock clock, IConfiguration configuration, TimeProvider time) : IHostedService
{
    private static readonly Officer _officer = new("contoh", "Rina Contoh");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>("Samples:Load") || await store.CountAsync(RequestQueries.Collection.All(), cancellationToken) > 0)
        {
            return;
        }

        foreach (var sample in All(time.GetUtcNow()).OrderBy(sample => sample.ReceivedAt).ToList())
        {
            await store.CommitAsync(async ct =>
            {
                var year = Show.Day(sample.ReceivedAt).Year;
                var (number, taken) = await YearlyCounter.NextAsync(store, Registration.Series, year, ct);
                return (true, (IReadOnlyList<Change>)[taken, RequestQueries.Collection.Insert(sample with { Number = $"{year}-{number:D4}" })]);
            }, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Request> All(DateTimeOffset now)
    {
        var (month, before) = (MonthStart(now, -1), MonthStart(now, -2));
        yield return Answered(At(before, 4, 9, 12), 4, Channel.Website, Person("Siti Contoh", Sex.Female, 2003, Education.SeniorSecondary, Occupation.Student, "Universitas Contoh", InstitutionCategory.DomesticEducation),
            Asked("Jumlah penduduk menurut kecamatan dan jenis kelamin, 2020–2025", "519", Purpose.Study), "Tabel jumlah penduduk menurut kecamatan kami lampirkan.");
        yield return Closed(At(before, 11, 13, 40), 9, Channel.Email, Person("Budi Contoh", Sex.Male, 1986, Education.Bachelor, Occupation.CivilServant, "Bappeda Contoh", InstitutionCategory.LocalGovernment),
            Asked("Produksi duku menurut desa, 2024", "557", Purpose.Government), "Produksi buah kami kumpulkan sampai tingkat kecamatan.",
            new RequestItem { No = 1, Title = "Produksi duku menurut desa, 2024", Decision = ItemDecision.NotHeld, NotHeldReason = NotHeldReason.LessDetail, Referral = "Dinas Tanaman Pangan dan Hortikultura Kabupaten Muara Enim, bidang hortikultura (pertanian@contoh.go.id, contoh)" });
        yield return Answered(At(month, 2, 10, 5), 3, Channel.Website, Person("Dewi Contoh", Sex.Female, 1991, Education.Master, Occupation.Researcher, "Lembaga Riset Contoh", InstitutionCategory.DomesticEducation),
            Asked("PDRB per kapita Muara Enim atas dasar harga berlaku, lima tahun terakhir", "531", Purpose.Research), "Seri PDRB per kapita kami lampirkan. Angka tahun terakhir masih sementara.");
        yield return Answered(At(month, 6, 14, 50), 22, Channel.InPerson, Person("Hendra Contoh", Sex.Male, 1979, Education.Bachelor, Occupation.PrivateEmployee, "CV Kopi Contoh", InstitutionCategory.Private) with { Email = null },
            Asked("Luas tanam kopi robusta menurut kecamatan, 2023–2025", "557", Purpose.Commercial), "Disampaikan langsung di meja pelayanan.");
        yield return Closed(At(month, 12, 9, 30), 5, Channel.Website, Person("Lestari Contoh", Sex.Female, 1995, Education.Bachelor, Occupation.PrivateEmployee, "Harian Contoh", InstitutionCategory.Media),
            Asked("Daftar nama dan alamat responden survei industri kecil", "532", Purpose.Other), "Keterangan responden tidak dapat kami berikan.",
            new RequestItem { No = 1, Title = "Daftar nama dan alamat responden survei industri kecil", Decision = ItemDecision.Refused, RefusalReason = RefusalReason.RespondentConfidentiality });
        yield return Closed(At(month, 19, 11, 15), 14, Channel.Email, Person("Fadli Contoh", Sex.Male, 2001, Education.SeniorSecondary, Occupation.Student, "Universitas Contoh", InstitutionCategory.DomesticEducation),
            Asked("Luas panen padi menurut kecamatan dan produksi madu hutan, 2024–2025", "557", Purpose.Study), "Luas panen padi kami lampirkan; produksi madu tidak kami kumpulkan.",
            new RequestItem { No = 1, Title = "Luas panen padi menurut kecamatan, 2024–2025", Decision = ItemDecision.Available },
            new RequestItem { No = 2, Title = "Produksi madu hutan, 2024–2025", Decision = ItemDecision.NotHeld, NotHeldReason = NotHeldReason.NotCollected });
        yield return Waiting(Before(now.AddDays(-4)), Person("Yanto Contoh", Sex.Male, 1970, Education.SeniorSecondary, Occupation.SelfEmployed, null, null),
            Asked("Harga eceran beras medium mingguan", "536", Purpose.Commercial), "Untuk pasar mana dan bulan apa?");
        yield return Draft(Before(now.AddDays(-1)), Channel.Website, Person("Rahma Contoh", Sex.Female, 1999, Education.Bachelor, Occupation.CivilServant, "Kecamatan Contoh", InstitutionCategory.LocalGovernment),
            Asked("Penduduk menurut kelompok umur di Kecamatan Gelumbang, 2026", "519", Purpose.Government));
    }

    private Request Answered(DateTimeOffset at, int minutes, Channel channel, Requester who, Need need, string answer) =>
        Closed(at, minutes, channel, who, need, answer, new RequestItem { No = 1, Title = need.Title, Decision = ItemDecision.Available });

    private Request Closed(DateTimeOffset at, int minutes, Channel channel, Requester who, Need need, string answer, params RequestItem[] items)
    {
        var (opened, done) = (at.AddMinutes(Math.Max(1, minutes / 2)), at.AddMinutes(minutes));
        var draft = Draft(at, channel, who, need);
        var closed = draft with
        {
            State = RequestState.Closed,
            Outcome = items.All(item => item.Decision is ItemDecision.Available) ? Outcome.Fulfilled
                : items.Any(item => item.Decision is ItemDecision.Available) ? Outcome.Partly
                : items.All(item => item.Decision is ItemDecision.Refused) ? Outcome.Refused : Outcome.NotHeld,
            Items = items,
            OpenedAt = opened,
            ClosedAt = done,
            ClosedBy = _officer,
            Assigned = _officer,
            OnTime = done <= draft.Due.Limit,
            Entries = [.. draft.Entries, new Entry { At = done, Kind = EntryKind.FromOffice, By = _officer.Name, Text = answer, SentBy = who.Email is null ? channel : null }],
        };
        return closed with { WorkingTimeUsed = clock.Lead(closed, done), WorkingTimeSinceOpened = clock.Work(closed, done) };
    }

    private Request Waiting(DateTimeOffset at, Requester who, Need need, string question)
    {
        var asked = at.AddMinutes(3);
        var draft = Draft(at, Channel.Website, who, need);
        return draft with
        {
            State = RequestState.Waiting,
            OpenedAt = at.AddMinutes(1),
            Assigned = _officer,
            Pauses = [new Pause(asked, null, "menunggu pemohon")],
            Entries = [.. draft.Entries, new Entry { At = asked, Kind = EntryKind.FromOffice, By = _officer.Name, Text = question }],
        };
    }

    private Request Draft(DateTimeOffset at, Channel channel, Requester who, Need need) => new()
    {
        Id = Document.NewId(time),
        Token = RequestQueries.NewToken(),
        FormId = Document.NewId(time),
        Channel = channel,
        Requester = who,
        Need = need,
        Items = [new RequestItem { No = 1, Title = need.Title }],
        State = RequestState.New,
        ReceivedAt = at,
        RegisteredAt = at,
        Due = clock.DueFrom(at),
        ProcedureVersion = clock.Procedure.Version,
        IsSample = true,
        Entries = [new Entry { At = at, Kind = EntryKind.FromRequester, Text = need.Wanted }],
    };

    private static Requester Person(string name, Sex sex, int born, Education education, Occupation occupation, string? institution, InstitutionCategory? category) => new()
    {
        Name = name,
        Email = name.Split(' ')[0].ToLowerInvariant() + "@contoh.id",
        Sex = sex,
        BirthYear = born,
        Education = education,
        Occupation = occupation,
        Institution = institution,
        InstitutionCategory = category,
    };

    private static Need Asked(string what, string subject, Purpose purpose) => new() { Title = what, Wanted = $"Mohon data {char.ToLowerInvariant(what[0])}{what[1..]}.", Subject = subject, Region = "Kabupaten Muara Enim", Purpose = purpose };

    /// <summary>A moment of a service day: the day given or the next one on which the desk is open.</summary>
    private DateTimeOffset At(DateTimeOffset month, int day, int hour, int minute)
    {
        var opening = clock.NextOpening(month.AddDays(day - 1).AddHours(8));
        return new DateTimeOffset(Show.Day(opening).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(7));
    }

    /// <summary>The next opening after a moment, but never in the future.</summary>
    private DateTimeOffset Before(DateTimeOffset moment) => clock.NextOpening(moment) is var opening && opening.AddHours(1) < time.GetUtcNow() ? opening : moment;

    private static DateTimeOffset MonthStart(DateTimeOffset now, int months)
    {
        var day = Show.Day(now);
        return new DateTimeOffset(new DateOnly(day.Year, day.Month, 1).AddMonths(months).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));
    }
}
