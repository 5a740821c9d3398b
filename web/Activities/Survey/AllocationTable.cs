using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Survey;

/// <summary>What is known of the people an allocation speaks of.</summary>
/// <param name="Officers">Who may be given assignments.</param>
/// <param name="Elsewhere">Open assignments of theirs in other runs.</param>
public sealed record AllocationPeople(IReadOnlyList<Staff> Officers, IReadOnlyList<Absence> Away, IReadOnlyList<Assignment> Elsewhere);

/// <summary>The table officer × target × dates × load: how it is filled, and what is wrong or doubtful about it. Pure.</summary>
public static class AllocationTable
{
    /// <summary>A row for each target that has none; rows of targets that are no longer planned fall away.</summary>
    public static IReadOnlyList<AllocationRow> Rows(SurveyPlan plan, IReadOnlyList<AllocationRow> kept)
    {
        var rows = kept.ToLookup(row => row.Target, StringComparer.Ordinal);
        return [.. plan.Targets.SelectMany(target => rows[target.Key] is var known && known.Any()
            ? known
            : [new AllocationRow(target.Key, target.Key, null, null, plan.From, plan.To, target.PlannedUnits, 1)])];
    }

    /// <summary>A further row for a target: another officer shares it.</summary>
    public static IReadOnlyList<AllocationRow> Share(IReadOnlyList<AllocationRow> rows, string key)
    {
        List<AllocationRow> shared = [.. rows];
        var at = shared.FindIndex(row => row.Key == key);
        if (at < 0)
        {
            return rows;
        }

        var no = 2;
        while (shared.Exists(row => row.Key == $"{shared[at].Target}-{no}"))
        {
            no++;
        }

        var half = shared[at].Units / 2;
        shared.Insert(at + 1, shared[at] with { Key = $"{shared[at].Target}-{no}", OfficerId = null, Officer = null, Units = Math.Max(1, half) });
        shared[at] = shared[at] with { Units = Math.Max(1, shared[at].Units - half) };
        return shared;
    }

    /// <summary>Gives rows to officers so that each has about the same load, neighbours (the same kecamatan) to the same officer as far as that goes.</summary>
    /// <param name="onlyEmpty">Rows that have an officer stay theirs, and count.</param>
    public static IReadOnlyList<AllocationRow> Spread(IReadOnlyList<AllocationRow> rows, SurveyPlan plan, IReadOnlyList<Staff> officers, bool onlyEmpty)
    {
        if (officers.Count == 0)
        {
            return rows;
        }

        var places = plan.Targets.ToDictionary(target => target.Key, target => target.Kecamatan ?? "~", StringComparer.Ordinal);
        var free = Enumerable.Range(0, rows.Count).Where(at => !onlyEmpty || rows[at].OfficerId is null).OrderBy(at => places.GetValueOrDefault(rows[at].Target, "~"), StringComparer.Ordinal).ThenBy(at => at).ToList();
        var has = officers.ToDictionary(officer => officer.Id, officer => onlyEmpty ? rows.Where(row => row.OfficerId == officer.Id).Sum(row => row.Load) : 0, StringComparer.Ordinal);
        var share = (has.Values.Sum() + free.Sum(at => rows[at].Load)) / officers.Count;
        AllocationRow[] spread = [.. rows];
        var turn = 0;
        foreach (var at in free)
        {
            // The next officer's turn comes when this one has a full share; what rounding leaves over goes to whoever has least.
            while (turn < officers.Count && has[officers[turn].Id] + (spread[at].Load / 2) > share)
            {
                turn++;
            }

            var officer = turn < officers.Count ? officers[turn] : officers.MinBy(one => has[one.Id])!;
            has[officer.Id] += spread[at].Load;
            spread[at] = spread[at] with { OfficerId = officer.Id, Officer = officer.Name };
        }

        return spread;
    }

