using AngleSharp;
using DataPortal.Procedures;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures;

/// <summary>The five documents are transcribed whole and word by word: held against the text the office gave.</summary>
public sealed class TranscriptionTests(Portal portal)
{
    private const string Shape = "a drawn symbol told in words; it stands in the lanes of the step";
    private const string Arrow = "the remains of a drawn arrow";
    private const string BranchLabel = "the label of a branch drawn beside its diamond; it stands in the column Lanjut";

    /// <summary>Cells that are not on the page as they stand: what of them is, and why the rest is not.</summary>
    private static readonly Dictionary<(string Id, string Cell), (string[] Kept, string Reason)> _exceptions = new()
    {
        [("survei-sektoral", "↓ Aktivitas")] = (["Aktivitas"], Arrow),
        [("survei-sektoral", "Perencanaan ↓")] = (["Perencanaan"], Arrow),
        [("survei-sektoral", "Alokasi pelaksanaan dan jadwal ↓")] = (["Alokasi pelaksanaan dan jadwal"], Arrow),
        [("survei-sektoral", "ya")] = ([], BranchLabel),
        [("survei-sektoral", "Tidak Membuat laporan dan Kompilasi hasil pengumpulan data statistik sektoral")] =
            (["Membuat laporan dan Kompilasi hasil pengumpulan data statistik sektoral"], BranchLabel),
        [("imk-tahunan", "NAMA SOP")] = ([], "the page writes this label alike for all documents"),
        [("imk-tahunan", "(Oval)")] = ([], Shape),
        [("imk-tahunan", "[]")] = ([], Shape),
        [("imk-tahunan", "Decision Diamond 'T'")] = ([], Shape),
        [("pst", "Membeli publikasi? Y Tidak")] = (["Membeli publikasi?"], BranchLabel),
        [("pelayanan-website", "graph TD A[Laporan 16-1 dan Laporan 16-2] --> B[Laporan 16-1 dan Laporan 16-2] B --> C([Selesai])")] =
            (["Laporan 16-1 dan Laporan 16-2", "Selesai"], Shape),
        [("pelayanan-website", "graph TD A[2] --> B([Selesai])")] = (["Selesai"], "an off-page connector; it is in the notes"),
    };

    /// <summary>The lanes whose cell is not simply the writing of its symbols.</summary>
    private static readonly Dictionary<(string Id, string No, string Actor), string> _lanes = new()
    {
        [("survei-sektoral", "4", "kasie-jrs")] = "",
        [("survei-sektoral", "6", "kasie-jrs")] = "Membuat laporan dan Kompilasi hasil pengumpulan data statistik sektoral",
        [("pst", "9", "petugas")] = "Membeli publikasi?",
        [("pelayanan-website", "8", "kasi")] = "Laporan 16-1 dan Laporan 16-2",
    };

    public static TheoryData<string> Documents => ["survei-sektoral", "imk-tahunan", "pelayanan-website", "pst", "pengumpulan-sektoral"];

    private Procedure Document(string id) => portal.Get<ProcedureLibrary>().Find(id)!;

    [Fact]
    public void They_are_all_of_the_offices_procedures() =>
        Assert.Equal(Documents.Select(row => row.Data).Order(StringComparer.Ordinal), portal.Get<ProcedureLibrary>().All.Select(procedure => procedure.Id).Order(StringComparer.Ordinal));

