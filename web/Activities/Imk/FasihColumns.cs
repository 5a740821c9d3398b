using System.Security.Cryptography;
using System.Text;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>Which column of an export says what; -1 where none does.</summary>
public sealed record FasihMapping(int Block, int Unit, int Status, int Day)
{
    public static FasihMapping None { get; } = new(-1, -1, -1, -1);

    /// <summary>Whether the export can be read with it.</summary>
    public bool IsComplete => Block >= 0 && Unit >= 0 && Status >= 0;
}

/// <summary>
/// Columns a person once chose for an export with these headings: the next one is read the same way. Its identifier is made of the headings.
/// FASIH's exports differ by survey and year, so headings are recognised by their words and nothing is taken for granted.
/// </summary>
public sealed record FasihColumns : Document
{
    public required FasihMapping Mapping { get; init; }
    public DateTimeOffset At { get; init; }
    public string? By { get; init; }

    // The longest that fits wins: "id assignment" is a unit, "assignment status" a status.
    private static readonly string[] _block = ["kode blok sensus", "blok sensus", "kode blok", "blok", "nomor blok sensus", "no blok sensus", "idsls", "id sls", "kode sls", "nks", "sampel blok", "kode wilayah"];
    private static readonly string[] _unit = ["id unit", "kode unit", "id assignment", "assignment id", "id usaha", "kode usaha", "code identity", "kode identitas", "no urut usaha", "nomor urut usaha", "nomor urut", "no urut", "nus", "id"];
    private static readonly string[] _status = ["status assignment", "assignment status", "assignment status alias", "status pencacahan", "hasil pencacahan", "hasil kunjungan", "status dokumen", "status respon", "status respons", "status"];
    private static readonly string[] _day = ["tanggal selesai", "tanggal pencacahan", "tanggal submit", "date modified", "last update", "last updated", "waktu submit", "tanggal kunjungan", "tanggal"];

    /// <summary>What a heading is compared by: lower-case words.</summary>
    public static string Key(string heading)
    {
        var words = new StringBuilder(heading.Length);
        foreach (var letter in heading.Trim().ToLowerInvariant())
        {
            words.Append(char.IsLetterOrDigit(letter) ? letter : ' ');
        }

        return string.Join(' ', words.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public static string IdOf(IReadOnlyList<string> headings) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', headings.Select(Key)))))[..32];

    /// <summary>What the headings say by themselves.</summary>
    public static FasihMapping Recognise(IReadOnlyList<string> headings)
    {
        var keys = headings.Select(Key).ToList();
        var unit = Find(keys, _unit, []);
        var block = Find(keys, _block, [unit]);
        var status = Find(keys, _status, [unit, block]);
        return new(block, unit, status, Find(keys, _day, [unit, block, status]));
    }

    private static int Find(List<string> keys, string[] known, int[] taken)
    {
        foreach (var word in known)
        {
            var at = keys.FindIndex(key => key == word);
            if (at >= 0 && !taken.Contains(at))
            {
                return at;
            }
        }

        foreach (var word in known.Where(word => word.Length > 3))
        {
            var at = keys.FindIndex(key => $" {key} ".Contains($" {word} ", StringComparison.Ordinal) && !taken.Contains(keys.IndexOf(key)));
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>What a word of FASIH's status means, as a person once said. Its identifier is made of the word.</summary>
public sealed record FasihWord : Document
{
    public required string Word { get; init; }
    public required UnitResult Outcome { get; init; }
    public DateTimeOffset At { get; init; }
    public string? By { get; init; }

    // Only words whose meaning is beyond doubt; any other is asked for once and remembered.
    private static readonly Dictionary<string, UnitResult> _known = new(StringComparer.Ordinal)
    {
        ["open"] = UnitResult.NotYet,
        ["draft"] = UnitResult.NotYet,
        ["belum"] = UnitResult.NotYet,
        ["belum dicacah"] = UnitResult.NotYet,
        ["belum selesai"] = UnitResult.NotYet,
        ["proses"] = UnitResult.NotYet,
        ["rejected by pengawas"] = UnitResult.NotYet,
        ["rejected by admin kabupaten"] = UnitResult.NotYet,
        ["submitted by pencacah"] = UnitResult.Obtained,
        ["approved by pengawas"] = UnitResult.Obtained,
        ["completed by pengawas"] = UnitResult.Obtained,
        ["completed by admin kabupaten"] = UnitResult.Obtained,
        ["edited by pengawas"] = UnitResult.Obtained,
        ["edited by admin kabupaten"] = UnitResult.Obtained,
        ["submitted"] = UnitResult.Obtained,
        ["approved"] = UnitResult.Obtained,
        ["completed"] = UnitResult.Obtained,
        ["selesai"] = UnitResult.Obtained,
        ["selesai dicacah"] = UnitResult.Obtained,
        ["berhasil dicacah"] = UnitResult.Obtained,
        ["berhasil diwawancarai"] = UnitResult.Obtained,
        ["diperoleh"] = UnitResult.Obtained,
        ["menolak"] = UnitResult.Refused,
        ["menolak diwawancarai"] = UnitResult.Refused,
        ["tidak dapat ditemui"] = UnitResult.NotMet,
        ["tidak ditemui"] = UnitResult.NotMet,
        ["tidak bisa ditemui"] = UnitResult.NotMet,
        ["tutup"] = UnitResult.Gone,
        ["pindah"] = UnitResult.Gone,
        ["tutup pindah"] = UnitResult.Gone,
        ["tidak ditemukan"] = UnitResult.Gone,
        ["data belum ada"] = UnitResult.NoData,
        ["bukan cakupan"] = UnitResult.OutOfScope,
        ["non eligible"] = UnitResult.OutOfScope,
        ["ganda"] = UnitResult.OutOfScope,
    };

    public static string IdOf(string word) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FasihColumns.Key(word))))[..32];

    /// <summary>What FASIH says was done with a questionnaire, by whomever: sent back or withdrawn, it is with the enumerator again.</summary>
    private static readonly Dictionary<string, UnitResult> _done = new(StringComparer.Ordinal)
    {
        ["open"] = UnitResult.NotYet,
        ["draft"] = UnitResult.NotYet,
        ["saved"] = UnitResult.NotYet,
        ["rejected"] = UnitResult.NotYet,
        ["revoked"] = UnitResult.NotYet,
        ["submitted"] = UnitResult.Obtained,
        ["edited"] = UnitResult.Obtained,
        ["approved"] = UnitResult.Obtained,
        ["completed"] = UnitResult.Obtained,
    };

    public static UnitResult? Known(string word)
    {
        var key = FasihColumns.Key(word);
        return _known.TryGetValue(key, out var result) ? result
            : key.Split(' ') is [var done, .. var who] && who is [] or ["by", _, ..] or ["respondent"] && _done.TryGetValue(done, out result) ? result
            : null;
    }
}
