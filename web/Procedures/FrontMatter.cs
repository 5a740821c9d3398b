using DataPortal.Accounts;
using DataPortal.Content;

namespace DataPortal.Procedures;

/// <summary>The front matter of a procedure: what it must hold, and on which line it does.</summary>
internal sealed class FrontMatter
{
    private static readonly string[] _keys =
    [
        "id", "nomor", "jenis", "judul", "nama_sop", "unit", "tanggal_pembuatan", "tanggal_revisi", "tanggal_efektif", "disahkan_oleh", "maksud", "contoh_dari",
        "judul_bagan", "aktor", "mutu_baku", "kolom",
    ];

    private static readonly string[] _approval = ["jabatan", "nama", "pangkat", "nip"];

    /// <summary>More lanes than anyone can read on a sheet; a document past this is a mistake.</summary>
    private const int MostActors = 50;

    private readonly ContentFile _file;
    private readonly string[] _lines;
    private readonly string _name;
    private readonly ICollection<ContentProblem> _problems;

    public FrontMatter(ContentFile file, string text, string name, ICollection<ContentProblem> problems)
    {
        (_file, _lines, _name, _problems) = (file, text.Split('\n')[..(file.BodyLine - 1)], name, problems);
        foreach (var key in file.Front.Keys.Where(key => !_keys.Contains(key)))
        {
            Wrong(key, $"\"{key}\" tidak dikenal di kepala berkas; yang ada: {string.Join(", ", _keys)}.");
        }
    }

    /// <summary>The line of a key at any depth, from 1; the first line when it is not there.</summary>
    public int Line(string key) => Math.Max(0, Array.FindIndex(_lines, line => line.TrimStart().StartsWith(key + ":", StringComparison.Ordinal))) + 1;

    public string Text(string key)
    {
        var value = _file.Front.GetValueOrDefault(key);
        if (value is not (null or string))
        {
            Wrong(key, $"{key}: harus berupa teks.");
        }

        return (value as string)?.Trim() ?? "";
    }

    public string Required(string key)
    {
        var text = Text(key);
        if (text.Length == 0)
        {
            Wrong(key, $"{key}: kosong atau tidak ada.");
        }

        return text;
    }

    public IReadOnlyList<string> List(string key) => _file.Front.GetValueOrDefault(key) switch
    {
        string { Length: > 0 } one => [one],
        List<object> many => [.. many.Select(entry => entry as string ?? "")],
        _ => Refuse<string>(key, $"{key}: harus berupa daftar."),
    };

    public Approval Approval()
    {
        var map = Map("disahkan_oleh");
        string? Value(string key) => map.GetValueOrDefault(key) as string is { Length: > 0 } text ? text : null;
        if (Value("jabatan") is null)
        {
            Wrong("disahkan_oleh", "disahkan_oleh: harus berisi jabatan (dan nama, pangkat, nip bila ada).");
        }

        foreach (var key in map.Keys.Where(key => !_approval.Contains(key)))
        {
            Wrong(key, $"disahkan_oleh: \"{key}\" tidak dikenal; yang ada: {string.Join(", ", _approval)}.");
        }

        return new(Value("jabatan") ?? "", Value("nama"), Value("nip"), Value("pangkat"));
    }

    public IReadOnlyList<ProcedureActor> Actors()
    {
        List<ProcedureActor> actors = [];
        foreach (var (key, value) in Map("aktor"))
        {
            var entry = (value as Dictionary<object, object?>)?.Where(pair => pair.Key is string).ToDictionary(pair => (string)pair.Key, pair => pair.Value as string) ?? [];
            var (label, role) = (entry.GetValueOrDefault("label") ?? "", entry.GetValueOrDefault("peran") ?? "");
            Role? held = Enum.TryParse<Role>(role, out var found) && Enum.IsDefined(found) && role == found.ToString() ? found : null;
            if (label.Length == 0 || (held is null && role is not ("eksternal" or "sistem")))
            {
                Wrong(key, $"aktor {key}: harus punya label dan peran; peran yang ada: {string.Join(", ", Enum.GetNames<Role>())}, eksternal, sistem.");
            }

            actors.Add(new(key, label, held, role == "sistem"));
        }

        if (actors.Count == 0)
        {
            Wrong("aktor", "aktor: kosong atau tidak ada.");
        }

        if (actors.Count > MostActors)
        {
            Wrong("aktor", $"aktor: ada {actors.Count}, paling banyak {MostActors}; satukan yang perannya sama.");
        }

        return actors;
    }

    public IReadOnlyDictionary<string, string> Labels(string[] columns)
    {
        var labels = Map("kolom").ToDictionary(pair => pair.Key, pair => pair.Value as string ?? "", StringComparer.Ordinal);
        foreach (var key in labels.Keys.Where(key => !columns.Contains(key)))
        {
            Wrong(key, $"kolom: \"{key}\" bukan kolom ## Kegiatan.");
        }

        return labels;
    }

    /// <summary>The columns that stand under <i>Mutu Baku</i>, in the order of the document; the usual three where the file does not say.</summary>
    public IReadOnlyList<string> Quality()
    {
        if (!_file.Front.ContainsKey("mutu_baku"))
        {
            return StepTable.UsualQuality;
        }

        var columns = List("mutu_baku");
        if (columns.Any(column => !StepTable.Quality.Contains(column)) || columns.Distinct().Count() < columns.Count || !columns.Contains("Waktu") || !columns.Contains("Keluaran"))
        {
            Wrong("mutu_baku", $"mutu_baku: harus memuat Waktu dan Keluaran, masing-masing satu kali; boleh juga {string.Join(", ", StepTable.Quality.Except(["Waktu", "Keluaran"]))}.");
        }

        return columns;
    }

    private Dictionary<string, object?> Map(string key)
    {
        var value = _file.Front.GetValueOrDefault(key);
        if (value is Dictionary<object, object?> map)
        {
            // A key may itself be a list or a map (YAML 1.2 §7.4.2); nothing of a document is named so.
            if (map.Keys.Any(name => name is not string { Length: > 0 }))
            {
                Wrong(key, $"{key}: ada nama yang kosong atau bukan teks.");
            }

            return map.Where(pair => pair.Key is string { Length: > 0 }).ToDictionary(pair => (string)pair.Key, pair => pair.Value, StringComparer.Ordinal);
        }

        if (value is not null)
        {
            Wrong(key, $"{key}: harus berisi pasangan nama dan nilai.");
        }

        return [];
    }

    private List<T> Refuse<T>(string key, string message)
    {
        Wrong(key, message);
        return [];
    }

    private void Wrong(string key, string message) => _problems.Add(new(_name, Line(key), message));
}
