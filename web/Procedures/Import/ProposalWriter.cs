using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Content;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Import;

/// <summary>Writes what was read of a pasted document as the Markdown the portal reads.</summary>
internal sealed partial class ProposalWriter
{
    private const int LongestKey = 40;
    private const string Roles = "pilih perannya di baris peran:, misalnya SectionHead, TeamLead, atau eksternal untuk yang di luar kantor";

    private readonly StringBuilder _made = new();
    private readonly PastedIdentity _identity;
    private readonly PastedSteps _table;
    private readonly List<Doubt> _doubts;
    private readonly string[] _keys;

    /// <summary>The version in force this is a newer text of; null when it is new here.</summary>
    private readonly Procedure? _same;
    private readonly Carried? _carried;

    private ProposalWriter(PastedIdentity identity, PastedSteps table, Procedure? same, List<Doubt> doubts)
    {
        (_identity, _table, _same, _doubts) = (identity, table, same, doubts);
        _carried = same is null ? null : new(same, table);
        List<string> keys = [];
        foreach (var lane in table.Lanes)
        {
            var key = _carried?.Actor(lane)?.Key ?? Slug(lane, LongestKey);
            keys.Add(keys.Contains(key) ? $"{key}-{keys.Count + 1}" : key);
        }

        _keys = [.. keys];
    }

    public static string Write(PastedIdentity identity, PastedSteps table, IReadOnlyList<Procedure> known, List<Doubt> doubts)
    {
        var writer = new ProposalWriter(identity, table, known.FirstOrDefault(procedure => procedure.Number == identity["nomor"]), doubts);
        writer.Front(known);
        writer.Sections();
        writer.Steps();
        writer.Notes();
        return writer._made.ToString();
    }

    private void Front(IReadOnlyList<Procedure> known)
    {
        var title = _identity.Title.Length > 0 ? _identity.Title : _identity["nama_sop"];
        Missing("Nomor SOP", _identity["nomor"]);
        Missing("Judul", title);
        Missing("Tanggal Efektif", _identity["tanggal_efektif"]);
        Missing("Nama unit (kop)", string.Concat(_identity.Units));
        _doubts.Add(new(0, "", _same is null
            ? $"id diusulkan dari judul; bila teks ini pengganti dokumen yang ada, pakai id dokumen itu ({string.Join(", ", known.Select(procedure => procedure.Id))})."
            : $"Nomor SOP ini milik {_same.Name}; id-nya dipakai, jadi teks ini akan menjadi versi barunya."));

        _made.Append("---\n");
        Line("id", _same?.Id ?? Slug(title, 60));
        Line("nomor", _identity["nomor"]);
        Line("jenis", _identity.Kind, optional: true);
        Line("judul", title);
        Line("nama_sop", _identity.Title.Length > 0 ? _identity["nama_sop"] : "", optional: true);
        _made.Append("unit:\n");
        foreach (var unit in _carried?.Units(_identity.Units) ?? _identity.Units)
        {
            _made.Append("  - ").Append(Yaml(unit)).Append('\n');
        }

        Line("tanggal_pembuatan", _identity["tanggal_pembuatan"], optional: true);
        Line("tanggal_revisi", _identity["tanggal_revisi"], optional: true);
        Line("tanggal_efektif", _identity["tanggal_efektif"], optional: true);
        Approval();
        Line("maksud", _identity.Purpose, optional: true);
        Line("judul_bagan", _identity.ChartTitle, optional: true);
        Line("contoh_dari", _carried?.ExampleOf(_identity.Units) ?? "", optional: true);
        _made.Append("aktor:\n");
        foreach (var (index, lane) in _table.Lanes.Index())
        {
            var same = _carried?.Actor(lane) is { } actor && actor.Key == _keys[index] ? actor : null;
            var role = same is null ? Proposal.NoRole : same.Role?.ToString() ?? (same.IsSystem ? "sistem" : "eksternal");
            _made.Append(CultureInfo.InvariantCulture, $"  {_keys[index]}:\n    label: {Yaml(lane)}\n    peran: {role}\n");
            if (same is null)
            {
                _doubts.Add(new(_table.HeaderLine, lane, $"peran portal untuk \"{lane}\" tidak ada di dokumen; {Roles}."));
            }
        }

        Columns();
        _made.Append("---\n");
    }

    private void Approval()
    {
        var said = _identity["disahkan_oleh"];
        if (_carried?.Approval(said) is { } approved)
        {
            _made.Append("disahkan_oleh:\n");
            foreach (var (key, value) in new[] { ("jabatan", approved.Office), ("nama", approved.Name), ("pangkat", approved.Rank) }.Where(line => line.Item2 is not null))
            {
                _made.Append(CultureInfo.InvariantCulture, $"  {key}: {Yaml(value!)}\n");
            }

            _made.Append(approved.Nip is { } number ? $"  nip: \"{number}\"\n" : "");
            return;
        }

        var nip = Nip().Match(said);
        var office = nip.Success ? said[..nip.Index].Trim() : said;
        Missing("Disahkan oleh", office);
        _made.Append("disahkan_oleh:\n");
        _made.Append("  jabatan: ").Append(Yaml(office)).Append('\n');
        if (nip.Success)
        {
            _made.Append("  nip: \"").Append(nip.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)).Append("\"\n");
        }

