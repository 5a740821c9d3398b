using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

internal enum PxTokenKind : byte
{
    /// <summary>In quotes; parts that follow each other are one.</summary>
    Text,

    /// <summary>Without quotes: a number, <c>YES</c>, <c>TLIST(A1</c>, <c>:</c>.</summary>
    Bare,
    Comma,
}

/// <summary>
/// Takes a PX file's keywords apart, up to <c>DATA=</c>, as bytes: which letters they are is known only when all of it has been seen (<c>CODEPAGE</c> may stand anywhere).
/// A quote within a text is written twice, or stands where no text can end.
/// </summary>
internal sealed class PxLexer(PxInput input)
{
    /// <summary>Bytes of text before DATA.</summary>
    private const int MaxBytes = 32 * 1024 * 1024;

    private const int MaxTokens = 4_000_000;
    private const int MaxEntries = 1_000_000;
    private const int MaxName = 64;

    private readonly List<Raw> _tokens = [];
    private readonly List<RawEntry> _entries = [];
    private bool _joins;
    private byte[] _bytes = new byte[64 * 1024];
    private int _length;

    private readonly record struct Raw(PxTokenKind Kind, int Start, int Length);

    private readonly record struct RawEntry(string Name, Raw? Language, int Keys, int KeyCount, int Tokens, int TokenCount, int Line);

    /// <summary>The bytes of all texts, for who wants to know which letters they are.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Reads up to the first byte after <c>DATA=</c>.</summary>
    /// <exception cref="PxException">There is none, or what stands before it is no PX.</exception>
    public void Read()
    {
        while (true)
        {
            Blanks();
            if (input.Peek() < 0)
            {
                throw Fault(_entries.Count > 0 ? _entries[^1].Name : null, Speech.T("berkas berakhir tanpa DATA.", "the file ends without DATA."), Speech.T("Periksa apakah berkas terpotong; unduh atau simpan sekali lagi.", "See whether the file was cut; download or save it again."));
            }

            if (!Entry())
            {
                return;
            }
        }
    }

    /// <summary>The first value of a keyword whose letters are plain in any code page.</summary>
    public string? Plain(string name)
    {
        foreach (var entry in _entries)
        {
            if (entry.Name == name && entry.Language is null && entry.TokenCount > 0)
            {
                var token = _tokens[entry.Tokens];
                return Encoding.Latin1.GetString(Bytes.Slice(token.Start, token.Length)).Trim();
            }
        }

        return null;
    }

    public List<PxEntry> Decode(PxLetters letters)
    {
        string Text(Raw raw) => letters.Text(Bytes.Slice(raw.Start, raw.Length));
        var entries = new List<PxEntry>(_entries.Count);
        foreach (var entry in _entries)
        {
            var keys = new string[entry.KeyCount];
            for (var at = 0; at < keys.Length; at++)
            {
                keys[at] = Text(_tokens[entry.Keys + at]);
            }

            var tokens = new PxToken[entry.TokenCount];
            for (var at = 0; at < tokens.Length; at++)
            {
                var raw = _tokens[entry.Tokens + at];
                tokens[at] = new(raw.Kind, raw.Kind is PxTokenKind.Comma ? "," : Text(raw));
            }

            entries.Add(new(entry.Name, entry.Language is { } language ? Text(language).Trim().Trim('"').ToLowerInvariant() : null, keys, tokens, entry.Line));
        }

        return entries;
    }

    private void Blanks()
    {
        input.SkipBlanks();
        while (input.Peek() == 0xEF && input.Peek(1) == 0xBB && input.Peek(2) == 0xBF)
        {
            input.Skip(3);
            input.SkipBlanks();
        }
    }

