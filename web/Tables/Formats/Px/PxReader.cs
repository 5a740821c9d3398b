using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// Reads PX files (PX 2013 and earlier, Statistics Sweden) as they are found: any code page, any line ends, keywords in any order, with and without codes, with KEYS.
/// The text is never held: keywords are bounded, figures go straight into the cube.
/// </summary>
public static class PxReader
{
    /// <summary>Most variables; beyond that the position of a cell is no longer counted.</summary>
    private const int MaxVariables = 60;

    /// <param name="source">Read to its end, not closed.</param>
    /// <exception cref="PxException">It is no PX file, or a damaged one, or larger than <see cref="CubeFile.MaxCells"/>.</exception>
    public static PxTable Read(Stream source, CancellationToken ct)
    {
        var input = new PxInput(Utf8Of(source), ct);
        var lexer = new PxLexer(input);
        lexer.Read();
        var letters = PxEncodings.Of(lexer.Plain("CODEPAGE"), lexer.Plain("CHARSET"), lexer.Bytes);
        var header = new PxHeader(lexer.Decode(letters));
        var warnings = new List<PxWarning>();
        var cells = Variables(header, warnings);
        Believe(source, input, header, cells);

        var symbols = new PxSymbols(header.First);
        var notes = new PxNotes(header);
        PxWords.Symbols(header, notes, symbols);
        var (values, status) = (GC.AllocateUninitializedArray<double>(cells), GC.AllocateUninitializedArray<CellStatus>(cells));
        var figures = new PxFigures(input, symbols, letters, values, status);
        if (header.All("KEYS").Count > 0)
        {
            var down = header.Variables.Take(header.Stub).Select(variable => (variable, header.Of("KEYS", header.Own, variable)?.Text.Trim().Equals("CODES", StringComparison.OrdinalIgnoreCase) == true)).ToList();
            foreach (var entry in header.All("KEYS"))
            {
                entry.Taken = true;
            }

            List<(PxVariable Variable, bool Codes)> named = [.. header.All("KEYS").Where(entry => entry.Keys.Count == 1).Select(entry => header.Variable(header.LanguageOf(entry), entry.Keys[0])).OfType<PxVariable>().Distinct()
                .Where(variable => variable.Index < down.Count).Select(variable => down[variable.Index])];
            figures.ReadKeyed(down, named.Count == down.Count && !named.SequenceEqual(down) ? named : null, cells / header.Variables.Take(header.Stub).Aggregate(1, (count, variable) => count * variable.Size), header.Own);
        }
        else
        {
            figures.Read();
        }

        PxWords.Unmet(header, notes, symbols, status);
        PxQualifiers.Apply(header, symbols, values, status);
        var dimensions = new PxDimensions(header).Make(notes);
        var text = PxWords.Text(header, dimensions, symbols, notes);
        warnings.AddRange(PxCheck.Missing(header));
        text = text with { Kept = PxWords.Kept(header) };
        return new(new() { Dimensions = dimensions, Values = values, Status = status }, text,
            [.. dimensions.Take(header.Stub).Select(dimension => dimension.Code)], [.. dimensions.Skip(header.Stub).Select(dimension => dimension.Code)])
        {
            Warnings = warnings,
            Language = header.Stated,
        };
    }

    /// <summary>True when the first bytes of a file look like PX: a keyword PX files begin with, and what follows a keyword.</summary>
    public static bool LooksLikePx(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            start = start[3..];
        }

        var text = Encoding.Latin1.GetString(start).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00FF', '\u00FE', ' ', '\t', '\r', '\n', ';');
        var end = text.AsSpan().IndexOfAny('=', '[', '(');
        return end > 0 && PxCheck.Known.Contains(text[..end].Trim().ToUpperInvariant());
    }

    // UTF-16 is no code page of PX, but Notepad saves it.
    private static Stream Utf8Of(Stream source)
    {
        if (!source.CanSeek)
        {
            return source;
        }

        var at = source.Position;
        Span<byte> mark = stackalloc byte[2];
        var read = source.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        source.Position = at;
        return read < 2 ? source : (mark[0], mark[1]) switch
        {
            (0xFF, 0xFE) => Encoding.CreateTranscodingStream(source, Encoding.Unicode, Encoding.UTF8, leaveOpen: true),
            (0xFE, 0xFF) => Encoding.CreateTranscodingStream(source, Encoding.BigEndianUnicode, Encoding.UTF8, leaveOpen: true),
            _ => source,
        };
    }

    private static int Variables(PxHeader header, List<PxWarning> warnings)
    {
        foreach (var name in (string[])["STUB", "HEADING"])
        {
            var entry = header.Of(name, header.Own) ?? header.FirstOf(name);
            foreach (var language in header.Languages)
            {
                var said = header.Of(name, language);
                if (said is null || entry is null)
                {
                    continue;
                }

                var names = said.Texts.Where(text => text.Trim().Length > 0).ToList();
                if (said != entry && names.Count != entry.Texts.Count(text => text.Trim().Length > 0))
                {
                    warnings.Add(new(said.Line, $"{name}[{language}]", Speech.T("jumlah peubah tidak sama dengan bahasa utama; dilewati.", "not as many variables as in the main language; passed over.")));
                    continue;
                }

                said.Taken = language == header.Own || language == header.First || language == header.Second;
                for (var at = 0; at < names.Count; at++)
                {
                    var place = at + (name == "HEADING" ? header.Stub : 0);
                    if (place == header.Variables.Count)
                    {
                        header.Variables.Add(new(place));
                    }

                    header.Variables[place].Names[language] = names[at];
                }
            }

            header.Stub = name == "STUB" ? header.Variables.Count : header.Stub;
        }

        if (header.Variables.Count == 0)
        {
            throw new PxException(1, "STUB", Speech.T("tidak ada STUB maupun HEADING.", "there is neither STUB nor HEADING."), Speech.T("Sedikitnya satu peubah harus disebut di STUB atau HEADING.", "At least one variable must be named in STUB or HEADING."));
        }

        if (header.Variables.Count > MaxVariables)
        {
            throw new PxException(1, "STUB", Speech.T($"ada lebih dari {MaxVariables} peubah.", $"there are more than {MaxVariables} variables."), Speech.T("Bagi menjadi beberapa tabel.", "Make several tables of it."));
        }

        long cells = 1;
        foreach (var variable in header.Variables)
        {
            PxDimensions.ReadValues(header, variable, warnings);
            cells *= variable.Size;
            if (cells > CubeFile.MaxCells)
            {
                throw new PxException(variable.Line, "VALUES", Speech.T($"tabelnya berisi lebih dari {Show.Number(CubeFile.MaxCells)} sel.", $"the table has more than {Show.Number(CubeFile.MaxCells)} cells."), Speech.T("Bagi menjadi beberapa tabel.", "Make several tables of it."));
            }
        }

        return (int)cells;
    }

    // A short file does not get memory for the many cells it claims: each figure takes a byte and a blank.
    private static void Believe(Stream source, PxInput input, PxHeader header, int cells)
    {
        if (source.CanSeek && header.All("KEYS").Count == 0 && source.Length < 2L * cells - 1)
        {
            throw new PxException(input.Line, "DATA", Speech.T($"berkas terlalu pendek untuk {Show.Number(cells)} angka.", $"the file is too short for {Show.Number(cells)} figures."), Speech.T("Periksa apakah berkas terpotong.", "See whether the file was cut."));
        }
    }
}
