using System.Text.Json;
using DataPortal.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables;

public class CubeFileTests
{
    [Fact]
    public void Any_cube_comes_back_as_it_was_written() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube =>
        {
            var (read, text) = CubeFile.Read(new MemoryStream(Written(cube)));
            return read.Values.Select(BitConverter.DoubleToInt64Bits).SequenceEqual(cube.Values.Select(BitConverter.DoubleToInt64Bits))
                && read.Status.SequenceEqual(cube.Status)
                && JsonSerializer.Serialize(read.Dimensions) == JsonSerializer.Serialize(cube.Dimensions)
                && JsonSerializer.Serialize(text) == JsonSerializer.Serialize(Cubes.Text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var written = Written(Small());
        for (var at = 0; at < written.Length; at++)
        {
            foreach (var flip in (byte[])[1, 0x20, 0x80, 0xFF])
            {
                var damaged = (byte[])written.Clone();
                damaged[at] ^= flip;
                Assert.Throws<DamagedCubeException>(() => CubeFile.Read(new MemoryStream(damaged)));
            }
        }
    }

    [Fact]
    public void A_file_cut_anywhere_or_longer_than_it_says_is_refused()
    {
        var written = Written(Small());
        for (var length = 0; length < written.Length; length++)
        {
            Assert.Throws<DamagedCubeException>(() => CubeFile.Read(new MemoryStream(written, 0, length)));
        }

        Assert.Throws<DamagedCubeException>(() => CubeFile.Read(new MemoryStream([.. written, 0])));
    }

    [Fact]
    public void A_file_that_claims_many_cells_takes_no_memory_on_its_word()
    {
        var written = Written(Small());
        BitConverter.GetBytes(9_999_999L).CopyTo(written, 16);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DamagedCubeException>(() => CubeFile.Read(new MemoryStream(written)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_cube_whose_parts_do_not_fit_is_not_written()
    {
        var small = Small();
        Assert.Throws<ArgumentException>(() => Written(small with { Values = [1] }));
        Assert.Throws<ArgumentException>(() => Written(small with { Dimensions = [Cubes.Dimension("a", DimensionRole.Other, "1", "1"), small.Dimensions[1]] }));
        Assert.Throws<ArgumentException>(() => Written(small with { Dimensions = [] }));
    }

    [Fact]
    public void The_figures_lie_aligned_so_that_the_file_can_be_mapped()
    {
        var written = Written(Small());
        Assert.Equal(0, (32 + BitConverter.ToInt32(written, 12)) % 8);
    }

    private static Cube Small() => new()
    {
        Dimensions = [Cubes.Dimension("wilayah", DimensionRole.Region, "1603", "1604"), Cubes.Dimension("tahun", DimensionRole.Time, "2025", "2026", "2027")],
        Values = [1, 2, 3, double.NaN, -0.0, 1e300],
        Status = [0, 0, CellStatus.Estimate, CellStatus.Nil, 0, 0],
    };

    private static byte[] Written(Cube cube)
    {
        using var file = new MemoryStream();
        CubeFile.Write(file, cube, Cubes.Text);
        return file.ToArray();
    }
}
