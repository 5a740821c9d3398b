using System.Security.Cryptography;
using System.Text;
using DataPortal.Content;
using DataPortal.WorkingTime;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace DataPortal.Procedures;

/// <summary>
/// Reads one document of <c>content/sop</c> (design §6, procedures.md §1.1 and §3): front matter, the lists of the identity sheet, the table <c>## Kegiatan</c>,
/// what is written in its symbols <c>## Lambang</c>, the reading <c>## Bacaan</c> and <c>## Catatan transkripsi</c>. All that is wrong is told at once, with file, line and remedy.
/// </summary>
public sealed class ProcedureFile
{
    private static readonly string[] _sections =
        ["Dasar Hukum", "Kualifikasi Pelaksana", "Kualifikasi Pelaksanaan", "Pelaksana", "Keterkaitan", "Peralatan/Perlengkapan", "Peringatan", "Pencatatan dan Pendataan", "Catatan"];

    /// <summary>A procedure of more rows is a mistake, or meant to harm: a chart of them is no use to anyone.</summary>
    internal const int MostSteps = 500;

    private const int LongestId = 60;
    private const int MostParts = 40;

    /// <summary>Pages beside those of the documents.</summary>
    private static readonly string[] _addresses = ["draf", "impor", "versi"];

    private const string StepsHeading = "Kegiatan";
    private const string SymbolsHeading = "Lambang";
    private const string ReadingHeading = "Bacaan";
    private const string NotesHeading = "Catatan transkripsi";

    private readonly string _name;
    private readonly string _text;
    private readonly ContentFile _file;
    private readonly Offered _offered;
    private readonly List<ContentProblem> _problems = [];

    /// <summary>Steps whose time could not be read: told already.</summary>
    private readonly HashSet<string> _untimed = new(StringComparer.Ordinal);

    private ProcedureFile(string name, string text, Offered offered)
    {
        _name = name;
        _text = text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
        _file = ContentFile.Parse(name, _text);
        _offered = offered;
    }

    /// <param name="name">Folder and file, as problems name it: <c>sop/pst.md</c>.</param>
    /// <param name="offered">What the slices offer for the columns <c>Per</c> and <c>Formulir</c>.</param>
    /// <exception cref="ContentException">The document cannot be used.</exception>
    public static Procedure Parse(string name, string text, Offered offered) =>
        Look(name, text, offered) switch
        {
            ({ } read, []) => read,
            var (_, problems) => throw new ContentException(problems),
        };

    /// <summary>What can be understood of a text, and all that is wrong with it.</summary>
    /// <returns>With problems the procedure is incomplete, and null when the text could not be read at all.</returns>
    public static (Procedure? Read, IReadOnlyList<ContentProblem> Problems) Look(string name, string text, Offered offered)
    {
        if (DocumentGuard.Refuse(name, text) is { } refused)
        {
            return (null, [refused]);
        }

        try
        {
            var file = new ProcedureFile(name, text, offered);
            var read = file.Read();
            return (read, [.. file._problems.OrderBy(problem => problem.Line)]);
        }
        catch (ContentException unreadable)
        {
            return (null, [.. unreadable.Problems.Select(DocumentGuard.Said)]);
        }
    }

