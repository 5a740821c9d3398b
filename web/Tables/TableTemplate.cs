using System.Text;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables;

/// <summary>A small filled table to start from. It imports as it is: a test holds that.</summary>
public static class TableTemplate
{
    private static readonly string?[][] _rows =
    [
        ["Judul:", "Produksi Kopi menurut Kecamatan di Kabupaten Muara Enim, 2024–2025 (contoh isian)"],
        ["Judul (Inggris):", "Coffee Production by Subdistrict in Muara Enim Regency, 2024–2025 (example)"],
        ["Satuan:", "ton"],
        ["Kecamatan", "2024", "2025"],
        ["Semendo Darat Laut", "1.250,5", "1.301,2"],
        ["Semendo Darat Ulu", "980,0", "1.012,4 r"],
        ["Tanjung Agung 1)", "–", "..."],
        ["Sumber:", "Nama survei atau instansi"],
        ["Catatan:", "1) Tanda seperti ini dijelaskan di sini."],
    ];

    private static readonly string[] _advice =
    [
        "Isi lembar Tabel, lalu unggah berkas ini di halaman Tabel.",
        "Ganti contoh di lembar Tabel dengan data Anda; baris dan kolom boleh ditambah.",
        "Baris judul kolom boleh lebih dari satu, sel boleh digabungkan (misalnya tahun di atas laki-laki dan perempuan).",
        "Tulis angka sebagai angka, atau sebagai teks dengan titik ribuan dan koma desimal: 1.234,5.",
        "Data tidak tersedia: ...   Tidak ada atau nol: –   Tidak berlaku: NA   Sementara: x   Diperbaiki: r   Perkiraan: e",
        "Sel kosong berarti belum diisi, bukan nol.",
        "Baris jumlah diberi nama Jumlah; portal memeriksa apakah bagiannya cocok.",
        "Judul, satuan, sumber, dan catatan boleh ditulis di atas atau di bawah tabel; semuanya dapat diubah setelah diunggah.",
    ];

    /// <summary>UTF-8 with a mark and semicolons, as Excel in Indonesia reads it.</summary>
    public static byte[] Csv() => [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(string.Concat(_rows.Select(row => string.Join(';', row) + "\r\n")))];

    public static byte[] Xlsx()
    {
        using var file = new MemoryStream();
        using (var book = new XlsxWriter(file, new() { Title = "Templat tabel" }))
        {
            var (bold, one) = (book.Style(new() { Bold = true }), book.Style(new() { Format = SheetFormat.Number, Decimals = 1 }));
            book.Sheet(new() { Name = "Tabel", Widths = [28, 16, 16] });
            foreach (var row in _rows)
            {
                book.Row();
                foreach (var cell in row)
                {
                    if (Import.Figures.Read(cell!, Import.DecimalMark.Comma) is { Status: CellStatus.Normal, Value: var value } && cell!.Contains(',', StringComparison.Ordinal))
                    {
                        book.Number(value, one);
                    }
                    else
                    {
                        book.Text(cell!, row.Length == 3 && row[0] == "Kecamatan" ? bold : 0);
                    }
                }
            }

            book.Sheet(new() { Name = "Petunjuk", Widths = [110] });
            foreach (var line in _advice)
            {
                book.Row();
                book.Text(line);
            }

            book.Finish();
        }

        return file.ToArray();
    }
}
