using System.Text;
using DataPortal.Accounts;
using DataPortal.Procedures;

namespace DataPortal.Activities.Imk;

/// <summary>
/// An empty document for a sub-procedure that is named but not there (procedures.md §5.3): headings and empty tables, in the form the portal reads. What belongs in it is the office's to write; nothing is invented.
/// </summary>
public static class SopTemplate
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods("/petugas/kegiatan/templat-sop/{id}.md", [HttpMethods.Get, HttpMethods.Head],
        [Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.WebAdmin, Role.SystemAdmin)] (string id, ProcedureLibrary library) => IsWanted(library, id)
            ? Results.File(Encoding.UTF8.GetBytes(Text(id)), "text/markdown; charset=utf-8", id + ".md")
            : Results.NotFound());

    /// <summary>Whether a document in force names it as a sub-procedure and nobody wrote it yet.</summary>
    public static bool IsWanted(ProcedureLibrary library, string id) => library.Find(id) is null && library.All.Any(procedure => procedure.Steps.Any(step => step.Sub == id));

    public static string Text(string id) => $"""
        ---
        id: {id}
        nomor:
        judul:
        unit:
          -
        tanggal_pembuatan:
        tanggal_revisi:
        tanggal_efektif:
        disahkan_oleh:
          jabatan:
          nama:
          nip:
        aktor:
        ---

        ## Dasar Hukum

        ## Kualifikasi Pelaksana

        ## Keterkaitan

        ## Peralatan/Perlengkapan

        ## Peringatan

        ## Pencatatan dan Pendataan

        ## Kegiatan

        | No | Kegiatan | Pelaksana | Kelengkapan | Waktu | Keluaran | Lanjut | Peristiwa | Keterangan |
        |---|---|---|---|---|---|---|---|---|
        | | | | | | | | | |

        ## Bacaan

        | No | Per | Ukur | Jam | Mulai | Bukti | Boleh lewati | Alasan |
        |---|---|---|---|---|---|---|---|
        | | | | | | | | |

        ## Catatan transkripsi

        """.ReplaceLineEndings("\n");
}
