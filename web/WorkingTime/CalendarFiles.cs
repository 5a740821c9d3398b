using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Content;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace DataPortal.WorkingTime;

/// <summary>
/// Reads <c>content/calendar</c>: <c>jam.yml</c> (the windows of the clocks, Ramadan by year) and one <c>&lt;year&gt;.csv</c> of days off for each year.
/// Every problem of every file is told at once, with file and line; nothing is guessed.
/// </summary>
public static partial class CalendarFiles
{
    private const string Folder = "calendar";
    private const string HoursFile = "jam.yml";
    private const string HoursName = $"{Folder}/{HoursFile}";

    private static readonly string[] _days = ["senin", "selasa", "rabu", "kamis", "jumat"];

    /// <exception cref="ContentException">A file cannot be used.</exception>
    public static CalendarData Read(ContentRoot root)
    {
        List<ContentProblem> problems = [];
        Dictionary<int, IReadOnlyList<Holiday>> years = [];
        foreach (var path in root.Files(Folder, "*.csv"))
        {
            var file = $"{Folder}/{Path.GetFileName(path)}";
            if (Year().Match(Path.GetFileName(path)) is not { Success: true } named)
            {
                problems.Add(new(file, 1, "nama berkas harus tahun, misalnya 2027.csv."));
                continue;
            }

            var year = int.Parse(named.Groups[1].Value, CultureInfo.InvariantCulture);
            using var text = File.OpenText(path);
            years[year] = HolidayList.Read(file, year, text, problems);
        }

        var hours = Path.Combine(root.Folder(Folder), HoursFile);
        if (!File.Exists(hours))
        {
            throw new ContentException([.. problems, new(HoursName, 1, "berkas ini tidak ada; di dalamnya tertulis jam kantor, jam layanan dan Ramadan.")]);
        }

        var (office, service, ramadan) = ReadHours(File.ReadAllText(hours), problems);
        return problems.Count == 0 ? new(office!, service!, ramadan, years) : throw new ContentException([.. problems]);
    }

    /// <summary>Reads <c>jam.yml</c>. With problems the result may be incomplete.</summary>
    internal static (ClockHours? Office, ClockHours? Service, IReadOnlyList<RamadanPeriod> Ramadan) ReadHours(string text, ICollection<ContentProblem> problems)
    {
        YamlMappingNode? root = null;
        try
        {
            var yaml = new YamlStream();
            yaml.Load(new StringReader(text));
            root = yaml.Documents is [{ RootNode: YamlMappingNode found }, ..] ? found : null;
        }
        catch (YamlException unreadable)
        {
            problems.Add(new(HoursName, (int)unreadable.Start.Line, $"berkas tidak dapat dibaca sebagai YAML: {unreadable.Message}"));
            return (null, null, []);
        }

        if (root is null)
        {
            problems.Add(new(HoursName, 1, "berkas harus berisi bagian kantor, layanan dan ramadan."));
            return (null, null, []);
        }

        foreach (var key in root.Children.Keys.OfType<YamlScalarNode>().Where(key => key.Value is not ("kantor" or "layanan" or "ramadan")))
        {
            Wrong(problems, key, $"bagian \"{key.Value}\" tidak dikenal; yang ada: kantor, layanan, ramadan.");
        }

        return (Clock(root, "kantor", problems), Clock(root, "layanan", problems), Ramadan(root, problems));
    }

    private static ClockHours? Clock(YamlMappingNode root, string name, ICollection<ContentProblem> problems)
    {
        if (Child(root, name) is not YamlMappingNode clock || Child(clock, "biasa") is not YamlMappingNode usual)
        {
            Wrong(problems, Child(root, name) ?? root, $"bagian {name} harus berisi biasa: dengan jam tiap hari, misalnya senin-jumat: 08.30-15.30.");
            return null;
        }

        foreach (var key in clock.Children.Keys.OfType<YamlScalarNode>().Where(key => key.Value is not ("biasa" or "ramadan")))
        {
            Wrong(problems, key, $"\"{key.Value}\" tidak dikenal di bagian {name}; yang ada: biasa, ramadan.");
        }

        var week = Week(usual, problems);
        WeekHours? ramadan = null;
        if (Child(clock, "ramadan") is { } special)
        {
            if (special is YamlMappingNode map)
            {
                ramadan = Week(map, problems);
            }
            else
            {
                Wrong(problems, special, "ramadan: harus berisi jam tiap hari.");
            }
        }

        return new(week, ramadan);
    }

