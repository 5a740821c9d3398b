using System.Text.RegularExpressions;

namespace DataPortal.Procedures.Import;

/// <param name="Heading">As printed.</param>
internal sealed record PastedSection(string Heading, List<string> Items);

/// <summary>What stands around the steps table. Empty where it was not found.</summary>
internal sealed record PastedIdentity(
    IReadOnlyDictionary<string, string> Facts, string Kind, string Title, string ChartTitle, string Purpose, IReadOnlyList<string> Units, IReadOnlyList<PastedSection> Sections)
{
    /// <param name="key">A key of the front matter: <c>nomor</c>, <c>tanggal_efektif</c>, <c>disahkan_oleh</c>, <c>nama_sop</c>.</param>
    public string this[string key] => Facts.GetValueOrDefault(key, "");
}

/// <summary>Reads the identity sheet of a pasted document by its printed labels. A line it does not know becomes a doubt: nothing is lost silently.</summary>
internal sealed partial class IdentityReader
{
    private static readonly (string Printed, string Key)[] _facts =
    [
        ("nomor sop", "nomor"), ("nomor", "nomor"), ("tanggal pembuatan", "tanggal_pembuatan"), ("tanggal revisi", "tanggal_revisi"), ("tanggal efektif", "tanggal_efektif"),
        ("disahkan oleh", "disahkan_oleh"), ("nama sop", "nama_sop"), ("judul sop", "nama_sop"),
    ];

    private static readonly string[] _sections =
        ["Dasar Hukum", "Kualifikasi Pelaksanaan", "Kualifikasi Pelaksana", "Keterkaitan", "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan", "Pelaksana", "Catatan"];

    private readonly List<Doubt> _doubts;
    private readonly Dictionary<string, string> _read = new(StringComparer.Ordinal);
    private readonly List<string> _units = [];
    private readonly List<PastedSection> _parts = [];
    private readonly List<(int Column, Action<string> Take)> _waiting = [];
    private (string Kind, string Title, string ChartTitle, string Purpose) _named = ("", "", "", "");
    private bool _titleFollows;

    /// <summary>Within a list of dashes.</summary>
    private bool _listed;

    private IdentityReader(List<Doubt> doubts) => _doubts = doubts;

    public static PastedIdentity Read(IReadOnlyList<PastedLine> lines, List<Doubt> doubts)
    {
        var reader = new IdentityReader(doubts);
        foreach (var line in lines.Where(line => !line.IsBlank))
        {
            reader.Take(line);
        }

        return new(reader._read, reader._named.Kind, reader._named.Title, reader._named.ChartTitle, reader._named.Purpose, reader._units, reader._parts);
    }

    private void Take(PastedLine line)
    {
        if (Facts(line) || Headed(line) || Titled(line.Text))
        {
            _listed = false;
            return;
        }

        // What stands below a label that was alone in its cell; a list of dashes goes on line by line.
        if (_listed && !_waiting.Exists(waiting => IsDashed(line.At(waiting.Column))))
        {
            _waiting.Clear();
            _listed = false;
        }

        if (_waiting.Count > 0)
        {
            var taken = _waiting.Where(waiting => line.At(waiting.Column).Length > 0).ToList();
            taken.ForEach(waiting => waiting.Take(line.At(waiting.Column)));
            foreach (var left in line.Cells.Index().Where(cell => cell.Item.Text.Length > 0 && taken.All(waiting => waiting.Column != cell.Index)))
            {
                Lost(line, left.Item.Text);
            }

            if (taken.Count > 0)
            {
                _listed = IsDashed(line.At(taken[0].Column));
                if (!_listed)
                {
                    _waiting.Clear();
                }

                return;
            }
        }

        if (_parts.Count == 0 && _named.Purpose.Length == 0 && !_read.ContainsKey("tanggal_efektif"))
        {
            _units.AddRange(line.Cells.Select(cell => cell.Text).Where(text => text.Length > 0));
            return;
        }

        _doubts.Add(new(line.Number, line.Text, "baris ini tidak dikenal; tidak dipakai."));
    }

    /// <summary>Cells that hold a label of the head of the sheet and, in the next, its value; what stands before is the letterhead.</summary>
    private bool Facts(PastedLine line)
    {
        var found = false;
        for (var at = 0; at < line.Cells.Count; at++)
        {
            var text = line.At(at);
            var fact = _facts.FirstOrDefault(known => known.Printed.Equals(text.TrimEnd(':', ' '), StringComparison.OrdinalIgnoreCase));
            if (fact.Key is null)
            {
                continue;
            }

            if (!found)
            {
                _units.AddRange(line.Cells.Take(at).Select(cell => cell.Text).Where(before => before.Length > 0));
            }

            found = true;
            _waiting.Clear();
            var value = line.Cells.Skip(at + 1).Select(cell => cell.Text).FirstOrDefault(after => after.Length > 0) ?? "";
            if (!_read.TryAdd(fact.Key, value.TrimStart(':').Trim()))
            {
                _doubts.Add(new(line.Number, line.Text, $"\"{text}\" ada dua kali; yang pertama dipakai."));
            }

            at++;
        }

        return found;
    }

