using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Imk;

/// <summary>What an export would change in one block.</summary>
/// <param name="Changed">Units that are new, or have another result than before.</param>
public sealed record FasihBlock(ImkBlock Before, ImkBlock After, int Units, int Changed);

/// <summary>An export as it would be taken in; nothing of it is kept.</summary>
/// <param name="Unknown">Words of the status nobody gave a meaning yet, with how often they stand there.</param>
/// <param name="Strangers">Blocks nobody is assigned to, with their rows: not taken in.</param>
/// <param name="Twice">Units that stand in the file more than once: the last row counts.</param>
/// <param name="Incomplete">Rows without a block, a unit or a status, by their numbers in the file: not taken in.</param>
/// <param name="TooMany">Blocks with more units than a block may have.</param>
public sealed record FasihPreview(
    IReadOnlyList<string> Headings, FasihMapping Mapping, IReadOnlyList<(string Word, int Rows)> Unknown, IReadOnlyList<(string Word, UnitResult Outcome, int Rows)> Words, IReadOnlyList<FasihBlock> Blocks,
    IReadOnlyList<(string Key, int Rows)> Strangers, int Twice, IReadOnlyList<int> Incomplete, IReadOnlyList<string> TooMany, int Rows)
{
    public bool CanBeTaken => Mapping.IsComplete && Unknown.Count == 0 && Blocks.Count > 0 && TooMany.Count == 0;

    public int Changed => Blocks.Sum(block => block.Changed);
}

/// <summary>Reads an export of FASIH against the blocks of a run. Pure: the same file and blocks always say the same, so reading it again changes nothing.</summary>
public static class FasihExport
{
    /// <param name="rows">The first row that has three cells or more is the heading.</param>
    /// <param name="chosen">Which columns; null: what the headings say.</param>
    /// <param name="meaning">Of a word of the status; null when nobody knows it.</param>
    /// <exception cref="RunRuleException">There is no table.</exception>
    public static FasihPreview Read(IReadOnlyList<string[]> rows, FasihMapping? chosen, Func<string, UnitResult?> meaning, IReadOnlyList<ImkBlock> blocks, DateOnly today)
    {
        var head = HeadOf(rows);
        string[] headings = [.. rows[head].Select((heading, at) => heading.Length > 0 ? heading : $"kolom {at + 1}")];
        var mapping = Within(chosen ?? FasihColumns.Recognise(headings), headings.Length);
        if (!mapping.IsComplete)
        {
            return new(headings, mapping, [], [], [], [], 0, [], [], rows.Count - head - 1);
        }

        var known = blocks.ToDictionary(block => block.Key, StringComparer.Ordinal);
        Dictionary<string, Dictionary<string, FasihUnit>> read = new(StringComparer.Ordinal);
        Dictionary<string, int> strangers = new(StringComparer.Ordinal);
        Dictionary<string, (string Word, UnitResult? Outcome, int Rows)> words = new(StringComparer.Ordinal);
        List<int> incomplete = [];
        var twice = 0;
        for (var at = head + 1; at < rows.Count; at++)
        {
            var (block, unit, status) = (BlockKeys.Of(Cell(rows[at], mapping.Block)), Cell(rows[at], mapping.Unit), Cell(rows[at], mapping.Status));
            if (block.Length == 0 || unit.Length is 0 or > ImkLimits.Name || status.Length is 0 or > ImkLimits.Name)
            {
                incomplete.Add(at + 1);
                continue;
            }

            var word = FasihColumns.Key(status);
            words[word] = words.TryGetValue(word, out var there) ? there with { Rows = there.Rows + 1 } : (status, meaning(status), 1);
            if (!known.ContainsKey(block))
            {
                strangers[block] = strangers.GetValueOrDefault(block) + 1;
            }
            else if (words[word].Outcome is { } result)
            {
                var units = read.TryGetValue(block, out var some) ? some : read[block] = new(StringComparer.Ordinal);
                twice += units.ContainsKey(unit) ? 1 : 0;
                units[unit] = new(unit, result, status, result == UnitResult.NotYet ? null : Day(rows[at], mapping, today));
            }
        }

        var taken = read.Select(some => Take(known[some.Key], some.Value, today, mapping.Day >= 0)).OrderBy(block => block.After.Key, StringComparer.Ordinal).ToList();
        return new(
            headings, mapping,
            [.. words.Values.Where(word => word.Outcome is null).Select(word => (word.Word, word.Rows)).OrderByDescending(word => word.Rows)],
            [.. words.Values.Where(word => word.Outcome is not null).Select(word => (word.Word, word.Outcome!.Value, word.Rows)).OrderByDescending(word => word.Rows)],
            taken,
            [.. strangers.Select(some => (some.Key, some.Value)).OrderBy(some => some.Key, StringComparer.Ordinal)],
            twice, incomplete, [.. taken.Where(block => block.After.Units.Count > ImkLimits.Units).Select(block => block.After.Key)], rows.Count - head - 1);
    }

    /// <summary>Units of the file take the place of those with the same identifier; units of earlier exports that are not in this one stay.</summary>
    private static FasihBlock Take(ImkBlock block, Dictionary<string, FasihUnit> read, DateOnly today, bool saysDays)
    {
        var units = block.Units.ToDictionary(unit => unit.Id, StringComparer.Ordinal);
        var changed = 0;
        foreach (var unit in read.Values)
        {
            // An export without days: the day a result was first seen stays.
            var next = !saysDays && units.TryGetValue(unit.Id, out var old) && old.Outcome == unit.Outcome ? unit with { Day = old.Day } : unit;
            changed += units.TryGetValue(unit.Id, out var before) && before == next ? 0 : 1;
            units[unit.Id] = next;
        }

        var after = block with { Units = [.. units.Values.OrderBy(unit => unit.Id, StringComparer.Ordinal)], ReadThrough = block.ReadThrough > today ? block.ReadThrough : today };
        return new(block, after, read.Count, changed);
    }

    private static DateOnly Day(string[] row, FasihMapping mapping, DateOnly today) => TypedDate.Read(Cell(row, mapping.Day)) is { } day && day <= today ? day : today;

    private static FasihMapping Within(FasihMapping mapping, int columns)
    {
        int In(int column) => column >= 0 && column < columns ? column : -1;
        return new(In(mapping.Block), In(mapping.Unit), In(mapping.Status), In(mapping.Day));
    }

    private static int HeadOf(IReadOnlyList<string[]> rows)
    {
        for (var at = 0; at < Math.Min(rows.Count, 20); at++)
        {
            if (rows[at].Count(cell => cell.Length > 0) >= 3)
            {
                return at;
            }
        }

        throw new RunRuleException("Tidak ada tabel di berkas ini: baris judul dengan sedikitnya tiga kolom (blok, unit, status) tidak ditemukan.");
    }

    private static string Cell(string[] row, int at) => at >= 0 && at < row.Length ? row[at] : "";
}

/// <summary>Codes of sample blocks as they are kept.</summary>
public static class BlockKeys
{
    public const int Longest = 40;

    /// <summary>Capital letters, digits and <c>. _ -</c>; everything else falls away, so that <c>1603 010 001 003B</c> and <c>1603010001003B</c> are one. Empty when nothing is left or it is too long.</summary>
    public static string Of(string typed)
    {
        var key = new string([.. typed.ToUpperInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')]);
        return key.Length <= Longest ? key : "";
    }
}