    private static WeekHours Week(YamlMappingNode node, ICollection<ContentProblem> problems)
    {
        var days = new IReadOnlyList<Window>?[_days.Length];
        foreach (var (key, value) in node.Children)
        {
            var span = ((key as YamlScalarNode)?.Value ?? "").Split('-', StringSplitOptions.TrimEntries);
            var (first, last) = (Array.IndexOf(_days, span[0]), Array.IndexOf(_days, span[^1]));
            if (first < 0 || last < first || span.Length > 2)
            {
                Wrong(problems, key, $"\"{key}\" bukan hari kerja; tulis misalnya senin-kamis atau jumat (hari kerja: {string.Join(", ", _days)}).");
                continue;
            }

            var windows = Windows(value, problems);
            for (var day = first; day <= last; day++)
            {
                if (days[day] is not null)
                {
                    Wrong(problems, key, $"jam hari {_days[day]} tertulis dua kali.");
                }

                days[day] = windows;
            }
        }

        foreach (var day in Enumerable.Range(0, _days.Length).Where(day => days[day] is null))
        {
            Wrong(problems, node, $"jam hari {_days[day]} belum tertulis.");
        }

        return new([.. days.Select(windows => windows ?? [])]);
    }

    private static List<Window> Windows(YamlNode node, ICollection<ContentProblem> problems)
    {
        List<Window> windows = [];
        foreach (var part in ((node as YamlScalarNode)?.Value ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            var match = Hours().Match(part);
            if (!match.Success || !TimeOnly.TryParseExact(match.Groups[1].Value.Replace(':', '.'), "HH.mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
                || !TimeOnly.TryParseExact(match.Groups[2].Value.Replace(':', '.'), "HH.mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var to))
            {
                Wrong(problems, node, $"jam \"{part}\" tidak dapat dibaca; tulis misalnya 07.30-12.00, 13.00-16.00.");
            }
            else if (to <= from || (windows is [.., var before] && from < before.To))
            {
                Wrong(problems, node, $"jam \"{part}\" tidak berurutan.");
            }
            else
            {
                windows.Add(new(from, to));
            }
        }

        return windows;
    }

    private static List<RamadanPeriod> Ramadan(YamlMappingNode root, ICollection<ContentProblem> problems)
    {
        List<RamadanPeriod> periods = [];
        if (Child(root, "ramadan") is not { } node || node is YamlScalarNode { Value: "" or null })
        {
            return periods;
        }

        if (node is not YamlSequenceNode list)
        {
            Wrong(problems, node, "ramadan: harus berupa daftar, tiap tahun diawali tanda \"-\".");
            return periods;
        }

        foreach (var entry in list.Children)
        {
            string Value(string key) => entry is YamlMappingNode map && Child(map, key) is YamlScalarNode { Value: { } value } ? value.Trim() : "";
            if (!Day(Value("mulai"), out var from) || !Day(Value("sampai"), out var to) || to < from || Value("nama").Length == 0 || Value("sumber").Length == 0)
            {
                Wrong(problems, entry, "Ramadan harus punya nama, mulai dan sampai (tahun-bulan-tanggal, berurutan) dan sumber.");
                continue;
            }

            if (to.DayNumber - from.DayNumber is < 28 or > 29)
            {
                Wrong(problems, entry, $"Ramadan berlangsung 29 atau 30 hari; {Value("mulai")} sampai {Value("sampai")} adalah {to.DayNumber - from.DayNumber + 1} hari.");
            }

            if (periods.Find(other => from <= other.To && other.From <= to) is { } other)
            {
                Wrong(problems, entry, $"{Value("nama")} bertumpuk dengan {other.Name}.");
            }

            if (Value("dikonfirmasi") is not ("ya" or "tidak"))
            {
                Wrong(problems, entry, "dikonfirmasi: harus ya atau tidak.");
            }

            periods.Add(new(Value("nama"), from, to, Value("sumber"), Value("dikonfirmasi") == "ya"));
        }

        return periods;
    }

    private static bool Day(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static YamlNode? Child(YamlMappingNode map, string key) => map.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private static void Wrong(ICollection<ContentProblem> problems, YamlNode node, string message) => problems.Add(new(HoursName, (int)node.Start.Line, message));

    [GeneratedRegex("^([0-9]{4})\\.csv$")]
    private static partial Regex Year();

    [GeneratedRegex("^([0-9]{2}[.:][0-9]{2})\\s*[-–]\\s*([0-9]{2}[.:][0-9]{2})$")]
    private static partial Regex Hours();
}