    /// <summary>Cells that begin with the name of a part of the sheet, with its text beside or below it.</summary>
    private bool Headed(PastedLine line)
    {
        // Below its own label a text may begin with the same words: "Pencatatan dan pendataan dilakukan dengan …".
        var heads = line.Cells.Select((cell, column) => Head(cell.Text) is { } found && !(found.Loose && _waiting.Exists(waiting => waiting.Column == column)) ? found : default).ToList();
        if (heads.TrueForAll(head => head.Heading is null))
        {
            return false;
        }

        _waiting.Clear();
        foreach (var (column, cell) in line.Cells.Index())
        {
            var head = heads[column];
            if (head.Heading is null)
            {
                if (cell.Text.Length > 0)
                {
                    Lost(line, cell.Text);
                }

                continue;
            }

            var take = Opened(line, head.Heading);
            if (head.Text.Length > 0)
            {
                take(head.Text);
            }
            else
            {
                _waiting.Add((column, take));
            }
        }

        return true;
    }

    private Action<string> Opened(PastedLine line, string heading)
    {
        if (heading.Equals("Maksud", StringComparison.OrdinalIgnoreCase))
        {
            return text => _named.Purpose = _named.Purpose.Length == 0 ? text : $"{_named.Purpose} {text}";
        }

        if (_parts.Find(part => part.Heading.Equals(heading, StringComparison.OrdinalIgnoreCase)) is { } before)
        {
            var same = true;
            return text =>
            {
                foreach (var item in Listed(text).Where(item => !before.Items.Contains(item)))
                {
                    same = false;
                    before.Items.Add(item);
                }

                _doubts.Add(new(line.Number, text, $"\"{heading}\" tertulis dua kali; {(same ? "isinya sama, dipakai sekali" : "isinya disatukan")}."));
            };
        }

        var made = new PastedSection(heading, []);
        _parts.Add(made);
        return text => made.Items.AddRange(Listed(text));
    }

    private static (string Heading, string Text, bool Loose)? Head(string text)
    {
        foreach (var name in _sections.Append("Maksud"))
        {
            var plain = text.Replace("/ ", "/", StringComparison.Ordinal);
            if (!plain.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var shift = text.Length - plain.Length;
            var printed = text[..Math.Min(text.Length, name.Length + (shift > 0 && text.IndexOf("/ ", StringComparison.Ordinal) is >= 0 and var stroke && stroke < name.Length ? 1 : 0))];
            var rest = text[printed.Length..];
            if (rest.Length == 0 || rest.TrimStart() is [':', ..] || (rest[0] == ' ' && (Marker().IsMatch(rest.TrimStart()) || name is not ("Pelaksana" or "Catatan" or "Maksud"))))
            {
                return (printed, rest.TrimStart(' ', ':').Trim(), rest.Length > 0 && rest.TrimStart() is not [':', ..] && !Marker().IsMatch(rest.TrimStart()));
            }
        }

        return null;
    }

    /// <summary>The name of the document, where it stands as a heading and not beside a label.</summary>
    private bool Titled(string text)
    {
        if (KindWords().Match(text) is { Success: true } kind && _named.Kind.Length == 0)
        {
            _named.Kind = kind.Value;
            _named.Title = text[kind.Length..].Trim(' ', ':');
            _titleFollows = _named.Title.Length == 0;
            return true;
        }

        if (_titleFollows)
        {
            _named.Title = text;
            _titleFollows = false;
            return true;
        }

        if (_named.ChartTitle.Length == 0 && text.StartsWith("BAGAN ALUR", StringComparison.OrdinalIgnoreCase))
        {
            _named.ChartTitle = text;
            return true;
        }

        return false;
    }

    /// <summary>A list that was run together: <c>a. … b. …</c>, <c>1. … 2. …</c>. A marker counts when it is the one expected next, or the same again.</summary>
    internal static List<string> Listed(string text)
    {
        List<int> starts = [];
        string? last = null;
        foreach (var match in Marker().EnumerateMatches(text))
        {
            var mark = text.Substring(match.Index, match.Length).Trim().TrimEnd('.', ')');
            if (last is null ? match.Index == 0 && mark is "a" or "1" : mark == last || mark == After(last))
            {
                starts.Add(match.Index);
                last = mark;
            }
        }

        return starts is not [0, ..]
            ? [text.StartsWith("- ", StringComparison.Ordinal) ? text : $"- {text}"]
            : [.. starts.Select((start, index) => text[start..(index + 1 < starts.Count ? starts[index + 1] : text.Length)].Trim())];
    }

    private static bool IsDashed(string text) => text.StartsWith("- ", StringComparison.Ordinal);

    private static string After(string mark) => int.TryParse(mark, out var number) ? $"{number + 1}" : $"{(char)(mark[0] + 1)}";

    private void Lost(PastedLine line, string text) => _doubts.Add(new(line.Number, text, "teks ini tidak dikenal; tidak dipakai."));

    [GeneratedRegex(@"(?<=^|\s)([a-z]|[0-9]{1,2})[.)](?=\s|$)")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^(STANDAR OPERASIONAL PROSEDUR|PROSEDUR OPERASIONAL STANDAR|STANDARD OPERATING PROCEDURE|STANDAR OPERATING PROCEDURE)\b", RegexOptions.IgnoreCase)]
    private static partial Regex KindWords();
}
