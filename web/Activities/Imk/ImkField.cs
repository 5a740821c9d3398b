using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>One assignment as it is typed or pasted.</summary>
public sealed record BlockPlan(string Key, string Name, string Officer, int Target, DateOnly From, DateOnly Due);

/// <summary>The field work (procedures.md §5.3, step 2): officer × sample block, days typed in, exports of FASIH read. Each change is one commit with its audit line.</summary>
public sealed class ImkField(IDocumentStore store, AuditTrail audit, CurrentStaff staff, TimeProvider clock, ImkDesk desk)
{
    private DateOnly Today => Show.Day(clock.GetUtcNow());

    public Task<IReadOnlyList<ImkBlock>> BlocksAsync(string run, CancellationToken ct) => store.ListAsync(ImkQueries.Of(run).Top(ImkLimits.Blocks), ct);

    /// <summary>Assigns blocks; one that is there already gets its new officer, dates and target, and keeps its first due date and its progress.</summary>
    /// <exception cref="RunRuleException">Something of it may not be: all of it is named.</exception>
    public Task AssignAsync(string run, IReadOnlyList<BlockPlan> plans, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var survey = await desk.FindAsync(run, ct);
        var known = (await BlocksAsync(run, ct)).ToDictionary(block => block.Key, StringComparer.Ordinal);
        var people = survey.Trainees.ToDictionary(person => FasihColumns.Key(person.Name), StringComparer.Ordinal);
        List<string> wrong = [];
        List<Change> changes = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var plan in plans)
        {
            var person = people.GetValueOrDefault(FasihColumns.Key(plan.Officer));
            var there = known.GetValueOrDefault(plan.Key);
            if (Problem(plan, person, there, seen) is { } problem)
            {
                wrong.Add($"{(plan.Key.Length > 0 ? "blok " + plan.Key : "blok tanpa kode")}: {problem}");
                continue;
            }

            var block = (there ?? new() { Id = ImkQueries.BlockId(run, plan.Key), Run = run, Key = plan.Key, FirstDue = plan.Due }) with
            {
                Name = plan.Name,
                TraineeKey = person!.Key,
                Officer = person.Name,
                StaffId = person.StaffId,
                Target = plan.Target,
                From = plan.From,
                Due = plan.Due,
            };
            changes.Add(there is null ? ImkQueries.Blocks.Insert(block) : ImkQueries.Blocks.Replace(block));
        }

        if (known.Count + plans.Count(plan => !known.ContainsKey(plan.Key)) > ImkLimits.Blocks)
        {
            wrong.Add($"paling banyak {Show.Number(ImkLimits.Blocks)} blok");
        }

        if (wrong.Count > 0)
        {
            throw new RunRuleException($"{char.ToUpperInvariant(wrong[0][0])}{string.Join("; ", wrong.Take(10))[1..]}{(wrong.Count > 10 ? $"; dan {wrong.Count - 10} lagi" : "")}.");
        }