        if (office.Length > 0)
        {
            _doubts.Add(new(0, said, "jabatan dan nama yang mengesahkan tertulis bersambung; pindahkan namanya ke baris nama: (dan pangkat: bila ada) di bawah disahkan_oleh:."));
        }
    }

    private void Columns()
    {
        var group = _table.Columns.Where(column => column.InGroup).Select(column => column.Name).ToList();
        if (group.Contains("Waktu") && group.Contains("Keluaran") && !group.SequenceEqual(StepTable.UsualQuality))
        {
            _made.Append("mutu_baku: [").AppendJoin(", ", group).Append("]\n");
        }

        (string Column, string Printed)[] labels =
            [("No", _table.NoPrinted), ("Kegiatan", _table.ActivityPrinted), ("Mutu Baku", _table.Group), .. _table.Columns.Select(column => (column.Name, column.Printed))];
        var other = labels.Where(label => label.Printed.Length > 0 && label.Printed != label.Column).ToList();
        _made.Append(other.Count > 0 ? "kolom:\n" : "");
        foreach (var (column, printed) in other)
        {
            _made.Append(CultureInfo.InvariantCulture, $"  {column}: {Yaml(printed)}\n");
        }
    }

    private void Sections()
    {
        foreach (var section in _identity.Sections)
        {
            _made.Append("\n## ").Append(section.Heading).Append('\n');
            _made.Append(section.Items.Count > 0 ? "\n" : "");
            foreach (var item in section.Items)
            {
                _made.Append(item.Replace("\\", "\\\\", StringComparison.Ordinal)).Append('\n');
            }
        }

        foreach (var name in (string[])["Dasar Hukum", "Kualifikasi Pelaksana", "Keterkaitan", "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan"])
        {
            if (_identity.Sections.All(section => !section.Heading.Replace("/ ", "/", StringComparison.Ordinal).StartsWith(name, StringComparison.OrdinalIgnoreCase))
                && !(name == "Kualifikasi Pelaksana" && _identity.Sections.Any(section => section.Heading.Equals("Pelaksana", StringComparison.OrdinalIgnoreCase))))
            {
                _doubts.Add(new(0, "", $"bagian \"{name}\" tidak ditemukan."));
            }
        }
    }

    private void Steps()
    {
        List<Doubt> guesses = [];
        var next = new ProposedNext(_table.Rows, guesses);
        StringBuilder written = new();
        var detailed = _table.Rows.Index().Any(row => _carried?.Of(row.Index)?.Sub is not null);
        string[] columns = detailed ? [.. StepTable.Columns[..7], "Sub", .. StepTable.Columns[7..]] : StepTable.Columns;
        _made.Append("\n## Kegiatan\n\n").Append(Head(columns));
        _doubts.Add(new(_table.HeaderLine, "", "kolom Lanjut diusulkan: tiap langkah ke baris berikutnya, yang terakhir selesai. Panah dokumen tidak ikut tersalin; periksa semuanya."));
        foreach (var (index, step) in _table.Rows.Index())
        {
            string Quality(string column) => step.Quality.GetValueOrDefault(column, "");
            if (ServiceStandard.TryParse(Quality("Waktu"), out var problem) is null)
            {
                _doubts.Add(new(step.Line, Quality("Waktu"), $"langkah {step.No}: {problem}"));
            }

            var old = _carried?.Of(index);
            var leads = _carried?.Next(index, next.Of(index)) ?? next.Of(index);
            if (leads != next.Of(index))
            {
                guesses.RemoveAll(guess => guess.Line == step.Line);
                _doubts.Add(new(step.Line, step.Activity, $"langkah {step.No}: Lanjut \"{leads}\" diambil dari versi yang berlaku; cocokkan dengan panah dokumen baru."));
            }

            List<(string Key, string Text)> symbols = [.. step.Lanes.Index().SelectMany(lane => lane.Item.Written.Select(text => (_keys[lane.Index], text)))];
            var actors = KnownActors(index, step, symbols, leads);
            if (actors is not null && _carried!.IsSameWriting(index, symbols))
            {
                symbols = [.. old!.Symbols.Select(symbol => (symbol.Actor, symbol.Text))];
            }

            string[] cells = [step.No, step.Activity, actors ?? Actors(step), Quality("Kelengkapan"), Quality("Waktu"), Quality("Keluaran"), leads, .. detailed ? [old?.Sub ?? ""] : Array.Empty<string>(), old?.Event ?? "", Quality("Keterangan")];
            _made.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n");
            foreach (var (key, text) in symbols)
            {
                written.Append(CultureInfo.InvariantCulture, $"| {step.No} | {key} | {Cell(text)} |\n");
            }
        }

        _doubts.AddRange(guesses);

        if (written.Length > 0)
        {
            _made.Append("\n## Lambang\n\n").Append(Head(StepTable.SymbolColumns)).Append(written);
        }

        var readings = _table.Rows.Index().Select(row => _carried?.Reading(row.Index, row.Item.Quality.GetValueOrDefault("Waktu", ""))).OfType<string[]>().ToList();
        if (readings.Count > 0)
        {
            _made.Append("\n## Bacaan\n\n").Append(Head(Carried.ReadingColumns));
            readings.ForEach(cells => _made.Append("| ").AppendJoin(" | ", cells.Select(Cell)).Append(" |\n"));
        }
    }

    private void Notes()
    {
        if (_carried is null)
        {
            return;
        }

        _doubts.AddRange(_carried.Told());
        _made.Append(_carried.Notes.Count > 0 ? "\n## Catatan transkripsi\n\n" : "");
        foreach (var note in _carried.Notes)
        {
            _made.Append("- ").Append(note.Replace("\\", "\\\\", StringComparison.Ordinal)).Append('\n');
        }
    }

    private static string Head(string[] columns) => $"| {string.Join(" | ", columns)} |\n|{string.Concat(Enumerable.Repeat("---|", columns.Length))}\n";

    /// <summary>The actors as the version in force has them, where the paste does not show others.</summary>
    private string? KnownActors(int index, PastedStep step, IReadOnlyList<(string Key, string Text)> symbols, string leads)
    {
        var lanes = step.Lanes.Index().Where(lane => !lane.Item.IsEmpty).Select(lane => _keys[lane.Index]).ToList();
        var known = _carried?.Actors(index, lanes, symbols, leads, _keys);
        if (known is not null && _carried!.Of(index)!.Actors.Any(actor => !lanes.Contains(actor.Key)))
        {
            _doubts.Add(new(step.Line, step.Activity, $"langkah {step.No}: tidak semua lambangnya ikut tersalin; pelaksana \"{known}\" diambil dari versi yang berlaku, cocokkan dengan dokumen baru."));
        }

        return known;
    }

    /// <summary>The lanes that hold a symbol, from left to right; a lane that only ends stands last (procedures.md §3).</summary>
    private string Actors(PastedStep step)
    {
        var lanes = step.Lanes.Index().Where(lane => !lane.Item.IsEmpty).OrderBy(lane => lane.Item is { Ends: true, Shapes: 0 }).ToList();
        if (lanes.Count == 0)
        {
            _doubts.Add(new(step.Line, step.Activity, $"langkah {step.No}: tidak ada lambang di lajur mana pun (gambarnya tidak ikut tersalin); tulis pelaksananya sebagai ganti {Proposal.Unknown}."));
            return Proposal.Unknown;
        }

        // One that only begins or ends does not answer for the step when others draw a box.
        var answers = lanes.FindIndex(lane => lane.Item.Shapes > 0);
        var asked = false;
        List<string> entries = [];
        foreach (var (place, (lane, cell)) in lanes.Index())
        {
            var key = _keys[lane];
            var star = place > 0 && place == answers ? "*" : "";
            var mark = cell.Asks && !asked ? "?" : "";
            asked |= cell.Asks;
            var merged = place == 0 && cell.Shapes == 1 && (cell.Starts || cell.Ends);
            entries.AddRange(cell.Starts && !merged ? [$"{key} (mulai)"] : []);
            entries.AddRange(Enumerable.Range(0, cell.Shapes).Select(shape =>
                key + (shape == 0 ? star : "") + (shape == 0 ? mark : "") + (merged ? cell.Starts ? " (mulai)" : " (selesai)" : "")));
            entries.AddRange(cell.Ends && (!merged || cell.Starts) ? [$"{key} (selesai)"] : []);
        }

        return string.Join(", ", entries);
    }

    private void Missing(string what, string value)
    {
        if (value.Length == 0)
        {
            _doubts.Add(new(0, "", $"{what} tidak ditemukan; dikosongkan."));
        }
    }

    private void Line(string key, string value, bool optional = false)
    {
        if (value.Length > 0 || !optional)
        {
            _made.Append(CultureInfo.InvariantCulture, $"{key}: {Yaml(value)}\n");
        }
    }

    private static string Cell(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Between quotation marks where plain text could be read as something else (YAML 1.2 §7.3).</summary>
    private static string Yaml(string text) => text.Length == 0 || PlainYaml().IsMatch(text) ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    internal static string Slug(string text, int longest)
    {
        var slug = NotSlug().Replace(text.ToLowerInvariant(), "-").Trim('-');
        slug = slug.Length <= longest ? slug : slug[..longest].TrimEnd('-');
        return slug.Length > 0 ? slug : "dokumen";
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotSlug();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9 ,./()&+-]*$")]
    private static partial Regex PlainYaml();

    [GeneratedRegex(@"\bNIP\.? ?:? ?([0-9][0-9 ]{7,30})$", RegexOptions.IgnoreCase)]
    private static partial Regex Nip();
}
