using DataPortal.Tables;

namespace DataPortal.Tests.Tables.Import;

public class LastRowsTests
{
    private const string Start = "Penduduk (jiwa)\n\nKecamatan;2024\nRambang;1234\nLubai;1250\n";

    [Theory]
    [InlineData("Benakat;12o5", 6)]
    [InlineData("Benakat;seribu", 6)]
    [InlineData("Benakat;", 6)]
    [InlineData("Jumlah;2.48o", 6)]
    [InlineData("Desa baru;belum ada", 6)]
    [InlineData("\n\nBenakat;12o5", 8)]
    [InlineData("Sumber: BPS\nBenakat;12o5", 7)]
    [InlineData("Benakat;12o5\nSumber: BPS\n1) Sementara", 6)]
    [InlineData("Benakat;satu\nBelimbing;dua", 6)]
    public void A_last_row_that_cannot_be_read_is_an_error_and_no_note(string rows, int line)
    {
        var preview = Files.Csv(Start + rows + "\n");
        Assert.Null(preview.Cube);
        Assert.Equal(line, preview.Errors[0].Row);
    }

    [Fact]
    public void A_last_row_of_several_broken_figures_names_each_of_them()
    {
        var preview = Files.Csv("Kecamatan;2024;2025\nRambang;1.234;1.235\nLubai;1.250;1.251\nBelimbing;1.2.3;4.5.6\n");
        Assert.Equal([(4, 1), (4, 2)], preview.Errors.Select(error => (error.Row!.Value, error.Column!.Value)));
    }

    [Fact]
    public void In_a_workbook_too_and_beside_its_code()
    {
        var preview = Files.Read(Files.Xlsx(("Data", "", [["Kode", "Kecamatan", "2024", "2025"], ["1603031", "Rambang", 1, 2], ["1603032", "Lubai", 3, 4], ["1603061", "Benakat", "12o5", null], ["Sumber: BPS"]])));
        Assert.Equal("lembar Data, baris 4, kolom C", Assert.Single(preview.Errors).Place);
    }

    [Theory]
    [InlineData("Sumber: BPS Kabupaten Muara Enim", "")]
    [InlineData("Sumber:;BPS Kabupaten Muara Enim", "")]
    [InlineData("Catatan: Angka sementara", "Angka sementara")]
    [InlineData("Catatan:;Rambang belum lengkap", "Rambang belum lengkap")]
    [InlineData("1) Termasuk desa baru", "Termasuk desa baru")]
    [InlineData("1);Termasuk desa baru", "Termasuk desa baru")]
    [InlineData("*) Angka sementara", "Angka sementara")]
    [InlineData("...;Data tidak tersedia", "... Data tidak tersedia")]
    [InlineData("Angka tahun ini dihitung ulang dari hasil registrasi", "Angka tahun ini dihitung ulang dari hasil registrasi")]
    [InlineData("Benakat dan Belimbing belum melapor", "Benakat dan Belimbing belum melapor")]
    public void Sources_and_notes_below_a_table_are_still_read(string row, string note)
    {
        var preview = Files.Csv(Start + row + "\n");
        Assert.Empty(preview.Errors);
        Assert.Equal(2, preview.Cube!.Dimensions[0].Categories.Count);
        Assert.Equal(note.Length > 0 ? [note] : [], preview.Notes);
        Assert.Equal(note.Length > 0 ? null : "BPS Kabupaten Muara Enim", preview.Source);
        Assert.DoesNotContain(preview.Warnings, warning => warning.Row is not null);
    }

    [Fact]
    public void A_sentence_a_comma_cut_is_a_note_that_is_said()
    {
        var preview = Files.Csv("Kecamatan,2024\nRambang,1234\nLubai,1250\nAngka ini dihitung dari survei yang berakhir, pada Maret\n");
        Assert.Empty(preview.Errors);
        Assert.Equal(["Angka ini dihitung dari survei yang berakhir pada Maret"], preview.Notes);
        Assert.Equal(4, Assert.Single(preview.Warnings, warning => warning.Row is not null).Row);
    }
}