        return (0, (IReadOnlyList<Change>)[.. changes, audit.Entry("imk.assigned", ImkQueries.Blocks, run, $"{plans.Count} blok")]);
    }, ct);

    /// <summary>Takes a block away in which nothing was done yet.</summary>
    public Task RemoveAsync(string run, string key, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var block = await FindAsync(run, key, ct);
        return block.Days.Count + block.Units.Count > 0
            ? throw new RunRuleException($"Blok {key} sudah punya kemajuan; ubah petugas atau sasarannya.")
            : (0, (IReadOnlyList<Change>)[ImkQueries.Blocks.Delete(block), audit.Entry("imk.unassigned", ImkQueries.Blocks, run, key)]);
    }, ct);

    /// <summary>Blocks of a person in a run.</summary>
    public async Task<IReadOnlyList<ImkBlock>> BlocksOfAsync(string run, string staffId, CancellationToken ct) =>
        [.. (await store.ListAsync(ImkQueries.OfStaff(staffId).Top(ImkLimits.Blocks), ct)).Where(block => block.Run == run).OrderBy(block => block.Key, StringComparer.Ordinal)];

    /// <summary>Keeps a day's work in a block; the same day typed again takes the place of what was there.</summary>
    /// <param name="officer">Who types it, when they do not lead: only their own blocks are theirs to enter. Null: a lead.</param>
    public Task TypeAsync(string run, string key, BlockDay day, string? officer, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var block = await FindAsync(run, key, ct);
        if (officer is not null && block.StaffId != officer)
        {
            throw new RunRuleException($"Blok {key} bukan penugasan Anda.");
        }

        if (day.Day > Today)
        {
            throw new RunRuleException("Tanggal itu belum tiba.");
        }

        if (day.Day < block.From)
        {
            throw new RunRuleException($"Blok {key} baru dimulai {Show.Date(block.From)}.");
        }

        if (block.ReadThrough >= day.Day)
        {
            throw new RunRuleException($"Blok {key} sudah dibaca dari FASIH sampai {Show.Date(block.ReadThrough.Value)}; kemajuan sampai hari itu ada di sana. Isi hari sesudahnya, atau impor ekspor yang baru.");
        }

        var typed = day with { At = clock.GetUtcNow(), By = staff.Name };
        var isNothing = day.Obtained == 0 && day.NonResponses.Count == 0;
        var next = block with { Days = [.. block.Days.Where(other => other.Day != day.Day).Concat(isNothing ? [] : [typed]).OrderBy(other => other.Day)] };
        if (next.Obtained + next.NonResponses > next.Target)
        {
            throw new RunRuleException($"Blok {key} punya {Show.Number(next.Target)} sampel; dengan isian ini diperoleh dan tidak respons menjadi {Show.Number(next.Obtained + next.NonResponses)}. Periksa angkanya, atau ubah sasaran bloknya.");
        }

        return (0, (IReadOnlyList<Change>)[ImkQueries.Blocks.Replace(next), audit.Entry("imk.day-typed", ImkQueries.Blocks, next.Id, $"{day.Day:yyyy-MM-dd}")]);
    }, ct);

    /// <summary>The meaning of each word of a status: what was said now, else what was learnt, else what is beyond doubt.</summary>
    public async Task<Func<string, UnitResult?>> MeaningsAsync(IReadOnlyDictionary<string, UnitResult> said, CancellationToken ct)
    {
        Dictionary<string, UnitResult> learnt = new(StringComparer.Ordinal);
        await foreach (var word in store.StreamAsync(ImkQueries.Words.All(), ct))
        {
            learnt[FasihColumns.Key(word.Word)] = word.Outcome;
        }

        return word => said.TryGetValue(FasihColumns.Key(word), out var now) ? now : learnt.TryGetValue(FasihColumns.Key(word), out var then) ? then : FasihWord.Known(word);
    }

    /// <summary>The columns once chosen for these headings, or null.</summary>
    public async Task<FasihMapping?> RememberedAsync(IReadOnlyList<string> headings, CancellationToken ct) =>
        (await store.FindAsync(ImkQueries.Columns, FasihColumns.IdOf(headings), ct))?.Mapping;

    /// <summary>Takes an export in: blocks, what was learnt of its columns and words, and the line that tells of it. Read again it changes nothing but that line.</summary>
    /// <returns>What was taken in.</returns>
    public Task<FasihPreview> TakeAsync(string run, FileReference file, IReadOnlyList<string[]> rows, FasihMapping? chosen, IReadOnlyDictionary<string, UnitResult> said, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var preview = FasihExport.Read(rows, chosen, await MeaningsAsync(said, ct), await BlocksAsync(run, ct), Today);
        if (!preview.CanBeTaken)
        {
            throw new RunRuleException("Ekspor ini belum dapat diterapkan. Lengkapi kolom dan arti statusnya.");
        }

        var now = clock.GetUtcNow();
        List<Change> changes = [.. preview.Blocks.Where(block => block.Changed > 0 || block.Before.ReadThrough != block.After.ReadThrough).Select(block => ImkQueries.Blocks.Replace(block.After))];
        var columnsId = FasihColumns.IdOf(preview.Headings);
        var columns = await store.FindAsync(ImkQueries.Columns, columnsId, ct);
        if (columns?.Mapping != preview.Mapping)
        {
            var learnt = (columns ?? new() { Id = columnsId, Mapping = preview.Mapping }) with { Mapping = preview.Mapping, At = now, By = staff.Name };
            changes.Add(columns is null ? ImkQueries.Columns.Insert(learnt) : ImkQueries.Columns.Replace(learnt));
        }

        foreach (var (word, result, _) in preview.Words.Where(word => said.ContainsKey(FasihColumns.Key(word.Word))))
        {
            var there = await store.FindAsync(ImkQueries.Words, FasihWord.IdOf(word), ct);
            if (there?.Outcome != result)
            {
                var learnt = (there ?? new() { Id = FasihWord.IdOf(word), Word = word, Outcome = result }) with { Outcome = result, At = now, By = staff.Name };
                changes.Add(there is null ? ImkQueries.Words.Insert(learnt) : ImkQueries.Words.Replace(learnt));
            }
        }

        var line = new ImkImport(now, staff.Name, file, preview.Blocks.Sum(block => block.Units), preview.Changed, preview.Strangers.Sum(some => some.Rows));
        changes.AddRange(await desk.ChangesAsync(run, "imk.fasih-read", $"{line.Units} unit, {line.Changed} berubah", survey => survey with { Imports = [.. survey.Imports.TakeLast(199), line] }, ct));
        return (preview, (IReadOnlyList<Change>)changes);
    }, ct);

    private async Task<ImkBlock> FindAsync(string run, string key, CancellationToken ct) =>
        (BlockKeys.Of(key) is { Length: > 0 } known ? await store.FindAsync(ImkQueries.Blocks, ImkQueries.BlockId(run, known), ct) : null) ?? throw new RunRuleException($"Blok {key} tidak ada di kegiatan ini.");

    private static string? Problem(BlockPlan plan, Trainee? person, ImkBlock? there, HashSet<string> seen) =>
        plan.Key.Length == 0 ? $"tulis kode blok, paling banyak {BlockKeys.Longest} huruf dan angka"
        : !seen.Add(plan.Key) ? "tertulis dua kali"
        : plan.Name.Length > ImkLimits.Name ? $"nama wilayah paling banyak {ImkLimits.Name} huruf"
        : plan.Officer.Length == 0 ? "pilih petugas"
        : person is null ? $"{plan.Officer} tidak ada di daftar petugas lapangan"
        : !person.IsTrained ? $"{person.Name} belum mengikuti pelatihan, jadi belum dapat ditugaskan"
        : plan.Target is < 1 or > ImkLimits.Units ? $"jumlah sampel antara 1 dan {Show.Number(ImkLimits.Units)}"
        : plan.Due < plan.From ? "tenggat lebih awal daripada tanggal mulai"
        : there is not null && there.Obtained + there.NonResponses > plan.Target ? $"sudah {Show.Number(there.Obtained + there.NonResponses)} sampel selesai; jumlah sampel tidak dapat lebih kecil"
        : null;
}