    /// <returns>False when it was DATA.</returns>
    private bool Entry()
    {
        var line = input.Line;
        _joins = false;
        var name = Name(line);
        if (name.Length == 0)
        {
            return true;
        }

        Raw? language = null;
        var (keys, keyCount) = (_tokens.Count, 0);
        for (; ; )
        {
            Blanks();
            switch (input.Read())
            {
                case '[' when language is null:
                    language = Until(']', name);
                    break;
                case '(' when keyCount == 0:
                    keys = _tokens.Count;
                    Keys(name, line);
                    keyCount = _tokens.Count - keys;
                    break;
                case '=' when name == "DATA":
                    return false;
                case '=':
                    var tokens = _tokens.Count;
                    Values(name, line);
                    if (_entries.Count == MaxEntries)
                    {
                        throw TooLong(name);
                    }

                    _entries.Add(new(name, language, keys, keyCount, tokens, _tokens.Count - tokens, line));
                    return true;
                case ';':
                    throw Fault(name, Speech.T("kata kunci tanpa nilai.", "the keyword has no value."), Speech.T("Tulis = dan nilainya sebelum titik koma.", "Write = and its value before the semicolon."));
                default:
                    throw Fault(name, Speech.T("setelah kata kunci harus ada =.", "= must follow the keyword."), Speech.T("Periksa apakah titik koma atau tanda kutip di baris sebelumnya hilang.", "See whether a semicolon or quote is missing on the line before."));
            }
        }
    }

    private string Name(int line)
    {
        var name = new StringBuilder();
        for (; ; )
        {
            var next = input.Peek();
            if (next == ';' && name.Length == 0)
            {
                input.Read();
                return "";
            }

            if (next is '[' or '(' or '=' or ';' or -1)
            {
                return name.Length > 0 ? name.ToString() : throw Fault(null, Speech.T("di sini seharusnya ada kata kunci.", "a keyword should stand here."), NotPx());
            }

            // A blank within a keyword is passed over, as PC-Axis does.
            if (PxInput.IsBlank(next))
            {
                input.Read();
                continue;
            }

            if (!(char.IsAsciiLetterOrDigit((char)next) || next is '-' or '_' or '.') || name.Length == MaxName)
            {
                throw new PxException(line, name.Length is > 0 and < MaxName ? name.ToString() : null, Speech.T("di sini seharusnya ada kata kunci.", "a keyword should stand here."), NotPx());
            }

            name.Append(char.ToUpperInvariant((char)input.Read()));
        }
    }

    private static string NotPx() => Speech.T("Periksa titik koma dan tanda kutip di baris sebelumnya, dan apakah ini berkas PX.", "See the semicolons and quotes of the lines before, and whether this is a PX file.");

    private Raw Until(char end, string name)
    {
        var start = _length;
        for (; ; )
        {
            var read = input.Read();
            if (read == end)
            {
                return new(PxTokenKind.Bare, start, _length - start);
            }

            if (read is -1 or ';' or '=' || _length - start > MaxName)
            {
                throw Fault(name, Speech.T($"tanda {end} hilang.", $"{end} is missing."), Speech.T("Lengkapi, misalnya TITLE[en].", "Complete it, such as TITLE[en]."));
            }

            Keep(read, name);
        }
    }

    private void Keys(string name, int line)
    {
        for (; ; )
        {
            Blanks();
            switch (input.Peek())
            {
                case ')':
                    input.Read();
                    return;
                case ',':
                    input.Read();
                    _joins = false;
                    break;
                case '"':
                    Text(name, line);
                    break;
                case -1 or ';' or '=':
                    throw Fault(name, Speech.T("tanda ) hilang.", ") is missing."), Speech.T("Tutup kurung setelah nama peubah atau nilainya.", "Close the bracket after the name of the variable or value."));
                default:
                    Bare(name, static next => next is ',' or ')' or '"' or ';' or '=' or -1);
                    break;
            }
        }
    }

