using System.Text.RegularExpressions;

namespace DataPortal.Procedures;

/// <summary>The cells of <c>## Kegiatan</c> that have a grammar (procedures.md §3). What cannot be read is told with its remedy.</summary>
internal static partial class StepCells
{
    /// <summary>As many as a document may have, and as many answers as a diamond has room for.</summary>
    private const int MostActors = 50;
    private const int MostOutcomes = 12;

    public static IReadOnlyList<StepActor> Actors(string cell, ICollection<string> problems)
    {
        List<StepActor> actors = [];
        if (cell.Count(letter => letter == ',') >= MostActors)
        {
            problems.Add($"Pelaksana memuat lebih dari {MostActors} aktor; satukan yang perannya sama.");
            return [];
        }

        foreach (var part in cell.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Actor().Match(part) is not { Success: true } match)
            {
                problems.Add(part.Length == 0
                    ? "Pelaksana kosong; tulis sedikitnya satu kunci dari aktor: di kepala berkas."
                    : $"Pelaksana \"{part}\" tidak dapat dibaca; tulis kunci aktor, lalu bila perlu * (penanggung jawab), ? (keputusan), @cabang, (mulai) atau (selesai).");
                continue;
            }

            actors.Add(new(
                match.Groups["key"].Value,
                match.Groups["mark"].Value.Contains('*', StringComparison.Ordinal),
                match.Groups["mark"].Value.Contains('?', StringComparison.Ordinal),
                match.Groups["capsule"].Value switch { "mulai" => Capsule.Start, "selesai" => Capsule.End, _ => Capsule.None },
                match.Groups["branch"] is { Success: true, Value: var branch } ? branch : null));
        }

        if (actors.Count(actor => actor.IsStarred) > 1)
        {
            problems.Add("Pelaksana bertanda * lebih dari satu; penanggung jawab hanya satu.");
        }

        if (actors.Count(actor => actor.HasDiamond) > 1)
        {
            problems.Add("Pelaksana bertanda ? lebih dari satu; keputusan digambar di satu lajur.");
        }

        if (actors.Count(actor => actor.Capsule == Capsule.Start) > 1)
        {
            problems.Add("(mulai) tertulis lebih dari satu kali; sebuah langkah dimulai di satu lajur.");
        }

        return actors;
    }

    public static Next? Next(string cell, ICollection<string> problems)
    {
        if (cell.Length == 0)
        {
            problems.Add("Lanjut kosong; tulis nomor langkah berikutnya atau selesai.");
            return null;
        }

        if (!cell.Contains(':', StringComparison.Ordinal))
        {
            if (cell.AsSpan().IndexOfAny(";/,") >= 0)
            {
                problems.Add($"Lanjut \"{cell}\": tiap pilihan ditulis dengan kata jawabannya, misalnya ya: 4; tidak: 5.");
                return null;
            }

            return new(NextKind.Plain, [new("", Target(cell))]);
        }

        var kind = cell.Contains(';', StringComparison.Ordinal) || !cell.Contains('/', StringComparison.Ordinal) ? NextKind.Decision : NextKind.DeferredChoice;
        List<Outcome> outcomes = [];
        foreach (var part in cell.Split(kind == NextKind.Decision ? ';' : '/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(':', StringSplitOptions.TrimEntries) is [{ Length: > 0 } word, { Length: > 0 } step])
            {
                outcomes.Add(new(word, Target(step)));
            }
            else
            {
                problems.Add($"Lanjut \"{part}\" tidak dapat dibaca; tulis jawaban dan langkahnya, misalnya ya: 4.");
                return null;
            }
        }

        if (outcomes.Count > MostOutcomes)
        {
            problems.Add($"keputusan punya {outcomes.Count} jawaban, paling banyak {MostOutcomes}; bagi menjadi beberapa langkah.");
            return null;
        }

        if (outcomes.Count < 2)
        {
            problems.Add($"keputusan \"{cell}\" hanya punya satu jawaban; sedikitnya dua, misalnya ya: 4; tidak: 5.");
        }

        if (outcomes.DistinctBy(outcome => outcome.Word, StringComparer.OrdinalIgnoreCase).Count() < outcomes.Count)
        {
            problems.Add($"keputusan \"{cell}\" memuat jawaban yang sama dua kali.");
        }

        return new(kind, outcomes);
    }

    private static string? Target(string text) => text.Equals("selesai", StringComparison.OrdinalIgnoreCase) ? null : text;

    [GeneratedRegex(@"^(?<key>[a-z0-9][a-z0-9-]*)(?<mark>[*?]{0,2})(@(?<branch>[\w-]+))?(\s*\((?<capsule>mulai|selesai)\))?$")]
    private static partial Regex Actor();
}
