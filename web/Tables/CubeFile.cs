using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DataPortal.Tables;

/// <summary>
/// A cube as one checked binary file of the file store, one per version of a table. Little-endian:
/// <code>
///  0  8 bytes  magic "DPCUBE\r\n" (a transfer that "mends" line ends is noticed)
///  8  uint32   version of this layout, 1
/// 12  uint32   bytes of the header, a multiple of 8 so that the figures stay aligned
/// 16  int64    cells
/// 24  uint32   CRC-32C of the figures and statuses
/// 28  uint32   CRC-32C of bytes 0–27 and the header
/// 32  header   JSON in UTF-8, dimensions and text, filled up with spaces
///     float64  × cells, row-major
///     byte     × cells, <see cref="CellStatus"/>
/// </code>
/// CRC-32C (RFC 3720 appendix B.4) notices every single changed byte and runs at memory speed; the file store's SHA-256 guards the whole.
/// </summary>
public static class CubeFile
{
    public const int LayoutVersion = 1;

    /// <summary>Most cells a table may have; beyond that it is several tables.</summary>
    public const int MaxCells = 10_000_000;

    public const int MaxHeaderBytes = 64 * 1024 * 1024;
    public const string MediaType = "application/vnd.dataportal.cube";

    private const int PreambleBytes = 32;

    private static readonly JsonSerializerOptions _json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static ReadOnlySpan<byte> Magic => "DPCUBE\r\n"u8;

    private sealed record Header(IReadOnlyList<Dimension> Dimensions, TableText Text);

    /// <exception cref="ArgumentException">The cube's parts do not fit each other: that is a fault of the caller, not of a file.</exception>
    public static void Write(Stream target, Cube cube, TableText text)
    {
        if (Fault(cube) is { } fault)
        {
            throw new ArgumentException(fault, nameof(cube));
        }

        var json = JsonSerializer.SerializeToUtf8Bytes(new Header(cube.Dimensions, text), _json);
        var header = new byte[(json.Length + 7) / 8 * 8];
        header.AsSpan().Fill((byte)' ');
        json.CopyTo(header, 0);

        var values = MemoryMarshal.AsBytes(cube.Values.AsSpan());
        var status = MemoryMarshal.AsBytes(cube.Status.AsSpan());
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        Magic.CopyTo(preamble);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[8..], LayoutVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[12..], (uint)header.Length);
        BinaryPrimitives.WriteInt64LittleEndian(preamble[16..], cube.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[24..], Crc(Crc(0, values), status));
        BinaryPrimitives.WriteUInt32LittleEndian(preamble[28..], Crc(Crc(0, preamble[..28]), header));