    /// <summary>Rows pasted from a sheet: <c>sasaran; petugas; mulai; tenggat; satuan; beban</c>. What is left out stays as it was.</summary>
    public static (IReadOnlyList<AllocationRow> Rows, IReadOnlyList<string> Errors) Paste(IReadOnlyList<AllocationRow> rows, SurveyPlan plan, IReadOnlyList<Staff> officers, string? text)
    {
        List<AllocationRow> pasted = [.. rows];
        List<string> errors = [];
        var targets = plan.Targets.ToDictionary(target => target.Name, target => target.Key, StringComparer.OrdinalIgnoreCase);
        Dictionary<string, List<int>> places = [];
        for (var at = 0; at < pasted.Count; at++)
        {
            (places.TryGetValue(pasted[at].Target, out var list) ? list : places[pasted[at].Target] = []).Add(at);
        }

        Dictionary<string, int> used = [];
        foreach (var (cells, line) in TargetLines.Cells(text))
        {
            if (errors.Count >= 20)
            {
                errors.Add("Baris sesudahnya belum diperiksa.");
                break;
            }

            if (line == 1 && cells[0].Equals("sasaran", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!targets.TryGetValue(cells[0], out var target))
            {
                errors.Add($"Baris {line}: sasaran “{Cut(cells[0])}” tidak ada di rencana.");
                continue;
            }

            var word = TargetLines.At(cells, 1);
            var officer = officers.FirstOrDefault(one => one.Name.Equals(word, StringComparison.OrdinalIgnoreCase) || one.Email.Equals(word, StringComparison.OrdinalIgnoreCase));
            if (word.Length > 0 && officer is null)
            {
                errors.Add($"Baris {line}: petugas “{Cut(word)}” tidak dikenal. Tulis nama lengkap atau alamat surelnya.");
            }

            var from = Day(TargetLines.At(cells, 2), line, "mulai", errors);
            var due = Day(TargetLines.At(cells, 3), line, "tenggat", errors);
            var units = TargetLines.At(cells, 4) is { Length: > 0 } count ? (int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= SurveyLimits.Units ? number : -1) : 0;
            var load = TargetLines.At(cells, 5) is { Length: > 0 } weight ? (Load(weight) ?? -1) : 0;
            if (units < 0 || load < 0)
            {
                errors.Add($"Baris {line}: satuan dan beban ditulis dengan angka.");
            }

            if (pasted.Count >= SurveyLimits.Rows)
            {
                errors.Add($"Paling banyak {Show.Number(SurveyLimits.Rows)} penugasan.");
                break;
            }

            // The second line of a target is its second row, made when it is not there.
            var turn = used[target] = used.GetValueOrDefault(target) + 1;
            if (turn > places[target].Count)
            {
                places[target].Add(pasted.Count);
                pasted.Add(new($"{target}-{turn}", target, null, null, plan.From, plan.To, 1, 1));
            }

            var at = places[target][turn - 1];
            pasted[at] = pasted[at] with
            {
                OfficerId = officer?.Id ?? pasted[at].OfficerId,
                Officer = officer?.Name ?? pasted[at].Officer,
                From = from ?? pasted[at].From,
                Due = due ?? pasted[at].Due,
                Units = units > 0 ? units : pasted[at].Units,
                Load = load > 0 ? load : pasted[at].Load,
            };
        }

        return (pasted, errors);
    }

    /// <summary>What must be mended before it can be saved (§4.3: a target without an officer cannot be saved).</summary>
    public static IReadOnlyList<string> Errors(IReadOnlyList<AllocationRow> rows, SurveyPlan plan)
    {
        List<string> errors = [];
        var names = plan.Targets.ToDictionary(target => target.Key, target => target.Name, StringComparer.Ordinal);
        void Add(Func<AllocationRow, bool> wrong, string words)
        {
            var found = rows.Where(wrong).ToList();
            if (found.Count > 0)
            {
                errors.Add($"{words}: {string.Join(", ", found.Take(3).Select(row => names.GetValueOrDefault(row.Target, row.Target)))}{(found.Count > 3 ? $" dan {Show.Number(found.Count - 3)} lainnya" : "")}.");
            }
        }

        Add(row => row.OfficerId is null, "Belum punya petugas");
        Add(row => row.From is null || row.Due is null, "Belum punya tanggal mulai atau tenggat");
        Add(row => row.Due < row.From, "Tenggatnya lebih awal daripada tanggal mulai");
        var given = rows.Select(row => row.Target).ToHashSet(StringComparer.Ordinal);
        var missing = plan.Targets.Where(target => !given.Contains(target.Key)).Select(target => target.Name).Take(3).ToList();
        if (missing.Count > 0)
        {
            errors.Add($"Sasaran tanpa penugasan: {string.Join(", ", missing)}.");
        }

        return errors;
    }

    /// <summary>What may be saved only with a reason.</summary>
    public static IReadOnlyList<string> Warnings(IReadOnlyList<AllocationRow> rows, SurveyPlan plan, AllocationPeople people, WorkingCalendar calendar)
    {
        List<string> warnings = [];
        foreach (var (id, mine) in rows.Where(row => row is { OfficerId: not null, From: not null, Due: not null }).GroupBy(row => row.OfficerId!).Select(group => (group.Key, group.ToList())))
        {
            var name = mine[0].Officer ?? id;
            DateOnly from = mine.Min(row => row.From!.Value), due = mine.Max(row => row.Due!.Value);
            var elsewhere = people.Elsewhere.Where(other => other.OfficerId == id && other.From <= due && from <= other.Due).ToList();
            var away = people.Away.Where(absence => absence.StaffId == id && absence.Overlaps(from, due)).ToList();
            var days = Days(from, due).Count(day => calendar.IsWorkingDay(day) && !away.Exists(absence => absence.Overlaps(day, day)));
            var load = mine.Sum(row => row.Load) + elsewhere.Sum(other => other.Load);
            if (load > days)
            {
                warnings.Add($"{name}: beban {Number(load)} hari orang, hari kerjanya {days} ({Span(from, due)}){(elsewhere.Count > 0 ? ", termasuk kegiatan lain" : "")}.");
            }

            foreach (var absence in away)
            {
                var hit = mine.Count(row => absence.Overlaps(row.From!.Value, row.Due!.Value));
                if (hit > 0)
                {
                    warnings.Add($"{name}: {absence.Kind} {Span(absence.From, absence.To)}, di dalam {Show.Number(hit)} penugasannya.");
                }
            }

            foreach (var other in elsewhere.Where(other => mine.Exists(row => other.From <= row.Due && row.From <= other.Due)).GroupBy(other => other.RunTitle))
            {
                warnings.Add($"{name}: pada tanggal yang sama memegang {Show.Number(other.Count())} penugasan “{other.Key}”.");
            }
        }

        if (rows.Where(row => row.Due is { } due && !calendar.IsWorkingDay(due)).Select(row => row.Due!.Value).Distinct().Order().Take(3).ToList() is { Count: > 0 } closed)
        {
            warnings.Add($"Tenggat pada hari libur: {string.Join(", ", closed.Select(Show.Date))}.");
        }

        if (rows.Count(row => row.From < plan.From || row.Due > plan.To) is var outside and > 0)
        {
            warnings.Add($"{Show.Number(outside)} penugasan di luar waktu rencana ({Span(plan.From, plan.To)}).");
        }

        var units = rows.GroupBy(row => row.Target).ToDictionary(group => group.Key, group => group.Sum(row => row.Units));
        var uneven = plan.Targets.Where(target => units.TryGetValue(target.Key, out var given) && given != target.PlannedUnits).ToList();
        if (uneven.Count > 0)
        {
            warnings.Add($"Jumlah satuan berbeda dari rencana: {string.Join(", ", uneven.Take(3).Select(target => $"{target.Name} {Show.Number(units[target.Key])} dari {Show.Number(target.PlannedUnits)}"))}{(uneven.Count > 3 ? $" dan {Show.Number(uneven.Count - 3)} lainnya" : "")}.");
        }

        return warnings;
    }

    /// <summary>12–14 Agustus 2026</summary>
    public static string Span(DateOnly from, DateOnly to) => from == to ? Show.Date(from)
        : from.Year == to.Year && from.Month == to.Month ? $"{from.Day}–{Show.Date(to)}"
        : $"{Show.Date(from)} – {Show.Date(to)}";

    public static string Number(decimal number) => Show.Number((double)number, number == decimal.Truncate(number) ? 0 : 1);

    /// <summary>0,5 · 1.5 · 2: days of work; null when it cannot be read or is not between 0,1 and 1.000.</summary>
    public static decimal? Load(string? text) =>
        decimal.TryParse((text ?? "").Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0.1m and <= 1000 ? decimal.Round(number, 1) : null;

    /// <summary>2026-08-12 · 12/08/2026 · 12-8-2026</summary>
    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact((text ?? "").Trim(), ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100 ? day : null;

    private static DateOnly? Day(string text, int line, string what, List<string> errors)
    {
        var day = Day(text);
        if (text.Length > 0 && day is null)
        {
            errors.Add($"Baris {line}: tanggal {what} “{Cut(text)}” tidak terbaca. Tulis seperti 12/08/2026.");
        }

        return day;
    }

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly to) => Enumerable.Range(0, Math.Clamp(to.DayNumber - from.DayNumber + 1, 0, 2000)).Select(from.AddDays);

    private static string Cut(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
