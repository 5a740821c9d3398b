using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Storage;

namespace DataPortal.WorkingTime;

/// <summary>What a new list of days off would change.</summary>
/// <param name="Hints">What looks forgotten: told, not refused.</param>
public sealed record CalendarPreview(
    int Year, IReadOnlyList<Holiday> Days, IReadOnlyList<Holiday> Added, IReadOnlyList<Holiday> Removed, IReadOnlyList<Holiday> Changed, IReadOnlyList<string> Hints);

/// <summary>The calendar changed while someone looked at a preview of it.</summary>
public sealed class CalendarChangedException() : Exception("The calendar was changed by someone else meanwhile.");

/// <summary>Keeps the lists of days off the office uploads, and has the working calendar use them. Due moments of what is done are not touched (procedures.md §2.3, 6).</summary>
public sealed class CalendarKeeping : IDisposable
{
    private static readonly (int Month, int Day, string Name)[] _fixed =
        [(1, 1, "Tahun Baru Masehi"), (5, 1, "Hari Buruh"), (6, 1, "Hari Lahir Pancasila"), (8, 17, "Proklamasi Kemerdekaan"), (12, 25, "Kelahiran Yesus Kristus")];

    private readonly CalendarData _files;
    private readonly WorkingCalendar _calendar;
    private readonly IDocumentStore _store;
    private readonly AuditTrail _audit;
    private readonly CurrentStaff _staff;
    private readonly TimeProvider _clock;
    private readonly Rereading _rereading;
    private readonly SemaphoreSlim _loading = new(1);

    public CalendarKeeping(
        CalendarData files, WorkingCalendar calendar, IDocumentStore store, AuditTrail audit, CurrentStaff staff, TimeProvider clock, ILogger<CalendarKeeping> log)
    {
        (_files, _calendar, _store, _audit, _staff, _clock) = (files, calendar, store, audit, staff, clock);
        _rereading = new(store, CalendarQueries.Years, LoadAsync, log);
    }

    public void Dispose()
    {
        _rereading.Dispose();
        _loading.Dispose();
    }

    /// <summary>From now on the calendar is the files with what the office uploaded in their place.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await _loading.WaitAsync(ct);
        try
        {
            var kept = await _store.ListAsync(CalendarQueries.All, ct);
            _calendar.Use(_files.With(kept.Select(year => KeyValuePair.Create(year.Year, year.Days))));
        }
        finally
        {
            _loading.Release();
        }
    }

    public Task<CalendarYear?> FindAsync(int year, CancellationToken ct) => _store.FindAsync(CalendarQueries.Years, IdOf(year), ct);

    /// <summary>Reads a list and compares it with what is in force. With problems there is nothing to keep.</summary>
    public CalendarPreview Preview(int year, string text, ICollection<ContentProblem> problems)
    {
        var days = HolidayList.Read($"{year}.csv", year, new StringReader(text), problems);
        if (days.Count == 0 && problems.Count == 0)
        {
            problems.Add(new($"{year}.csv", 1, "daftar ini kosong."));
        }

        var before = _calendar.Data.Holidays(year).ToDictionary(day => day.Date);
        var after = days.ToDictionary(day => day.Date);
        return new(
            year, days,
            [.. days.Where(day => !before.ContainsKey(day.Date))],
            [.. before.Values.Where(day => !after.ContainsKey(day.Date)).OrderBy(day => day.Date)],
            [.. days.Where(day => before.TryGetValue(day.Date, out var old) && old != day)],
            [.. _fixed.Where(expected => !after.ContainsKey(new(year, expected.Month, expected.Day)))
                .Select(expected => $"{new DateOnly(year, expected.Month, expected.Day).ToString("d MMMM", Shared.Speech.Indonesian)} ({expected.Name}) tidak ada di daftar.")]);
    }

    /// <summary>Puts a list into force, with a line in the audit trail.</summary>
    /// <param name="version">Of the calendar the preview was made from.</param>
    /// <exception cref="ContentException">The list cannot be used.</exception>
    /// <exception cref="CalendarChangedException">The calendar is no longer the one of the preview.</exception>
    public async Task KeepAsync(int year, string text, string version, CancellationToken ct)
    {
        List<ContentProblem> problems = [];
        var preview = Preview(year, text, problems);
        if (problems.Count > 0)
        {
            throw new ContentException([.. problems]);
        }

        if (version != _calendar.Version)
        {
            throw new CalendarChangedException();
        }

        var before = await FindAsync(year, ct);
        var kept = new CalendarYear
        {
            Id = IdOf(year),
            Version = before?.Version ?? 0,
            Year = year,
            Days = preview.Days,
            ChangedAt = _clock.GetUtcNow(),
            ChangedBy = _staff.Name ?? "sistem",
        };
        try
        {
            await _store.CommitAsync(
                [
                    before is null ? CalendarQueries.Years.Insert(kept) : CalendarQueries.Years.Replace(kept),
                    _audit.Entry("calendar.changed", CalendarQueries.Years, kept.Id,
                        $"Hari libur {year}: {preview.Days.Count} hari, {preview.Added.Count} baru, {preview.Removed.Count} dihapus, {preview.Changed.Count} diubah."),
                ], ct);
        }
        catch (StaleDocumentException)
        {
            throw new CalendarChangedException();
        }

        await LoadAsync(ct);
    }

    private static string IdOf(int year) => year.ToString(CultureInfo.InvariantCulture);
}
