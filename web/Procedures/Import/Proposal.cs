namespace DataPortal.Procedures.Import;

/// <summary>Something of the pasted text that was not read, or read only by a guess: a person has to look.</summary>
/// <param name="Line">Of the pasted text, from 1; 0 for what is missing altogether.</param>
/// <param name="Source">What stands there.</param>
public sealed record Doubt(int Line, string Source, string Message);

/// <summary>A pasted document as the Markdown of <c>content/sop</c> (design §6, procedures.md §3), to be corrected by a person. Nothing in it is invented: what is not known is a word the parser refuses.</summary>
/// <param name="Steps">How many rows of the steps table were found.</param>
public sealed record Proposal(string Markdown, IReadOnlyList<Doubt> Doubts, int Steps)
{
    /// <summary>Stands where an actor or a step is not known; the parser names it with its line.</summary>
    public const string Unknown = "belum-terbaca";

    /// <summary>Stands where the portal role of an actor has to be chosen.</summary>
    public const string NoRole = "pilih-peran";

    /// <param name="known">The documents in force: one with the same Nomor SOP is the one this text is a version of.</param>
    /// <exception cref="PasteRefusedException">No procedure can be read from it.</exception>
    public static Proposal From(string pasted, IReadOnlyList<Procedure> known)
    {
        var lines = PastedText.Read(pasted);
        List<Doubt> doubts = [];
        var table = StepsReader.Find(lines, doubts)
            ?? throw new PasteRefusedException("Tabel langkah tidak ditemukan. Harus ada baris kepala tabel dengan kolom No dan Kegiatan (atau Aktivitas), dan kolom-kolomnya terpisah oleh tab seperti bila tabel Word disalin lalu ditempel.");
        if (table.Rows.Count == 0)
        {
            throw new PasteRefusedException($"Kepala tabel langkah ada di baris {table.HeaderLine}, tetapi tidak ada baris langkah di bawahnya yang diawali nomor.");
        }

        if (table.Rows.Count > ProcedureFile.MostSteps)
        {
            throw new PasteRefusedException($"Tabelnya punya {Shared.Show.Number(table.Rows.Count)} langkah, paling banyak {ProcedureFile.MostSteps}. Pastikan yang ditempel hanya satu dokumen.");
        }

        var identity = IdentityReader.Read([.. lines.Where(line => !table.Used.Contains(line.Number))], doubts);
        var markdown = ProposalWriter.Write(identity, table, known, doubts);
        return new(markdown, [.. doubts.OrderBy(doubt => doubt.Line)], table.Rows.Count);
    }
}
