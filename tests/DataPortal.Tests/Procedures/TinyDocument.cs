namespace DataPortal.Tests.Procedures;

/// <summary>The smallest document there is: one actor, and the rows a test is about.</summary>
internal static class TinyDocument
{
    /// <summary>The line of its first row.</summary>
    public const int FirstRow = 19;

    /// <param name="rows">Of ten cells: No, Kegiatan, Pelaksana, Kelengkapan, Waktu, Keluaran, Lanjut, Sub, Peristiwa, Keterangan. The one actor is <c>tim</c>.</param>
    public static string Of(string id, params string[] rows) => $"""
        ---
        id: {id}
        nomor: B1
        judul: Contoh
        unit: Kantor
        tanggal_efektif: 2 Januari 2026
        disahkan_oleh:
          jabatan: Kepala
        aktor:
          tim:
            label: Tim
            peran: TeamLead
        ---

        ## Kegiatan

        | No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Keluaran | Lanjut | Sub | Peristiwa | Keterangan |
        |---|---|---|---|---|---|---|---|---|---|
        {string.Join('\n', rows)}
        """;
}