    /// <summary>Held against the page itself, without what is ours: the reading, the notes, where a step goes on to.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_cell_of_the_source_is_on_the_page_of_the_document(string id)
    {
        var html = await portal.Browser().GetStringAsync(new Uri($"/standar-pelayanan/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(answer => answer.Content(html.Replace("<", " <", StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        foreach (var ours in page.QuerySelectorAll("section:has(#h-baca), section:has(#h-catatan), td[data-label='Lanjut ke'], h1, .crumbs, .alert"))
        {
            ours.Remove();
        }

        var words = Seed.Words(page.QuerySelector("main")!.TextContent);
        var seed = new Seed(id);
        var missing = seed.Cells.Select(Numberless).Distinct().Where(cell => !Seed.Holds(words, cell)).ToList();
        Assert.Equal(_exceptions.Keys.Where(key => key.Id == id).Select(key => key.Cell).Order(StringComparer.Ordinal), missing.Order(StringComparer.Ordinal));
        Assert.All(missing.SelectMany(cell => _exceptions[(id, cell)].Kept), kept => Assert.True(Seed.Holds(words, kept), kept));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_row_has_the_words_of_its_source_in_the_same_columns(string id)
    {
        var document = Document(id);
        string[] columns = [.. document.QualityColumns, .. document.QualityColumns.Contains("Keterangan") ? Array.Empty<string>() : ["Keterangan"]];
        var rows = new Seed(id).Steps;
        Assert.Equal(rows.Select(row => row[0].TrimEnd('.')), document.Steps.Select(step => step.No));
        foreach (var (row, step) in rows.Zip(document.Steps))
        {
            string Cell(int at) => at < row.Length ? row[at] : "";
            Assert.Equal(Cell(1).TrimEnd('↓').TrimEnd(), Seed.Words(step.Activity));
            for (var at = 0; at < columns.Length; at++)
            {
                Assert.Equal((step.No, columns[at], Cell(2 + document.Actors.Count + at)), (step.No, columns[at], Seed.Words(step.Cell(columns[at]))));
            }

            for (var lane = 0; lane < document.Actors.Count; lane++)
            {
                Lane(document, step, document.Actors[lane], Cell(2 + lane));
            }
        }
    }

    /// <summary>A lane holds the writing of its symbols and nothing else; where the source lost the symbol, nothing is written for it.</summary>
    private static void Lane(Procedure document, ProcedureStep step, ProcedureActor actor, string cell)
    {
        var entries = step.Actors.Where(entry => entry.Key == actor.Key).ToList();
        if (document.Id == "imk-tahunan")
        {
            var told = entries switch
            {
                [] => "",
                [{ HasDiamond: true }] => "Decision Diamond 'T'",
                [{ Capsule: not Capsule.None }] => "(Oval)",
                _ => "[]",
            };
            Assert.Equal((step.No, actor.Key, cell), (step.No, actor.Key, told));
            return;
        }

        cell = _lanes.GetValueOrDefault((document.Id, step.No, actor.Key), cell);
        if ((document.Id, step.No, actor.Key) == ("pelayanan-website", "8", "kabid"))
        {
            return; // The source draws this lane's symbols in the cell of the lane before it.
        }

        var inside = string.Join(' ', step.Symbols.Where(symbol => symbol.Actor == actor.Key).Select(symbol => Seed.Words(symbol.Text)));
        var written = ProcedureWords.Lanes(document, step).Where(found => found.Actor == actor).SelectMany(found => found.Written).Select(Seed.Words);
        Assert.True(cell == inside || cell == string.Join(' ', written), $"{document.Id} {step.No} {actor.Key}: {cell} / {inside}");
    }

    /// <summary>Nothing is invented: every part of the document is in its source.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_part_of_the_document_is_in_its_source(string id)
    {
        var document = Document(id);

        // Two drawings are told as graphs: their writing stands between brackets.
        var source = Seed.Words(string.Join(' ', new Seed(id).Cells).Replace('[', ' ').Replace(']', ' '));
        string?[] parts =
        [
            document.Number, document.Kind, document.Title, document.FormalName, document.ChartTitle, .. document.Units, document.Created, document.Revised, document.Effective,
            document.Approval.Office, document.Approval.Name, document.Approval.Rank, document.Approval.Nip, document.Purpose,
            .. document.Sections.Select(section => section.Heading), .. document.Sections.SelectMany(section => section.Items).Select(item => $"{item.Marker} {item.Text}"),
            .. document.Actors.Select(actor => actor.Label), .. document.QualityColumns.Append("No").Append("Kegiatan").Append("Keterangan").Append("Mutu Baku").Select(document.Label),
            .. document.Steps.SelectMany(step => new[] { step.Activity, step.Requisites, step.StandardText, step.Output, step.Remarks }),
            .. document.Steps.SelectMany(step => step.Symbols).Select(symbol => symbol.Text),
        ];
        Assert.DoesNotContain(parts.OfType<string>().Select(Seed.Words), part => part.Length > 0 && !Seed.Holds(source, part));
    }

    [Theory]
    [InlineData("survei-sektoral", 13)]
    [InlineData("imk-tahunan", 10)]
    [InlineData("pst", 15)]
    [InlineData("pengumpulan-sektoral", 11)]
    public void What_was_damaged_or_odd_is_noted(string id, int notes)
    {
        var document = Document(id);
        Assert.Equal(notes, document.TranscriptionNotes.Count);
        Assert.Contains(document.TranscriptionNotes, note => note.Contains("(perlu dikonfirmasi kantor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("survei-sektoral", null)]
    [InlineData("pst", null)]
    [InlineData("imk-tahunan", "BPS Provinsi Bengkulu")]
    [InlineData("pengumpulan-sektoral", "Dinas Komunikasi dan Informatika Kabupaten Labuhanbatu Utara")]
    public async Task A_document_of_another_office_is_called_an_example(string id, string? office)
    {
        Assert.Equal(office, Document(id).ExampleOf);
        var page = await portal.Browser().GetStringAsync(new Uri($"/standar-pelayanan/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(office is not null, page.Contains($"Contoh dari {office}.", StringComparison.Ordinal));
    }

    /// <summary>A step's number is a label there, with or without its full stop.</summary>
    private static string Numberless(string cell) => cell.Length < 4 && cell.EndsWith('.') && cell[..^1].All(char.IsAsciiDigit) ? cell[..^1] : cell;
}
