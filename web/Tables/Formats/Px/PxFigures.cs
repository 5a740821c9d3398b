using System.Buffers.Text;
using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// Reads what follows <c>DATA=</c> straight into the cube: numbers and symbols between blanks, tabs, commas or semicolons (PX 2013, DATA), or rows with their keys (KEYS).
/// </summary>
internal sealed class PxFigures(PxInput input, PxSymbols symbols, PxLetters letters, double[] values, CellStatus[] status)
{
    private const int MaxToken = 400;

    private static readonly double[] _powers = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    private readonly byte[] _token = new byte[MaxToken];
    private int _length;

    public void Read()
    {
        var at = 0;
        while (true)
        {
            var kind = Next();
            if (kind == Kind.End)
            {
                break;
            }

            if (at == values.Length)
            {
                // One word too many is likelier a word than a figure.
                Check(kind);
                throw Fault(
                    Speech.T($"ada lebih dari {values.Length} angka.", $"there are more than {values.Length} figures."),
                    Speech.T("Jumlah angka harus sama dengan perkalian banyaknya nilai setiap peubah.", "There must be as many figures as the numbers of values of the variables multiply to."));
            }

            Put(at++, kind);
        }

        if (at < values.Length)
        {
            throw Fault(
                Speech.T($"ada {at} angka, seharusnya {values.Length}.", $"there are {at} figures where {values.Length} should be."),
                Speech.T("Periksa apakah berkas terpotong atau ada nilai peubah yang kurang.", "See whether the file was cut or a variable lacks a value."));
        }
    }

    /// <summary>Rows of a key for each variable down, then as many figures as run across. A row that is not there is zeros.</summary>
    /// <param name="down">The variables of STUB, with what stands for their values: true for codes.</param>
    /// <param name="named">The same in the order KEYS names them, which some files keep to; null where that is no other.</param>
    /// <param name="across">Figures a row.</param>
    public void ReadKeyed(IReadOnlyList<(PxVariable Variable, bool Codes)> down, IReadOnlyList<(PxVariable Variable, bool Codes)>? named, int across, string language)
    {
        status.AsSpan().Clear();
        values.AsSpan().Clear();
        var said = new string[down.Count];
        var places = new int[down.Count];
        var isFirst = true;
        while (true)
        {
            for (var key = 0; key < down.Count; key++)
            {
                SkipSeparators(key == 0);
                if (input.Peek() < 0)
                {
                    if (key == 0)
                    {
                        return;
                    }

                    throw Fault(Speech.T("baris terakhir tidak lengkap.", "the last row is not complete."), Speech.T("Periksa apakah berkas terpotong.", "See whether the file was cut."));
                }

                said[key] = Key();
            }

            var wrong = Place(down, said, places, language);
            if (wrong >= 0 && isFirst && named is not null && Place(named, said, places, language) < 0)
            {
                (down, wrong) = (named, -1);
            }

            if (wrong >= 0)
            {
                throw Fault(
                    Speech.T($"kunci \"{said[wrong]}\" bukan nilai peubah {wrong + 1}.", $"the key \"{said[wrong]}\" is no value of variable {wrong + 1}."),
                    Speech.T("Kunci harus sama dengan VALUES atau CODES peubah itu.", "A key must be one of the VALUES or CODES of its variable."));
            }

            isFirst = false;
            var row = 0;
            foreach (var (variable, _) in down.OrderBy(one => one.Variable.Index))
            {
                row = row * variable.Size + places[variable.Index];
            }

            for (var at = row * across; at < (row + 1) * across; at++)
            {
                var kind = Next();
                if (kind == Kind.End)
                {
                    throw Fault(Speech.T("baris terakhir kurang angka.", "the last row lacks figures."), Speech.T("Setiap baris berisi kunci, lalu satu angka per kolom.", "Each row has its keys, then a figure a column."));
                }

                Put(at, kind);
            }
        }
    }

    /// <param name="places">By variable: which of its values.</param>
    /// <returns>The first key that is no value of its variable; −1 where all are.</returns>
    private static int Place(IReadOnlyList<(PxVariable Variable, bool Codes)> down, string[] said, int[] places, string language)
    {
        for (var key = 0; key < down.Count; key++)
        {
            var (variable, codes) = down[key];
            var place = codes && variable.FindCode(said[key]) is >= 0 and var code ? code : variable.Find(language, said[key]);
            if (place < 0)
            {
                return key;
            }

            places[variable.Index] = place;
        }

        return -1;
    }

    private enum Kind
    {
        End,

        /// <summary>Without quotes.</summary>
        Plain,
        Quoted,
    }

    private void Put(int at, Kind kind)
    {
        var token = _token.AsSpan(0, _length);
        if (Number(token, out var number))
        {
            (values[at], status[at]) = (number, CellStatus.Normal);
            return;
        }

        values[at] = double.NaN;
        status[at] = Symbol(token, kind);
    }

    private void Check(Kind kind)
    {
        var token = _token.AsSpan(0, _length);
        if (!Number(token, out _))
        {
            Symbol(token, kind);
        }
    }