    private void Values(string name, int line)
    {
        _joins = false;
        for (; ; )
        {
            Blanks();
            switch (input.Peek())
            {
                case ';':
                    input.Read();
                    return;
                case ',':
                    input.Read();
                    Add(new(PxTokenKind.Comma, 0, 0), name);
                    break;
                case '"':
                    Text(name, line);
                    break;
                case -1:
                    throw new PxException(line, name, Speech.T("nilainya tidak berakhir dengan titik koma.", "its value does not end with a semicolon."), Speech.T("Tambahkan titik koma, atau tutup tanda kutip yang terbuka.", "Add the semicolon, or close the quote that is open."));
                default:
                    Bare(name, static next => next is ',' or '"' or ';' or -1);
                    break;
            }
        }
    }

    private void Bare(string name, Func<int, bool> ends)
    {
        var start = _length;
        while (input.Peek() is var next && !ends(next) && !PxInput.IsBlank(next))
        {
            Keep(input.Read(), name);
        }

        Add(new(PxTokenKind.Bare, start, _length - start), name);
    }

    private void Text(string name, int line)
    {
        input.Read();
        // Parts that follow each other are one text, joined as bytes: a letter of several bytes may have been cut.
        var (start, joined) = (_length, false);
        if (_tokens.Count > 0 && _tokens[^1] is { Kind: PxTokenKind.Text } before && before.Start + before.Length == start && _joins)
        {
            (start, joined) = (before.Start, true);
        }

        var (blank, broken) = (false, false);
        while (true)
        {
            var read = input.Read();
            if (read == '"')
            {
                if (input.Peek() == '"')
                {
                    input.Read();
                }
                else if (Ends())
                {
                    break;
                }
            }
            else if (read < 0)
            {
                throw new PxException(line, name, Speech.T("tanda kutip tidak ditutup.", "a quote is not closed."), Speech.T("Tutup tanda kutip (\") pada nilai kata kunci ini.", "Close the quote (\") in the value of this keyword."));
            }

            // A line break within quotes is a blank, unless one stands there already.
            if (read is '\r' or '\n')
            {
                broken = true;
                continue;
            }

            if (broken && !blank && read != ' ' && _length > start)
            {
                Keep(' ', name);
            }

            (blank, broken) = (read == ' ', false);
            Keep(read, name);
        }

        var token = new Raw(PxTokenKind.Text, start, _length - start);
        if (joined)
        {
            _tokens[^1] = token;
        }
        else
        {
            Add(token, name);
        }

        _joins = true;
    }

    /// <summary>Whether a quote ends a text: a separator, another quote or the line's end follows. Anything else makes it a quote people wrote.</summary>
    private bool Ends()
    {
        for (var ahead = 0; ahead < PxInput.MaxAhead; ahead++)
        {
            switch (input.Peek(ahead))
            {
                case ' ' or '\t':
                    break;
                case '-' or ':':
                    return Quoted(ahead + 1);
                case ',' or ';' or ')' or '=' or '"' or '\r' or '\n' or -1 or 0x1A:
                    return true;
                default:
                    return false;
            }
        }

        return true;
    }

    private bool Quoted(int ahead)
    {
        while (ahead < PxInput.MaxAhead && input.Peek(ahead) is ' ' or '\t' or '\r' or '\n')
        {
            ahead++;
        }

        return input.Peek(Math.Min(ahead, PxInput.MaxAhead)) is '"';
    }

    private void Keep(int read, string name)
    {
        if (_length == _bytes.Length)
        {
            if (_length == MaxBytes)
            {
                throw TooLong(name);
            }

            Array.Resize(ref _bytes, Math.Min(MaxBytes, _length * 2));
        }

        _bytes[_length++] = (byte)read;
    }

    private void Add(Raw token, string name)
    {
        if (_tokens.Count == MaxTokens)
        {
            throw TooLong(name);
        }

        _joins = false;
        _tokens.Add(token);
    }

    private PxException TooLong(string name) => Fault(name, Speech.T("keterangan sebelum DATA terlalu panjang.", "what stands before DATA is too long."), Speech.T("Bagi menjadi beberapa tabel.", "Make several tables of it."));

    private PxException Fault(string? name, string what, string remedy) => new(input.Line, name, what, remedy);
}