    /// <summary>The name a text gives itself, for <see cref="Parse"/>; of one that gives none, <c>sop/dokumen.md</c>.</summary>
    public static string NameOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("id:", StringComparison.Ordinal) && line[3..].Trim(" \t\"'") is { Length: > 0 and <= LongestId } id && id.IndexOfAny('/', '\\') < 0)
            {
                return $"sop/{id}.md";
            }
        }

        return "sop/dokumen.md";
    }

    private Procedure Read()
    {
        var document = SopMarkdown.Parse(_file.Body)
            ?? throw new ContentException(new ContentProblem(_name, _file.BodyLine, "daftar atau kutipan bersarang terlalu dalam; tulis daftar satu tingkat saja."));
        var front = new FrontMatter(_file, _text, _name, _problems);
        var id = front.Required("id");
        if (id.Length > 0 && id != Path.GetFileNameWithoutExtension(_name))
        {
            Wrong(front.Line("id"), $"id \"{id}\" harus sama dengan nama berkas.");
        }

        if (id.Length > LongestId || _addresses.Contains(id))
        {
            Wrong(front.Line("id"), id.Length > LongestId ? $"id: paling panjang {LongestId} huruf." : $"id \"{id}\" dipakai sebagai alamat halaman lain; pilih kata lain.");
        }

        if (id.Length > 0 && !StepTable.Slug().IsMatch(id))
        {
            Wrong(front.Line("id"), $"id \"{id}\" menjadi alamat halaman; tulis huruf kecil, angka dan tanda hubung saja.");
        }

        var actors = front.Actors();
        var units = front.List("unit");
        if (units.Count == 0 || units.Any(string.IsNullOrWhiteSpace))
        {
            Wrong(front.Line("unit"), "unit: kosong; tulis sedikitnya satu baris kop, misalnya nama kantor.");
        }

        var parts = Parts(document);
        var quality = front.Quality();
        var steps = Steps(parts, actors) ?? [];
        foreach (var need in _offered.Needs.Where(need => need.Procedure == id && steps.Count > 0))
        {
            var needed = steps.Find(step => step.No == need.Step);
            if (needed is null)
            {
                Wrong(steps[0].Line, $"langkah {need.Step} tidak ada, padahal portal bekerja menurut langkah itu; pertahankan nomornya.");
            }
            else if (need.Timed && !_untimed.Contains(need.Step) && needed.Standard is null or { Unit: StandardUnit.Scheduled })
            {
                Wrong(needed.Line, $"langkah {need.Step}: Waktu kosong atau sesuai jadwal, padahal portal menghitung tenggat dari sini; tulis misalnya 5 menit.");
            }
        }

        foreach (var step in steps.Where(step => step.Sub == id))
        {
            Wrong(step.Line, $"langkah {step.No}: Sub menunjuk dokumen ini sendiri.");
        }

        foreach (var step in steps.Where(step => step.Requisites.Length > 0 && !quality.Contains("Kelengkapan")))
        {
            Wrong(step.Line, $"langkah {step.No}: Kelengkapan berisi, tetapi tidak ada di mutu_baku: pada kepala berkas.");
        }

        // Made even when something is wrong: reading each part tells what is wrong in it.
        return new()
        {
            Id = id,
            Number = front.Required("nomor"),
            Kind = front.Text("jenis"),
            Title = front.Required("judul"),
            FormalName = front.Text("nama_sop") is { Length: > 0 } formal ? formal : null,
            Units = units,
            Created = front.Text("tanggal_pembuatan"),
            Revised = front.Text("tanggal_revisi"),
            Effective = front.Text("tanggal_efektif"),
            Approval = front.Approval(),
            Purpose = front.Text("maksud"),
            ExampleOf = front.Text("contoh_dari") is { Length: > 0 } other ? other : null,
            ChartTitle = front.Text("judul_bagan") is { Length: > 0 } chart ? chart : null,
            Actors = actors,
            Sections = [.. parts.Where(part => IsSection(part.Heading)).Select(part => new ProcedureSection(part.Heading, Items(part)))],
            ColumnLabels = front.Labels([.. StepTable.Columns, "Mutu Baku"]),
            QualityColumns = quality,
            Steps = steps,
            TranscriptionNotes = [.. parts.Where(part => part.Heading == NotesHeading).SelectMany(Items).Select(item => item.Text)],
            Version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text.TrimEnd('\n'))).AsSpan(0, 6)),
        };
    }

    private sealed record Part(string Heading, int Line, IReadOnlyList<Block> Blocks);

    /// <summary>What stands under each heading of the second level.</summary>
    private List<Part> Parts(MarkdownDocument document)
    {
        List<Part> parts = [];
        List<Block> blocks = [];
        foreach (var block in document)
        {
            if (parts.Count > MostParts)
            {
                Wrong(LineOf(block), $"lebih dari {MostParts} bagian (##); sebuah SOP tidak sebanyak itu.");
                break;
            }

            if (block is HeadingBlock { Level: 2 } heading)
            {
                var name = SopMarkdown.Text(heading.Inline);
                if (parts.Any(part => part.Heading == name))
                {
                    Wrong(LineOf(block), $"bagian ## {name} ada dua kali.");
                }
                else if (!IsSection(name) && name is not (StepsHeading or SymbolsHeading or ReadingHeading or NotesHeading))
                {
                    Wrong(LineOf(block), $"bagian ## {name} tidak dikenal; yang ada: {string.Join(", ", _sections)}, {StepsHeading}, {SymbolsHeading}, {ReadingHeading}, {NotesHeading}.");
                }

                parts.Add(new(name, LineOf(block), blocks = []));
            }
            else if (parts.Count == 0)
            {
                Wrong(LineOf(block), "di atas bagian pertama (##) tidak boleh ada teks.");
            }
            else
            {
                blocks.Add(block);
            }
        }

        return parts;
    }

    /// <summary>Headings stand as printed: in capitals, or with a space after the stroke.</summary>
    private static bool IsSection(string heading) => _sections.Contains(heading.Replace("/ ", "/", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);

    private List<SectionItem> Items(Part part)
    {
        List<SectionItem> items = [];
        foreach (var block in part.Blocks)
        {
            if (block is ListBlock list)
            {
                items.AddRange(list.OfType<ListItemBlock>().Select(item => SopMarkdown.Item(_file.Body, list, item)));
            }
            else
            {
                Wrong(LineOf(block), $"isi bagian ## {part.Heading} harus berupa daftar.");
            }
        }

        return items;
    }

    private List<ProcedureStep>? Steps(List<Part> parts, IReadOnlyList<ProcedureActor> actors)
    {
        if (parts.Find(part => part.Heading == StepsHeading) is not { } part)
        {
            Wrong(_file.BodyLine, $"bagian ## {StepsHeading} tidak ada.");
            return null;
        }

        if (Rows(part, StepTable.Columns, StepTable.Optional) is not { } rows)
        {
            return null;
        }

        if (rows.Count is 0 or > MostSteps)
        {
            Wrong(part.Line, rows.Count == 0 ? $"tabel ## {StepsHeading} tidak punya baris." : $"tabel ## {StepsHeading} punya {rows.Count} langkah, paling banyak {MostSteps}; pindahkan sebagian ke dokumen lain dan tunjuk dari kolom Sub.");
            return null;
        }

        var readings = Readings(parts);
        List<ProcedureStep> steps = [];
        HashSet<string> numbers = new(StringComparer.Ordinal);
        var ordered = true;
        foreach (var row in rows)
        {
            StepProblems told = new();
            var first = numbers.Add(row["No"]);
            if (!first)
            {
                told.OfRow.Add("nomor ini sudah dipakai.");
            }

            readings.Remove(row["No"], out var reading);
            if (StepTable.Read(row, reading, actors, _offered, told) is { } step)
            {
                steps.Add(step);
            }

            ordered &= first && !told.LeadsWrong;
            if (told.TimeUnread)
            {
                _untimed.Add(row["No"]);
            }

            told.OfRow.ForEach(problem => Wrong(row.Line, $"langkah {row["No"]}: {problem}"));
            told.OfReading.ForEach(problem => Wrong(reading?.Line ?? row.Line, $"langkah {row["No"]}: {problem}"));
        }

        foreach (var (step, problem) in StepOrder.Check(steps, numbers, ordered && steps.Count == rows.Count))
        {
            Wrong(step.Line, $"langkah {step.No}: {problem}");
        }

        foreach (var (no, reading) in readings)
        {
            Wrong(reading.Line, $"## {ReadingHeading} menyebut langkah {no} yang tidak ada di ## {StepsHeading}.");
        }

        // With a row missing every other check would tell of its absence instead of the mistake.
        return steps.Count == rows.Count ? Symbols(parts, steps) : null;
    }

    /// <summary>The steps with what is written in their symbols.</summary>
    private List<ProcedureStep> Symbols(List<Part> parts, List<ProcedureStep> steps)
    {
        if (parts.Find(part => part.Heading == SymbolsHeading) is not { } part || Rows(part, StepTable.SymbolColumns, []) is not { } rows)
        {
            return steps;
        }

        var counts = rows.CountBy(row => (row["No"], row["Pelaksana"])).ToDictionary();
        foreach (var row in rows)
        {
            var (no, key) = (row["No"], row["Pelaksana"]);
            var step = steps.Find(step => step.No == no);
            var shapes = step?.Actors.Count(actor => actor.Key == key && step.HasShape(actor)) ?? 0;
            var problem = (step, row["Tulisan"].Length) switch
            {
                (null, _) => $"langkah {no} tidak ada di ## {StepsHeading}.",
                (_, 0) => $"langkah {no}: Tulisan kosong; hapus barisnya bila lambangnya tidak bertulisan.",
                _ when shapes == 0 => $"langkah {no}: \"{key}\" tidak punya kotak atau belah ketupat di kolom Pelaksana langkah itu.",
                _ when counts[(no, key)] > shapes => $"langkah {no}: tulisan \"{key}\" lebih banyak daripada lambangnya di kolom Pelaksana.",
                _ => null,
            };
            if (problem is not null)
            {
                Wrong(row.Line, $"## {SymbolsHeading}: {problem}");
            }
        }

        var written = rows.ToLookup(row => row["No"], row => new StepSymbol(row["Pelaksana"], row["Tulisan"]), StringComparer.Ordinal);
        return [.. steps.Select(step => step with { Symbols = [.. written[step.No]] })];
    }

    private Dictionary<string, Row> Readings(List<Part> parts)
    {
        Dictionary<string, Row> readings = new(StringComparer.Ordinal);
        if (parts.Find(part => part.Heading == ReadingHeading) is { } part && Rows(part, StepTable.ReadingColumns, StepTable.ReadingOptional) is { } rows)
        {
            foreach (var row in rows.Where(row => !readings.TryAdd(row["No"], row)))
            {
                Wrong(row.Line, $"## {ReadingHeading} memuat langkah {row["No"]} dua kali.");
            }
        }

        return readings;
    }

    private List<Row>? Rows(Part part, string[] columns, string[] optional)
    {
        if (part.Blocks.OfType<Table>().FirstOrDefault() is not { } table || part.Blocks.Count != 1)
        {
            Wrong(part.Line, $"bagian ## {part.Heading} harus berisi satu tabel dan tidak ada yang lain.");
            return null;
        }

        var lines = _file.Body.Split('\n');
        List<string[]> cells = [];
        List<int> at = [];
        foreach (var row in table.OfType<TableRow>())
        {
            // The parser fills short rows up; the office should hear of them.
            cells.Add([.. row.OfType<TableCell>().Take(SopMarkdown.CellsIn(lines[row.Line])).Select(SopMarkdown.Text)]);
            at.Add(LineOf(row));
        }

        var header = cells[0];
        var right = true;
        foreach (var unknown in header.Where(name => !columns.Contains(name) && !optional.Contains(name)))
        {
            Wrong(at[0], $"kolom \"{unknown}\" tidak dikenal; yang ada: {string.Join(", ", columns.Concat(optional))}.");
            right = false;
        }

        foreach (var missing in columns.Where(name => header.Count(other => other == name) != 1))
        {
            Wrong(at[0], $"kolom {missing} harus ada satu kali.");
            right = false;
        }

        foreach (var twice in optional.Where(name => header.Count(other => other == name) > 1))
        {
            Wrong(at[0], $"kolom {twice} ada dua kali; hapus salah satunya.");
            right = false;
        }

        foreach (var index in Enumerable.Range(1, cells.Count - 1).Where(index => cells[index].Length != header.Length))
        {
            Wrong(at[index], $"baris ini punya {cells[index].Length} sel; harus {header.Length}. Garis tegak di dalam teks ditulis \\|.");
            right = false;
        }

        return right
            ? [.. Enumerable.Range(1, cells.Count - 1).Select(index => new Row(at[index], header.Zip(cells[index]).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)))]
            : null;
    }

    private int LineOf(Block block) => _file.BodyLine + block.Line;

    private void Wrong(int line, string message) => _problems.Add(new(_name, line, message));
}

/// <summary>A row of a table by its columns' names.</summary>
internal sealed record Row(int Line, IReadOnlyDictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}
