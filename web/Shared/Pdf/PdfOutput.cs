using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace DataPortal.Shared.Pdf;

/// <summary>
/// The objects of a PDF 1.7 file, written as they are ready: streams at once, small objects packed by the hundred into object streams,
/// and the cross-reference stream last (PDF 32000-1, 7.5). Same objects, same bytes: the file's identifier is a hash of them.
/// </summary>
internal sealed class PdfOutput : IDisposable
{
    private const int PackedPerStream = 400;
    private readonly Stream _to;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<(byte Kind, uint Place, ushort Index)> _entries = [(0, 0, 0xFFFF)];
    private readonly PdfBytes _head = new(1024);
    private readonly PdfBytes _packed = new(32 * 1024);
    private readonly List<(int Id, int Offset)> _inPack = [];
    private readonly MemoryStream _squeezed = new();
    private long _position;

    public PdfOutput(Stream to)
    {
        _to = to;
        Write("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n"u8);
    }

    /// <summary>A number for an object that will be written later.</summary>
    public int Reserve()
    {
        _entries.Add((0, 0, 0));
        return _entries.Count - 1;
    }

    /// <summary>Writes a small object into the open pack.</summary>
    public void Pack(int id, ReadOnlySpan<byte> body)
    {
        _inPack.Add((id, _packed.Length));
        _packed.Add(body).Add((byte)'\n');
        if (_inPack.Count == PackedPerStream)
        {
            ClosePack();
        }
    }

    /// <summary>Writes a stream.</summary>
    /// <param name="dictionary">Its entries besides Length and, when it is compressed here, Filter.</param>
    public void Stream(int id, ReadOnlySpan<byte> dictionary, ReadOnlySpan<byte> data, bool compress = true)
    {
        if (compress)
        {
            data = Squeezed(data);
        }

        _entries[id] = (1, checked((uint)_position), 0);
        _head.Clear();
        _head.Add(id).Add(" 0 obj\n<<"u8).Add(dictionary);
        if (compress)
        {
            _head.Add("/Filter/FlateDecode"u8);
        }

        Write(_head.Add("/Length "u8).Add(data.Length).Add(">>\nstream\n"u8).Written);
        Write(data);
        Write("\nendstream\nendobj\n"u8);
    }

    /// <summary>Writes the cross-references and the end of the file.</summary>
    public void Finish(int root, int info)
    {
        ClosePack();
        var id = Reserve();
        _entries[id] = (1, checked((uint)_position), 0);
        var start = _position;

        // Rows as differences from the row above (PNG predictor "up"): packed objects follow each other, so almost all is zero.
        const int Row = 7;
        var rows = new byte[_entries.Count * (Row + 1)];
        Span<byte> above = stackalloc byte[Row];
        Span<byte> row = stackalloc byte[Row];
        for (var at = 0; at < _entries.Count; at++)
        {
            var (kind, place, index) = _entries[at];
            row[0] = kind;
            BinaryPrimitives.WriteUInt32BigEndian(row[1..], place);
            BinaryPrimitives.WriteUInt16BigEndian(row[5..], index);
            var line = rows.AsSpan(at * (Row + 1));
            line[0] = 2;
            for (var i = 0; i < Row; i++)
            {
                line[i + 1] = (byte)(row[i] - above[i]);
            }

            row.CopyTo(above);
        }

        var hash = Convert.ToHexString(_hash.GetCurrentHash().AsSpan(0, 16));
        var dictionary = new PdfBytes(256).Add("/Type/XRef/W[1 4 2]/DecodeParms<</Predictor 12/Columns 7>>/Size "u8).Add(_entries.Count)
            .Add("/Root "u8).Reference(root).Add("/Info "u8).Reference(info).Add("/ID[<"u8).Add(hash).Add("><"u8).Add(hash).Add(">]"u8);
        Stream(id, dictionary.Written, rows);
        _head.Clear();
        Write(_head.Add("startxref\n"u8).Add(checked((int)start)).Add("\n%%EOF\n"u8).Written);
        _to.Flush();
    }

    public void Dispose()
    {
        _hash.Dispose();
        _squeezed.Dispose();
    }

    private void ClosePack()
    {
        if (_inPack.Count == 0)
        {
            return;
        }

        var id = Reserve();
        var index = new PdfBytes(_inPack.Count * 12);
        for (var at = 0; at < _inPack.Count; at++)
        {
            index.Add(_inPack[at].Id).Add((byte)' ').Add(_inPack[at].Offset).Add((byte)' ');
            _entries[_inPack[at].Id] = (2, (uint)id, (ushort)at);
        }

        var first = index.Length;
        var dictionary = new PdfBytes(64).Add("/Type/ObjStm/N "u8).Add(_inPack.Count).Add("/First "u8).Add(first);
        _inPack.Clear();
        index.Add(_packed.Written);
        _packed.Clear();
        Stream(id, dictionary.Written, index.Written);
    }

    private ReadOnlySpan<byte> Squeezed(ReadOnlySpan<byte> data)
    {
        _squeezed.SetLength(0);
        using (var zlib = new ZLibStream(_squeezed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write(data);
        }

        return _squeezed.GetBuffer().AsSpan(0, (int)_squeezed.Length);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _to.Write(bytes);
        _hash.AppendData(bytes);
        _position += bytes.Length;
    }
}
