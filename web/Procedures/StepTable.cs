using System.Text.RegularExpressions;
using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures;

/// <summary>What is wrong with a step, by the table it stands in: each is told at its own line.</summary>
internal sealed class StepProblems
{
    public List<string> OfRow { get; } = [];
    public List<string> OfReading { get; } = [];

    /// <summary>Where it leads cannot be trusted: what follows from that is not told.</summary>
    public bool LeadsWrong { get; set; }
    public bool TimeUnread { get; set; }
}

/// <summary>A row of <c>## Kegiatan</c> and its row of <c>## Bacaan</c> as a step.</summary>
internal static partial class StepTable
{
    public static string[] Columns { get; } = ["No", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Keluaran", "Lanjut", "Peristiwa", "Keterangan"];
    public static string[] Optional { get; } = ["Sub"];
    public static string[] ReadingColumns { get; } = ["No", "Per", "Ukur", "Jam", "Mulai", "Bukti", "Boleh lewati", "Alasan"];
    public static string[] ReadingOptional { get; } = ["Pertanyaan", "Perbaikan", "Temuan", "Formulir"];
    public static string[] SymbolColumns { get; } = ["No", "Pelaksana", "Tulisan"];

    /// <summary>The columns that may stand under <i>Mutu Baku</i>, and those that do when a document does not say.</summary>
    public static string[] Quality { get; } = ["Kelengkapan", "Waktu", "Keluaran", "Keterangan"];
    public static string[] UsualQuality { get; } = ["Kelengkapan", "Waktu", "Keluaran"];

    private static readonly string[] _always = ["bulan", "tahun", "hitungan"];

    /// <returns>Null when a cell the step cannot be without is unreadable.</returns>
    public static ProcedureStep? Read(Row row, Row? reading, IReadOnlyList<ProcedureActor> known, Offered offered, StepProblems told)
    {
        var (problems, misread) = (told.OfRow, told.OfReading);
        foreach (var column in new[] { "No", "Kegiatan" }.Where(column => row[column].Length == 0))
        {
            problems.Add($"{column} kosong.");
        }

        var actors = StepCells.Actors(row["Pelaksana"], problems);
        foreach (var actor in actors.Where(actor => known.All(other => other.Key != actor.Key)))
        {
            problems.Add($"aktor \"{actor.Key}\" tidak ada di aktor: pada kepala berkas (yang ada: {string.Join(", ", known.Select(other => other.Key))}).");
        }

        var soFar = problems.Count;
        var next = StepCells.Next(row["Lanjut"], problems);
        told.LeadsWrong = problems.Count > soFar;
        foreach (var actor in actors.Where(actor => !told.LeadsWrong && actor.Branch is { } branch && next?.Outcomes.All(outcome => outcome.Word != branch) == true))
        {
            problems.Add($"Pelaksana {actor.Key}@{actor.Branch}: \"{actor.Branch}\" bukan jawaban di kolom Lanjut.");
        }

        var standard = ServiceStandard.TryParse(row["Waktu"], out var unreadable);
        if (standard is null)
        {
            problems.Add(unreadable!);
            told.TimeUnread = true;
        }

        if (actors.Any(actor => actor.HasDiamond) && next?.Kind == NextKind.Plain)
        {
            problems.Add("Pelaksana bertanda ? tetapi Lanjut bukan keputusan; tulis jawabannya di Lanjut, misalnya ya: 4; tidak: 5, atau hapus tanda ?.");
        }

        if (actors.Any(actor => actor.Capsule == Capsule.End) && next?.Ends == false)
        {
            problems.Add("Pelaksana bertanda (selesai) tetapi Lanjut tidak memuat selesai; perbaiki salah satunya.");
        }

        if (row["Sub"] is { Length: > 0 } below && !Slug().IsMatch(below))
        {
            problems.Add($"Sub \"{below}\" bukan id dokumen; tulis huruf kecil, angka dan tanda hubung, misalnya imk-persiapan.");
        }

        if (row["Peristiwa"] is { Length: > 0 } happening && !PortalEvents.Known.Contains(happening))
        {
            problems.Add($"Peristiwa \"{happening}\" bukan peristiwa portal (yang ada: {string.Join(", ", PortalEvents.Known)}).");
        }

        var per = Optionally(reading, "Per");
        if (per is not null && !_always.Contains(per) && !offered.HasItem(per))
        {
            misread.Add($"Per \"{per}\" tidak disediakan portal (yang ada: {string.Join(", ", _always.Concat(offered.Items).Order())}).");
        }

        var form = Optionally(reading, "Formulir");
        if (form is not null && !offered.HasForm(form))
        {
            misread.Add($"Formulir \"{form}\" tidak disediakan portal (yang ada: {string.Join(", ", offered.Forms.Order())}); kosongkan bila langkahnya dikerjakan dengan daftar periksa biasa.");
        }

        if (Optionally(reading, "Mulai") is { } starts && EventLike().IsMatch(starts) && !PortalEvents.Known.Contains(starts))
        {
            misread.Add($"Mulai \"{starts}\" bukan peristiwa portal (yang ada: {string.Join(", ", PortalEvents.Known)}); syarat lain ditulis dengan kata-kata.");
        }

        if (Optionally(reading, "Pertanyaan") is not null && next?.Kind == NextKind.Plain)
        {
            misread.Add("Pertanyaan hanya untuk langkah yang Lanjut-nya keputusan.");
        }

        var judged = JudgedBy(Optionally(reading, "Ukur"), standard ?? ServiceStandard.None, misread);
        var clock = WorkClocks.Find(Optionally(reading, "Jam") ?? WorkClock.Office.Name());
        if (clock is null)
        {
            misread.Add($"Jam \"{reading!["Jam"]}\" tidak dikenal; tulis kantor, layanan, hadir atau kalender.");
        }

        if (Optionally(reading, "Boleh lewati") is not (null or "ya" or "tidak"))
        {
            misread.Add("Boleh lewati harus ya atau tidak.");
        }

        var repair = RepairBy(Optionally(reading, "Perbaikan"), misread);
        if (repair is not null && next?.Kind == NextKind.Plain)
        {
            misread.Add("Perbaikan hanya untuk langkah yang Lanjut-nya keputusan.");
        }

        var kinds = KindsOf(Optionally(reading, "Temuan"), misread);
        if (kinds.Count > 0 && next?.Kind == NextKind.Plain)
        {
            misread.Add("Temuan hanya untuk langkah yang Lanjut-nya keputusan.");
        }

        // A time or a clock nobody can read does not keep the other rows from being looked at.
        return next is null || actors.Count == 0
            ? null
            : new()
            {
                No = row["No"],
                Line = row.Line,
                Activity = row["Kegiatan"],
                Actors = actors,
                Requisites = row["Kelengkapan"],
                StandardText = row["Waktu"],
                Standard = standard is { IsJudged: true } ? standard : null,
                Output = row["Keluaran"],
                Next = next,
                Event = row["Peristiwa"] is { Length: > 0 } named ? named : null,
                Remarks = row["Keterangan"],
                Sub = row["Sub"] is { Length: > 0 } sub ? sub : null,
                Per = per,
                Judged = judged,
                Clock = clock ?? WorkClock.Office,
                Starts = Optionally(reading, "Mulai"),
                Evidence = Optionally(reading, "Bukti"),
                ImpliedQuestion = Optionally(reading, "Pertanyaan"),
                MayBeSkipped = Optionally(reading, "Boleh lewati") == "ya",
                Repair = repair,
                FindingKinds = kinds,
                Reason = Optionally(reading, "Alasan"),
                Form = form,
            };
    }

    /// <summary>By the unit of the standard where the reading does not say: dates by lead, durations by work (procedures.md §2.4).</summary>
    private static Judged JudgedBy(string? word, ServiceStandard standard, List<string> problems)
    {
        switch (word)
        {
            case null:
                return UsualJudged(standard);
            case "work":
                return Judged.Work;
            case "lead":
                return Judged.Lead;
            case "tidak":
                return Judged.None;
            default:
                problems.Add($"Ukur \"{word}\" tidak dikenal; tulis work, lead atau tidak.");
                return Judged.None;
        }
    }

    internal static Judged UsualJudged(ServiceStandard standard) => !standard.IsJudged ? Judged.None : standard.IsDuration ? Judged.Work : Judged.Lead;

    private static RepairTime? RepairBy(string? words, List<string> problems)
    {
        const string rest = "sisa, sedikitnya ";
        if (words is null or "bersama")
        {
            return words is null ? null : new(RepairKind.Shared, null);
        }

        var isRest = words.StartsWith(rest, StringComparison.Ordinal);
        var time = ServiceStandard.TryParse(isRest ? words[rest.Length..] : words, out var unreadable);
        if (time is { IsDuration: false, IsDate: false } or null)
        {
            problems.Add($"Perbaikan \"{words}\" tidak dapat dibaca; tulis sebuah waktu (2 hari kerja), bersama, atau sisa, sedikitnya 2 hari kerja." + (unreadable is null ? "" : " " + unreadable));
            return null;
        }

        return new(isRest ? RepairKind.Rest : RepairKind.Own, time);
    }

    private static IReadOnlyList<string> KindsOf(string? words, List<string> problems)
    {
        string[] kinds = [.. (words ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (kinds.Length > FindingKinds.Most || kinds.Any(kind => kind.Length > FindingKinds.Longest))
        {
            problems.Add($"Temuan: paling banyak {FindingKinds.Most} jenis, masing-masing paling panjang {FindingKinds.Longest} huruf, dipisahkan titik koma.");
        }

        return kinds;
    }

    private static string? Optionally(Row? reading, string column) => reading?[column] is { Length: > 0 } text && text != "-" ? text : null;

    /// <summary>What an identifier of a document looks like.</summary>
    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    internal static partial Regex Slug();

    /// <summary>What looks like the name of an event: words joined by dots. A sentence does not.</summary>
    [GeneratedRegex(@"^[a-z]+(\.[a-z-]+)+$")]
    private static partial Regex EventLike();
}
