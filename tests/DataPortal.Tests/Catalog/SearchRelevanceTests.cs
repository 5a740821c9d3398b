using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

/// <summary>Questions as visitors type them, and what must stand first.</summary>
public sealed class SearchRelevanceTests(Portal portal)
{
    private static readonly DateTimeOffset _day = new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("penduduk muara enim", "penduduk-sumsel-2026")]
    [InlineData("jumlah penduduk muara enim", "penduduk-sumsel-2026")]
    [InlineData("berapa jumlah warga palembang", "penduduk-sumsel-2026")]
    [InlineData("populasi lahat 2026", "penduduk-sumsel-2026")]
    [InlineData("penduduk menurut kecamatan", "penduduk-kecamatan")]
    [InlineData("rasio jenis kelamin gelumbang", "penduduk-kecamatan")]
    [InlineData("PDRB", "pdrb-2025")]
    [InlineData("produk domestik regional bruto", "pdrb-2025")]
    [InlineData("pdrb lapangan usaha pertambangan", "pdrb-2025")]
    [InlineData("pertumbuhan ekonomi", "pertumbuhan-2025")]
    [InlineData("orang miskin", "kemiskinan-2026")]
    [InlineData("jumlah warga miskin", "kemiskinan-2026")]
    [InlineData("kemiskinan", "kemiskinan-2026")]
    [InlineData("garis kemiskinan maret 2026", "kemiskinan-2026")]
    [InlineData("harga beras", "harga-beras")]
    [InlineData("harrga beras", "harga-beras")]
    [InlineData("harga berass", "harga-beras")]
    [InlineData("inflasi", "ihk-2026")]
    [InlineData("kenaikan harga", "ihk-2026")]
    [InlineData("IHK", "ihk-2026")]
    [InlineData("pengangguran", "tenaga-kerja-2026")]
    [InlineData("TPT", "tenaga-kerja-2026")]
    [InlineData("tingkat pengangguran terbuka", "tenaga-kerja-2026")]
    [InlineData("penganggur agustus", "tenaga-kerja-2026")]
    [InlineData("IPM", "ipm-2026")]
    [InlineData("indeks pembangunan manusia", "ipm-2026")]
    [InlineData("produksi padi", "padi-2025")]
    [InlineData("hasil panen padi", "padi-2025")]
    [InlineData("luas panen", "padi-2025")]
    [InlineData("kopi", "kebun-2025")]
    [InlineData("karet rakyat", "kebun-2025")]
    [InlineData("perkebunan sawit", "kebun-2025")]
    [InlineData("guru dan murid sd", "sekolah-2025")]
    [InlineData("sekolah", "sekolah-2025")]
    [InlineData("puskesmas", "kesehatan-2025")]
    [InlineData("dokter", "kesehatan-2025")]
    [InlineData("dalam angka", "dda-2026")]
    [InlineData("muara enim dalam angka 2025", "dda-2025")]
    [InlineData("1102001.1603", "dda-2026")]
    [InlineData("kecamatan lawang kidul", "kda-lawang-kidul")]
    [InlineData("curah hujan", "hujan-2025")]
    [InlineData("infografis ipm", "info-ipm")]
    [InlineData("pendu", "penduduk-sumsel-2026")]
    [InlineData("population", "penduduk-sumsel-2026")]
    [InlineData("unemployment rate", "tenaga-kerja-2026")]
    [InlineData("rice prices", "harga-beras")]
    [InlineData("GRDP", "pdrb-2025")]
    public void The_best_answer_stands_first(string question, string expected)
    {
        var result = Index().Search(new() { Text = question });
        Assert.True(result.Hits.Count > 0, "nothing found");
        Assert.Equal(expected, result.Hits[0].Item.Id);
    }

    [Theory]
    [InlineData("penduduk muara enim", "654.720")]
    [InlineData("berapa jumlah penduduk di muara enim?", "654.720")]
    [InlineData("penduduk", "654.720")]
    [InlineData("penduduk palembang", "1.740.559")]
    [InlineData("jumlah penduduk sumatera selatan 2026", "9.017.142")]
    [InlineData("population of muara enim", "654.720")]
    [InlineData("ipm", "71,4")]
    [InlineData("indeks pembangunan manusia muara enim", "71,4")]
    [InlineData("TPT", "3,9")]
    public void A_figure_answers_by_itself(string question, string expected) => Assert.Equal(expected, Index().Search(new() { Text = question }).Answer?.Fact.Text);

    [Theory]
    [InlineData("muara enim")]
    [InlineData("penduduk muara enim 2019")]
    [InlineData("penduduk kecamatan gelumbang")]
    [InlineData("padi")]
    public void Nothing_is_answered_that_was_not_asked(string question) => Assert.Null(Index().Search(new() { Text = question }).Answer);

    [Fact]
    public void What_is_not_there_leads_to_what_is_near()
    {
        var result = Index().Search(new() { Text = "produksi duku per desa" });
        Assert.Equal(0, result.Total);
        Assert.NotEmpty(result.Nearby);
        Assert.Contains("produksi", result.Broader);
    }

    [Fact]
    public void Filters_show_what_each_choice_would_give()
    {
        var result = Index().Search(new() { Text = "penduduk", Kinds = [ItemKind.Infographic] });
        Assert.All(result.Hits, hit => Assert.Equal(ItemKind.Infographic, hit.Item.Kind));
        Assert.Contains(result.Facets.Kinds, count => count is { Value: nameof(ItemKind.Table), Count: > 0 });
        Assert.Equal(result.Total, result.Facets.Subjects.Sum(count => count.Count));

        var all = Index().Search(new() { Order = SearchOrder.Newest });
        Assert.Equal(all.Total, all.Facets.Kinds.Sum(count => count.Count));
        Assert.Equal(["2026", "2025"], all.Facets.Years.Select(count => count.Value));
    }

    [Fact]
    public void Words_found_are_marked_in_every_form()
    {
        var result = Index().Search(new() { Text = "miskin" });
        var marked = result.Mark("Profil Kemiskinan: penduduk miskin").Where(piece => piece.IsMarked).Select(piece => piece.Text);
        Assert.Equal(["Kemiskinan", "miskin"], marked.Where(text => text != "penduduk"));
        Assert.Equal("Profil Kemiskinan: penduduk miskin", string.Concat(result.Mark("Profil Kemiskinan: penduduk miskin").Select(piece => piece.Text)));
    }

    [Fact]
    public void A_hit_says_where_it_matched() =>
        Assert.StartsWith("judul", Index().Search(new() { Text = "harga beras" }).Hits[0].Places, StringComparison.Ordinal);

    [Fact]
    public void Paging_shows_each_item_once()
    {
        var index = Index();
        var all = index.Search(new() { Order = SearchOrder.Title, Size = 100 }).Hits.Select(hit => hit.Item.Id).ToList();
        List<string> paged = [];
        for (var page = 1; page <= 10; page++)
        {
            paged.AddRange(index.Search(new() { Order = SearchOrder.Title, Size = 4, Page = page }).Hits.Select(hit => hit.Item.Id));
        }

        Assert.Equal(all, paged);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!! ??? ---")]
    [InlineData("😀😀😀")]
    [InlineData("\ud83d")]
    [InlineData("\0\0\0")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("' OR 1=1 --")]
    [InlineData("yang di ke dari")]
    public void Odd_input_does_no_harm(string question)
    {
        var result = Index().Search(new() { Text = question });
        Assert.True(result.Total >= 0);
        Assert.Equal("teks", string.Concat(result.Mark("teks").Select(piece => piece.Text)));
    }

    [Fact]
    public void A_question_of_ten_thousand_letters_is_answered_as_fast_as_any()
    {
        var index = Index();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        index.Search(new() { Text = string.Concat(Enumerable.Repeat("penduduk muara enim ", 500)) });
        index.Search(new() { Text = new('a', 10_000) });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
    }

    private CatalogIndex Index()
    {
        var index = new CatalogIndex(portal.Get<Lexicon>(), portal.Get<Subjects>(), portal.Get<Regions>());
        foreach (var item in Items())
        {
            index.Put(item);
        }

        index.Seal();
        return index;
    }

    private static IEnumerable<CatalogItem> Items()
    {
        yield return Item(ItemKind.Table, "penduduk-sumsel-2026", "Jumlah penduduk menurut kabupaten/kota di Sumatera Selatan, 2026", "519", "Jumlah penduduk 17 kabupaten/kota. Satuan: jiwa.", "penduduk", 2026, "1600",
            "Population by regency and city in South Sumatra, 2026", ["Ogan Komering Ulu", "Ogan Komering Ilir", "Muara Enim", "Lahat", "Musi Rawas", "Kota Palembang", "Kota Prabumulih", "jiwa"]) with
        {
            Facts = [Fact("Jumlah penduduk", "Population", 654720, 0, "jiwa", "2026", "Kabupaten Muara Enim"), Fact("Jumlah penduduk", "Population", 1740559, 0, "jiwa", "2026", "Kota Palembang"), Fact("Jumlah penduduk", "Population", 9017142, 0, "jiwa", "2026", "Provinsi Sumatera Selatan")],
        };
        yield return Item(ItemKind.Table, "penduduk-kecamatan", "Penduduk menurut kecamatan dan jenis kelamin di Kabupaten Muara Enim, 2025", "519", "Laki-laki, perempuan, dan rasio jenis kelamin tiap kecamatan.", "penduduk", 2025, "1603",
            terms: ["Gelumbang", "Lawang Kidul", "Tanjung Agung", "laki-laki", "perempuan", "rasio jenis kelamin"]);
        yield return Item(ItemKind.Publication, "pdrb-2025", "Produk domestik regional bruto Kabupaten Muara Enim menurut lapangan usaha 2021–2025", "531", "Nilai tambah tujuh belas lapangan usaha, termasuk pertambangan.", "PDRB, lapangan usaha", 2025);
        yield return Item(ItemKind.PressRelease, "pertumbuhan-2025", "Pertumbuhan ekonomi Kabupaten Muara Enim, 2025", "531", "PDRB tumbuh 5,2 persen.", "pertumbuhan ekonomi", 2025);
        yield return Item(ItemKind.PressRelease, "kemiskinan-2026", "Profil kemiskinan Kabupaten Muara Enim, Maret 2026", "563", "Jumlah dan persentase penduduk miskin beserta garis kemiskinan.", "kemiskinan", 2026);
        yield return Item(ItemKind.Table, "harga-beras", "Harga eceran beras medium di Muara Enim, 2026", "536", "Rupiah per kilogram, rata-rata bulanan.", "harga beras", 2026, "1603", "Retail price of medium rice in Muara Enim, 2026");
        yield return Item(ItemKind.PressRelease, "ihk-2026", "Perkembangan indeks harga konsumen Kabupaten Muara Enim, Oktober 2026", "536", "Inflasi bulanan dan tahunan menurut kelompok pengeluaran.", "inflasi, IHK", 2026);
        yield return Item(ItemKind.PressRelease, "tenaga-kerja-2026", "Keadaan ketenagakerjaan Kabupaten Muara Enim, Agustus 2026", "520", "Angkatan kerja, penduduk bekerja, dan tingkat pengangguran terbuka.", "tenaga kerja, pengangguran", 2026) with
        {
            Facts = [Fact("Tingkat pengangguran terbuka", "Open unemployment rate", 3.9, 1, "persen", "Agustus 2026", null)],
        };
        yield return Item(ItemKind.PressRelease, "ipm-2026", "Indeks pembangunan manusia Kabupaten Muara Enim, 2026", "541", "Umur panjang, pengetahuan, dan standar hidup layak.", "IPM", 2026) with
        {
            Facts = [Fact("Indeks pembangunan manusia", "Human development index", 71.4, 1, "indeks", "2026", null)],
        };
        yield return Item(ItemKind.Infographic, "info-ipm", "Pembangunan manusia Muara Enim dalam gambar, 2026", "541", "Lima tahun IPM.", "IPM", 2026);
        yield return Item(ItemKind.Infographic, "info-penduduk", "Penduduk Sumatera Selatan menurut kabupaten/kota, 2026", "519", "Palembang paling banyak, Pagar Alam paling sedikit; Muara Enim urutan ke-6.", "penduduk", 2026, "1600");
        yield return Item(ItemKind.PressRelease, "padi-2025", "Luas panen dan produksi padi Kabupaten Muara Enim, 2025", "557", "Produksi gabah kering giling dan beras.", "padi", 2025);
        yield return Item(ItemKind.Table, "kebun-2025", "Luas areal dan produksi perkebunan rakyat menurut kecamatan, 2025", "557", "Karet, kelapa sawit, kopi, dan kelapa.", "perkebunan", 2025, terms: ["karet", "kelapa sawit", "kopi", "kelapa", "hektare", "ton"]);
        yield return Item(ItemKind.Table, "sekolah-2025", "Banyaknya sekolah, guru, dan siswa menurut jenjang pendidikan, 2025", "521", "Taman kanak-kanak sampai sekolah menengah.", "pendidikan", 2025, terms: ["TK", "SD", "SMP", "SMA", "SMK"]);
        yield return Item(ItemKind.Table, "kesehatan-2025", "Fasilitas dan tenaga kesehatan menurut kecamatan, 2025", "522", "Puskesmas, klinik, bidan, perawat, dan dokter.", "kesehatan", 2025, terms: ["rumah sakit", "puskesmas", "dokter", "bidan"]);
        yield return Item(ItemKind.Publication, "dda-2026", "Kabupaten Muara Enim dalam angka 2026", "542", "Kumpulan data geografi, penduduk, sosial, dan ekonomi.", "dalam angka", 2026) with { CatalogueNumber = "1102001.1603" };
        yield return Item(ItemKind.Publication, "dda-2025", "Kabupaten Muara Enim dalam angka 2025", "542", "Kumpulan data geografi, penduduk, sosial, dan ekonomi.", "dalam angka", 2025) with { PublishedAt = _day.AddYears(-1) };
        yield return Item(ItemKind.Publication, "kda-lawang-kidul", "Kecamatan Lawang Kidul dalam angka 2025", "542", "Data desa dan kelurahan.", "kecamatan dalam angka", 2025, "1603040") with { PublishedAt = _day.AddYears(-1) };
        yield return Item(ItemKind.Table, "hujan-2025", "Curah hujan dan hari hujan menurut bulan di Muara Enim, 2025", "539", "Milimeter.", "iklim", 2025);
    }

    private static CatalogItem Item(ItemKind kind, string id, string title, string subject, string summary, string tags, int year, string region = "1603", string? english = null, IReadOnlyList<string>? terms = null) => new()
    {
        Id = id,
        Kind = kind,
        State = ItemState.Published,
        Title = new(title, english),
        Summary = new(summary),
        Subject = subject,
        Tags = tags.Split(", "),
        Region = region,
        Period = year.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Years = [year],
        Terms = terms ?? [],
        CreatedAt = _day,
        UpdatedAt = _day,
        PublishedAt = _day,
    };

    private static Fact Fact(string label, string english, double value, int decimals, string unit, string period, string? region) => new()
    {
        Label = new(label, english),
        Value = value,
        Decimals = decimals,
        Unit = new(unit),
        Period = period,
        Region = region is null ? null : new(region),
    };
}
