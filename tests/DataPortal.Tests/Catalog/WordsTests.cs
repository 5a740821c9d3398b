using DataPortal.Catalog.Search;
using DataPortal.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Catalog;

public sealed class WordsTests(Portal portal)
{
    [Theory]
    [InlineData("Jumlah PENDUDUK, 2026", "jumlah penduduk 2026")]
    [InlineData("Café – Résumé", "cafe resume")]
    [InlineData("654.720 jiwa", "654720 jiwa")]
    [InlineData("654,720 people", "654720 people")]
    [InlineData("2021–2026", "2021 2026")]
    [InlineData("Jum'at", "jumat")]
    [InlineData("laki-laki/perempuan", "laki laki perempuan")]
    [InlineData("km²", "km2")]
    [InlineData("😀 a\ud83d b", "a b")]
    [InlineData("", "")]
    public void Text_is_seen_without_case_accents_and_marks(string text, string expected) => Assert.Equal(expected, Words.Fold(text));

    [Fact]
    public void Folding_twice_changes_nothing() =>
        Prop.ForAll<string?>(text => Words.Fold(Words.Fold(text ?? "")) == Words.Fold(text ?? "")).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("kemiskinan", "miskin")]
    [InlineData("termiskin", "miskin")]
    [InlineData("pertanian", "tani")]
    [InlineData("petani", "tani")]
    [InlineData("perkebunan", "kebun")]
    [InlineData("kebun", "kebun")]
    [InlineData("pendidikan", "didik")]
    [InlineData("mendidik", "didik")]
    [InlineData("kesehatan", "sehat")]
    [InlineData("kelahiran", "lahir")]
    [InlineData("kematian", "mati")]
    [InlineData("pertumbuhan", "tumbuh")]
    [InlineData("perdagangan", "dagang")]
    [InlineData("pertambangan", "tambang")]
    [InlineData("perumahan", "rumah")]
    [InlineData("penerimaan", "terima")]
    [InlineData("pemilihan", "pilih")]
    [InlineData("penjualan", "jual")]
    [InlineData("dijual", "jual")]
    [InlineData("penanaman", "tanam")]
    [InlineData("menanam", "tanam")]
    [InlineData("tanaman", "tanam")]
    [InlineData("tahunan", "tahun")]
    [InlineData("harganya", "harga")]
    [InlineData("meningkatkan", "tingkat")]
    [InlineData("memperbaiki", "baik")]
    [InlineData("ketersediaan", "sedia")]
    [InlineData("berumur", "umur")]
    [InlineData("pelayanan", "layan")]
    [InlineData("penduduk", "penduduk")]
    [InlineData("kependudukan", "penduduk")]
    [InlineData("pengangguran", "anggur")]
    [InlineData("penganggur", "anggur")]
    [InlineData("pengeluaran", "keluar")]
    [InlineData("beras", "beras")]
    [InlineData("padi", "padi")]
    [InlineData("kopi", "kopi")]
    [InlineData("ikan", "ikan")]
    [InlineData("perikanan", "ikan")]
    [InlineData("bulan", "bulan")]
    [InlineData("inflasi", "inflasi")]
    [InlineData("2026", "2026")]
    public void Forms_of_a_word_have_one_stem(string word, string expected) => Assert.Equal(expected, portal.Get<Lexicon>().Stemmer.Stem(word));

    [Theory]
    [InlineData("prices", "price")]
    [InlineData("industries", "industry")]
    [InlineData("status", "status")]
    [InlineData("rice", "rice")]
    public void English_plurals_meet_their_singular(string word, string expected) => Assert.Equal(expected, Stemmer.English(word));

    [Fact]
    public void A_stem_always_stays_a_word() =>
        Prop.ForAll<NonNull<string>>(text => Words.Of(text.Get).All(word => portal.Get<Lexicon>().Stemmer.Stem(word).Length > 0)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("harga beras", "harga beras")]
    [InlineData("budi@contoh.id", null)]
    [InlineData("NIK 1603012345678901", null)]
    [InlineData("0812-3456-7890", null)]
    [InlineData("penduduk 2026", "penduduk 2026")]
    [InlineData("!!!", null)]
    public void Only_words_of_nobody_are_kept(string text, string? expected) => Assert.Equal(expected, DataPortal.Catalog.CatalogTally.Keepable(text));
}