    private CellStatus Symbol(ReadOnlySpan<byte> token, Kind kind)
    {
        if (token.Length is > 0 and <= PxSymbols.MaxDots && token.IndexOfAnyExcept((byte)'.') < 0)
        {
            return symbols.Dots(token.Length);
        }

        if (token is [(byte)'-'])
        {
            return CellStatus.Nil;
        }

        // PxWeb before 2.0 wrote NaN where a figure was missing; some offices leave an empty text.
        var text = letters.Text(token).Trim();
        if (text.Length == 0 || text.Equals("NaN", StringComparison.OrdinalIgnoreCase) || text.Equals("NULL", StringComparison.OrdinalIgnoreCase))
        {
            return CellStatus.Missing;
        }

        // A symbol stands in quotes (PX 2013, DATA); without them only what is a symbol elsewhere, or no word, is one.
        if (kind == Kind.Quoted || (text.Length <= 4 && !text.Any(char.IsAsciiDigit) && (!text.Any(char.IsLetter) || symbols.Knows(text))))
        {
            return symbols.Of(text.Length > 40 ? text[..40] : text) ?? CellStatus.NotAvailable;
        }

        throw Fault(
            Speech.T($"\"{(text.Length > 40 ? text[..40] : text)}\" bukan angka.", $"\"{(text.Length > 40 ? text[..40] : text)}\" is no number."),
            Speech.T("Tulis angka dengan titik desimal dan tanpa pemisah ribuan, atau lambang dalam tanda kutip.", "Write numbers with a decimal point and nothing between thousands, or a symbol in quotes."));
    }

    /// <summary>Up to 19 digits and a power of ten a double holds exactly are one division, rounded right; all else goes to the library.</summary>
    private static bool Number(ReadOnlySpan<byte> token, out double number)
    {
        var (at, negative) = (0, false);
        if (token.Length > 0 && token[0] is (byte)'-' or (byte)'+')
        {
            negative = token[0] == '-';
            at = 1;
        }

        var (mantissa, digits, decimals) = (0L, 0, -1);
        for (; at < token.Length; at++)
        {
            var digit = token[at] - '0';
            if ((uint)digit <= 9)
            {
                mantissa = mantissa * 10 + digit;
                digits++;
                if (digits > 18)
                {
                    return Slow(token, out number);
                }
            }
            else if (token[at] == '.' && decimals < 0)
            {
                decimals = digits;
            }
            else
            {
                return Slow(token, out number);
            }
        }

        var scale = decimals < 0 ? 0 : digits - decimals;
        if (digits == 0 || mantissa > 1L << 53 || scale > 22)
        {
            return Slow(token, out number);
        }

        number = mantissa / _powers[scale];
        number = negative ? -number : number;
        return true;
    }

    private static bool Slow(ReadOnlySpan<byte> token, out double number)
    {
        number = 0;
        return token.Length > 0 && (char.IsAsciiDigit((char)token[^1]) || token[^1] == '.') && token.IndexOfAnyInRange((byte)'0', (byte)'9') >= 0
            && Utf8Parser.TryParse(token[0] == '+' ? token[1..] : token, out number, out var used) && used == token.Length - (token[0] == '+' ? 1 : 0) && double.IsFinite(number);
    }

    /// <summary>The next figure or symbol, into <see cref="_token"/>.</summary>
    private Kind Next()
    {
        SkipSeparators(true);
        var rest = input.Rest;
        if (rest.IsEmpty)
        {
            return Kind.End;
        }

        if (rest[0] == '"')
        {
            Quoted();
            return Kind.Quoted;
        }

        _length = 0;
        while (!rest.IsEmpty)
        {
            var end = 0;
            while (end < rest.Length && !IsSeparator(rest[end]) && rest[end] != '"')
            {
                end++;
            }

            if (_length + end > MaxToken)
            {
                throw Fault(Speech.T("ada angka yang terlalu panjang.", "a figure is too long."), Speech.T("Pisahkan angka dengan spasi.", "Put blanks between figures."));
            }

            rest[..end].CopyTo(_token.AsSpan(_length));
            _length += end;
            var cut = end == rest.Length;
            input.Skip(end);
            if (!cut)
            {
                break;
            }

            rest = input.Rest;
        }

        return Kind.Plain;
    }

    private void Quoted()
    {
        input.Read();
        _length = 0;
        while (input.Read() is var read && read != '"')
        {
            if (read < 0 || _length == MaxToken)
            {
                throw Fault(Speech.T("tanda kutip tidak ditutup.", "a quote is not closed."), Speech.T("Lambang ditulis seperti \"..\".", "A symbol is written as \"..\"."));
            }

            _token[_length++] = (byte)read;
        }
    }

    private string Key()
    {
        if (input.Peek() == '"')
        {
            Quoted();
        }
        else
        {
            _length = 0;
            while (input.Peek() is var next && next >= 0 && !IsSeparator((byte)next) && _length < MaxToken)
            {
                _token[_length++] = (byte)input.Read();
            }
        }

        return letters.Text(_token.AsSpan(0, _length));
    }

    private static bool IsSeparator(byte read) => read is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)',' or (byte)';' or 0x1A or 0 or (byte)'\f' or (byte)'\v';

    // A semicolon ends the data, or stands between figures: what follows tells.
    private void SkipSeparators(bool all)
    {
        while (true)
        {
            var rest = input.Rest;
            var at = 0;
            while (at < rest.Length && IsSeparator(rest[at]) && (all || rest[at] != ';'))
            {
                at++;
            }

            var more = at == rest.Length && at > 0;
            input.Skip(at);
            if (!more)
            {
                return;
            }
        }
    }

    private PxException Fault(string what, string remedy) => new(input.Line, "DATA", what, remedy);
}
