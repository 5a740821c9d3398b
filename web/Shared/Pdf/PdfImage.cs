using System.Buffers.Binary;
using System.IO.Compression;

namespace DataPortal.Shared.Pdf;

/// <summary>A picture taken up by a document.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record PdfImage(int Width, int Height)
{
    internal int Id { get; private init; }

    internal static PdfImage Write(ReadOnlySpan<byte> file, PdfOutput output)
    {
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]))
        {
            return Jpeg(file, output);
        }

        return file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png(file, output) : throw new InvalidDataException("The picture is neither JPEG nor PNG.");
    }

    // The file goes in as it is; only its frame header is read (ITU-T T.81, B.2.2).
    private static PdfImage Jpeg(ReadOnlySpan<byte> file, PdfOutput output)
    {
        var at = 2;
        while (at + 9 < file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC)
            {
                var height = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]);
                var width = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]);
                var space = file[at + 9] switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", 4 => "/DeviceCMYK/Decode[1 0 1 0 1 0 1 0]", _ => throw new InvalidDataException("The JPEG has an unknown number of colours.") };
                return Put(output, width, height, 8, space, "/Filter/DCTDecode", file, false);
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
        }

        throw new InvalidDataException("The JPEG has no frame.");
    }

    // Without transparency the compressed rows go in as they are; with it, colours and mask are parted (ISO/IEC 15948).
    private static PdfImage Png(ReadOnlySpan<byte> file, PdfOutput output)
    {
        int width = 0, height = 0, depth = 0, kind = -1;
        var data = new PdfBytes(file.Length);
        byte[] palette = [];
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12)
            {
                throw new InvalidDataException("The PNG is cut short.");
            }

            var name = file.Slice(at + 4, 4);
            var body = file.Slice(at + 8, length);
            if (name.SequenceEqual("IHDR"u8))
            {
                (width, height, depth, kind) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]), body[8], body[9]);
                if (body[12] != 0 || width is < 1 or > 20_000 || height is < 1 or > 20_000)
                {
                    throw new InvalidDataException("The PNG is interlaced or too large.");
                }
            }
            else if (name.SequenceEqual("PLTE"u8))
            {
                palette = body.ToArray();
            }
            else if (name.SequenceEqual("IDAT"u8))
            {
                data.Add(body);
            }

            at += length + 12;
        }

        switch (kind)
        {
            case 0 or 2 or 3:
                var space = kind switch { 0 => "/DeviceGray", 2 => "/DeviceRGB", _ => $"[/Indexed/DeviceRGB {palette.Length / 3 - 1}<{Convert.ToHexString(palette)}>]" };
                return Put(output, width, height, depth, space, $"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors {(kind == 2 ? 3 : 1)}/BitsPerComponent {depth}/Columns {width}>>", data.Written, false);
            case 4 or 6 when depth == 8:
                var colors = kind == 4 ? 1 : 3;
                var (paint, mask) = Parted(data.Written, width, height, colors);
                var shape = Put(output, width, height, 8, "/DeviceGray", "", mask, true);
                return Put(output, width, height, 8, colors == 1 ? "/DeviceGray" : "/DeviceRGB", $"/SMask {shape.Id} 0 R", paint, true);
            default:
                throw new InvalidDataException("The PNG has a kind of colour that is not read here.");
        }
    }

    private static (byte[] Paint, byte[] Mask) Parted(ReadOnlySpan<byte> squeezed, int width, int height, int colors)
    {
        var step = colors + 1;
        var row = new byte[width * step];
        var above = new byte[width * step];
        var paint = new byte[width * height * colors];
        var mask = new byte[width * height];
        using var zlib = new ZLibStream(new MemoryStream(squeezed.ToArray()), CompressionMode.Decompress);
        for (var y = 0; y < height; y++)
        {
            var filter = zlib.ReadByte();
            zlib.ReadExactly(row);
            for (var x = 0; x < row.Length; x++)
            {
                int left = x >= step ? row[x - step] : 0, up = above[x], corner = x >= step ? above[x - step] : 0;
                row[x] += filter switch { 0 => 0, 1 => (byte)left, 2 => (byte)up, 3 => (byte)((left + up) / 2), 4 => Paeth(left, up, corner), _ => throw new InvalidDataException("The PNG is damaged.") };
            }

            for (var x = 0; x < width; x++)
            {
                row.AsSpan(x * step, colors).CopyTo(paint.AsSpan((y * width + x) * colors));
                mask[y * width + x] = row[x * step + colors];
            }

            (row, above) = (above, row);
        }

        return (paint, mask);
    }

    private static byte Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        int a = Math.Abs(guess - left), b = Math.Abs(guess - up), c = Math.Abs(guess - corner);
        return (byte)(a <= b && a <= c ? left : b <= c ? up : corner);
    }

    private static PdfImage Put(PdfOutput output, int width, int height, int depth, string space, string more, ReadOnlySpan<byte> data, bool compress)
    {
        var id = output.Reserve();
        output.Stream(id, new PdfBytes().Add("/Type/XObject/Subtype/Image/Width "u8).Add(width).Add("/Height "u8).Add(height).Add("/BitsPerComponent "u8).Add(depth)
            .Add("/ColorSpace"u8).Add(space).Add(more).Written, data, compress);
        return new(width, height) { Id = id };
    }
}
