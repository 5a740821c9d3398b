namespace DataPortal.Tables.Formats.Px;

/// <summary>The bytes of a PX file, a buffer at a time, with the line they stand in.</summary>
internal sealed class PxInput(Stream stream, CancellationToken ct)
{
    /// <summary>How far ahead a caller may look.</summary>
    public const int MaxAhead = 256;

    private readonly byte[] _buffer = new byte[128 * 1024];
    private int _at;
    private int _end;
    private bool _ended;
    private bool _afterReturn;

    public int Line { get; private set; } = 1;

    /// <summary>Bytes at hand; empty only at the end of the file.</summary>
    public ReadOnlySpan<byte> Rest
    {
        get
        {
            if (_at == _end)
            {
                Fill();
            }

            return _buffer.AsSpan(_at, _end - _at);
        }
    }

    /// <returns>−1 at the end of the file.</returns>
    public int Read()
    {
        if (_at == _end && !Fill())
        {
            return -1;
        }

        var read = _buffer[_at++];
        if (read <= '\r')
        {
            CountLine(read);
        }

        return read;
    }

    /// <param name="ahead">From 0, at most <see cref="MaxAhead"/>.</param>
    public int Peek(int ahead = 0)
    {
        while (_at + ahead >= _end)
        {
            if (!Fill())
            {
                return -1;
            }
        }

        return _buffer[_at + ahead];
    }

    /// <summary>Goes past bytes of <see cref="Rest"/>.</summary>
    public void Skip(int count)
    {
        foreach (var read in _buffer.AsSpan(_at, count))
        {
            if (read <= '\r')
            {
                CountLine(read);
            }
            else
            {
                _afterReturn = false;
            }
        }

        _at += count;
    }

    public void SkipBlanks()
    {
        while (Peek() is var next and not -1 && IsBlank(next))
        {
            Read();
        }
    }

    // A DOS end of file (0x1A), zero bytes and a byte order mark in the middle of joined files are blanks.
    public static bool IsBlank(int read) => read is ' ' or '\t' or '\r' or '\n' or '\f' or '\v' or 0x1A or 0;

    private void CountLine(byte read)
    {
        if (read == '\r' || (read == '\n' && !_afterReturn))
        {
            Line++;
        }

        _afterReturn = read == '\r';
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        ct.ThrowIfCancellationRequested();
        _buffer.AsSpan(_at, _end - _at).CopyTo(_buffer);
        (_at, _end) = (0, _end - _at);
        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        return !_ended;
    }
}