        target.Write(preamble);
        target.Write(header);
        target.Write(values);
        target.Write(status);
    }

    /// <param name="source">Seekable, at the file's first byte.</param>
    /// <exception cref="DamagedCubeException">The file is not a cube, is cut, or a byte of it changed. Nothing of it is used; no memory is taken on its word.</exception>
    public static (Cube Cube, TableText Text) Read(Stream source)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        var cells = ReadPreamble(source, preamble);
        var (dimensions, text) = ReadHeader(source, preamble);
        var values = GC.AllocateUninitializedArray<double>(cells);
        var status = GC.AllocateUninitializedArray<CellStatus>(cells);
        source.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        source.ReadExactly(MemoryMarshal.AsBytes(status.AsSpan()));
        if (Crc(Crc(0, MemoryMarshal.AsBytes(values.AsSpan())), MemoryMarshal.AsBytes(status.AsSpan())) != BinaryPrimitives.ReadUInt32LittleEndian(preamble[24..]))
        {
            throw new DamagedCubeException("its figures do not match their checksum");
        }

        var cube = new Cube { Dimensions = dimensions, Values = values, Status = status };
        return Fault(cube) is { } fault ? throw new DamagedCubeException(fault) : (cube, text);
    }

    /// <summary>What stands before the figures: enough for a list of tables.</summary>
    /// <inheritdoc cref="Read"/>
    public static (IReadOnlyList<Dimension> Dimensions, TableText Text) ReadHeader(Stream source)
    {
        Span<byte> preamble = stackalloc byte[PreambleBytes];
        ReadPreamble(source, preamble);
        var header = ReadHeader(source, preamble);
        return (header.Dimensions, header.Text);
    }

    /// <returns>How many cells follow the header.</returns>
    private static int ReadPreamble(Stream source, Span<byte> preamble)
    {
        if (source.ReadAtLeast(preamble, PreambleBytes, throwOnEndOfStream: false) < PreambleBytes || !preamble[..8].SequenceEqual(Magic))
        {
            throw new DamagedCubeException("it does not begin as a cube file does");
        }

        var version = BinaryPrimitives.ReadUInt32LittleEndian(preamble[8..]);
        var headerBytes = BinaryPrimitives.ReadUInt32LittleEndian(preamble[12..]);
        var cells = BinaryPrimitives.ReadInt64LittleEndian(preamble[16..]);
        if (version != LayoutVersion)
        {
            throw new DamagedCubeException($"its layout is version {version}, this portal reads version {LayoutVersion}");
        }

        // Lengths are believed only when the file really is that long.
        if (headerBytes is 0 or > MaxHeaderBytes || headerBytes % 8 != 0 || cells is < 1 or > MaxCells
            || source.Length != PreambleBytes + headerBytes + cells * (sizeof(double) + 1))
        {
            throw new DamagedCubeException("its length is not the one it states");
        }

        return (int)cells;
    }

    private static Header ReadHeader(Stream source, ReadOnlySpan<byte> preamble)
    {
        var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(preamble[12..]);
        var rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var header = rented.AsSpan(0, length);
            source.ReadExactly(header);
            if (Crc(Crc(0, preamble[..28]), header) != BinaryPrimitives.ReadUInt32LittleEndian(preamble[28..]))
            {
                throw new DamagedCubeException("its header does not match its checksum");
            }

            return JsonSerializer.Deserialize<Header>(header, _json) ?? throw new DamagedCubeException("its header is empty");
        }
        catch (JsonException e)
        {
            throw new DamagedCubeException($"its header cannot be read: {e.Message}");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>What is wrong between a cube's parts, or null.</summary>
    private static string? Fault(Cube cube)
    {
        if (cube.Dimensions.Count == 0)
        {
            return "it has no dimension";
        }

        long cells = 1;
        foreach (var dimension in cube.Dimensions)
        {
            if (dimension.Categories.Count == 0)
            {
                return $"its dimension {dimension.Code} has no category";
            }

            var codes = new HashSet<string>(dimension.Categories.Count, StringComparer.Ordinal);
            if (dimension.Categories.FirstOrDefault(category => !codes.Add(category.Code)) is { } twice)
            {
                return $"its dimension {dimension.Code} has the code {twice.Code} twice";
            }

            cells *= dimension.Categories.Count;
            if (cells > MaxCells)
            {
                return $"it has more than {MaxCells} cells";
            }
        }

        if (cube.Dimensions.Select(dimension => dimension.Code).Distinct(StringComparer.Ordinal).Count() != cube.Dimensions.Count)
        {
            return "two of its dimensions share a code";
        }

        if (cube.Values.Length != cells || cube.Status.Length != cells)
        {
            return $"its dimensions make {cells} cells, it has {cube.Values.Length} figures and {cube.Status.Length} statuses";
        }

        return MemoryMarshal.AsBytes(cube.Status.AsSpan()).IndexOfAnyExceptInRange((byte)0, (byte)CellStatus.Own9) >= 0
            ? "it holds a status this portal does not know"
            : null;
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> bytes)
    {
        crc = ~crc;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, rest);
        }

        return ~crc;
    }
}

/// <summary>A cube file cannot be trusted. The table is not shown rather than shown wrong.</summary>
public sealed class DamagedCubeException(string why) : Exception($"The cube file is damaged: {why}.");
