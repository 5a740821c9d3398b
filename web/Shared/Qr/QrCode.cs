using System.Globalization;
using System.Text;
using QRCoder;
using QRCoder.Exceptions;

namespace DataPortal.Shared.Qr;

/// <summary>A QR code (ISO/IEC 18004, error correction M) as a square of modules, four light ones wide at every side.</summary>
public sealed class QrCode
{
    private readonly bool[,] _dark;

    private QrCode(bool[,] dark) => _dark = dark;

    /// <summary>Modules at each side, the light border included.</summary>
    public int Size => _dark.GetLength(0);

    public bool this[int row, int column] => _dark[row, column];

    /// <summary>Dark modules side by side, as boxes one module high.</summary>
    public IReadOnlyList<(int X, int Y, int Width)> Runs
    {
        get
        {
            var runs = new List<(int, int, int)>();
            for (var y = 0; y < Size; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    if (_dark[y, x])
                    {
                        var from = x;
                        while (x < Size && _dark[y, x])
                        {
                            x++;
                        }

                        runs.Add((from, y, x - from));
                    }
                }
            }

            return runs;
        }
    }

    /// <summary>The dark modules as the <c>d</c> of one SVG path of unit squares.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            foreach (var (x, y, width) in Runs)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
            }

            return path.ToString();
        }
    }

    /// <returns>Null for a text too long for any QR code (about 2,300 bytes).</returns>
    public static QrCode? Of(string text)
    {
        try
        {
            using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
            var size = code.ModuleMatrix.Count;
            var dark = new bool[size, size];
            for (var y = 0; y < size; y++)
            {
                for (var x = 0; x < size; x++)
                {
                    dark[y, x] = code.ModuleMatrix[y][x];
                }
            }

            return new(dark);
        }
        catch (DataTooLongException)
        {
            return null;
        }
    }
}
