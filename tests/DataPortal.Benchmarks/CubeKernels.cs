using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using DataPortal.Shared;
using DataPortal.Tables;
using Microsoft.Data.Sqlite;

namespace DataPortal.Benchmarks;

/// <summary>The cube's arithmetic on 5,000,000 cells (250 regions × 20 years × 2 sexes × 100 ages × 5 indicators), beside the same cells as rows of SQLite.</summary>
[MemoryDiagnoser]
public class CubeKernels : IDisposable
{
    private static readonly int[] _sizes = [250, 20, 2, 100, 5];

    private readonly string _folder = Directory.CreateTempSubdirectory("cube").FullName;
    private readonly double[] _values = new double[10_000];
    private readonly CellStatus[] _status = new CellStatus[10_000];
    private readonly int[] _turned = [3, 4, 0, 1, 2];
    private Cube _cube = null!;
    private IReadOnlyList<int>[] _selection = null!;
    private int[]?[] _byRegionAndYear = null!;
    private int[]?[] _byAgeAndIndicator = null!;
    private Dimension[] _regionsAndYears = null!;
    private Dimension[] _agesAndIndicators = null!;
    private SqliteConnection _rows = null!;

    public static void Run() => BenchmarkRunner.Run<CubeKernels>(DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance)).WithOptions(ConfigOptions.DisableLogFile).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "benchmarks")));

    [GlobalSetup]
    public void Fill()
    {
        var random = new Random(1603);
        var cells = _sizes.Aggregate(1, (a, b) => a * b);
        _cube = new()
        {
            Dimensions = [.. _sizes.Select((size, d) => Made($"d{d}", size))],
            Values = [.. Enumerable.Range(0, cells).Select(_ => (double)random.Next(1_000_000))],
            Status = new CellStatus[cells],
        };
        // One cell in fifty carries a symbol, as in real tables.
        for (var at = 0; at < cells; at += 50)
        {
            _cube.Status[at] = CellStatus.Provisional;
        }

        _selection = [[.. Enumerable.Range(0, 100).Select(r => r * 2)], [.. Enumerable.Range(10, 10)], [1], [.. Enumerable.Range(20, 10)], [3]];
        _byRegionAndYear = [[.. Enumerable.Range(0, 250).Select(r => r / 5)], null, new int[2], new int[100], new int[5]];
        _regionsAndYears = [Made("d0", 50), Made("d1", 20), Made("d2", 1), Made("d3", 1), Made("d4", 1)];
        _byAgeAndIndicator = [new int[250], [.. Enumerable.Range(0, 20).Select(y => y / 10)], new int[2], null, null];
        _agesAndIndicators = [Made("d0", 1), Made("d1", 2), Made("d2", 1), Made("d3", 100), Made("d4", 5)];
        using (var file = File.Create(Path.Combine(_folder, "cube")))
        {
            CubeFile.Write(file, _cube, new() { Title = new("Kubus"), Source = new("Contoh"), Period = "2026" });
        }

        FillRows();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _rows.Dispose();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public double Select_10_000_cells_and_pivot()
    {
        CubeArithmetic.Pick(_cube, _selection, _turned, _values, _status);
        return _values[^1];
    }

    [Benchmark]
    public double Sum_to_1_000_cells_along_the_runs() => CubeArithmetic.Aggregate(_cube, _byRegionAndYear, _regionsAndYears).Values[0];

    [Benchmark]
    public double Sum_to_1_000_cells_across_the_runs() => CubeArithmetic.Aggregate(_cube, _byAgeAndIndicator, _agesAndIndicators).Values[0];

    [Benchmark]
    public int Load_from_disk()
    {
        using var file = File.OpenRead(Path.Combine(_folder, "cube"));
        return CubeFile.Read(file).Cube.Length;
    }

    [Benchmark]
    public double Rows_select_10_000_cells()
    {
        using var command = _rows.CreateCommand();
        command.CommandText = "select value, status from cells where d4 = 3 and d2 = 1 and d0 % 2 = 0 and d0 < 200 and d1 between 10 and 19 and d3 between 20 and 29 order by d3, d4, d0, d1, d2";
        using var reader = command.ExecuteReader();
        var (at, last) = (0, 0.0);
        while (reader.Read())
        {
            (_values[at], _status[at]) = (last = reader.GetDouble(0), (CellStatus)reader.GetByte(1));
            at++;
        }

        return at == 10_000 ? last : throw new InvalidOperationException($"{at} rows");
    }

    [Benchmark]
    public double Rows_sum_to_1_000_cells()
    {
        using var command = _rows.CreateCommand();
        command.CommandText = "select d0 / 5, d1, sum(value), max(status) from cells group by 1, 2";
        using var reader = command.ExecuteReader();
        var sum = 0.0;
        while (reader.Read())
        {
            sum += reader.GetDouble(2);
        }

        return sum;
    }

    private static Dimension Made(string code, int size) => new(code, new Bilingual(code), DimensionRole.Other, [.. Enumerable.Range(0, size).Select(at => new Category($"{at}", new Bilingual($"{code} {at}")))]);

    private void FillRows()
    {
        SQLitePCL.Batteries_V2.Init();
        _rows = new($"Data Source={Path.Combine(_folder, "rows.db")}");
        _rows.Open();
        using var command = _rows.CreateCommand();
        command.CommandText = "create table cells (d0 int, d1 int, d2 int, d3 int, d4 int, value real, status int, primary key (d0, d1, d2, d3, d4)) without rowid; pragma cache_size = -1000000; begin";
        command.ExecuteNonQuery();
        command.CommandText = "insert into cells values ($0, $1, $2, $3, $4, $v, $s)";
        var names = new[] { "$0", "$1", "$2", "$3", "$4", "$v", "$s" };
        var parameters = names.Select(name => command.Parameters.Add(new SqliteParameter(name, 0L))).ToArray();
        command.Prepare();
        var strides = _cube.Strides();
        for (var at = 0; at < _cube.Length; at++)
        {
            for (var d = 0; d < strides.Length; d++)
            {
                parameters[d].Value = (long)(at / strides[d] % _sizes[d]);
            }

            (parameters[5].Value, parameters[6].Value) = (_cube.Values[at], (long)_cube.Status[at]);
            command.ExecuteNonQuery();
        }

        command.Parameters.Clear();
        command.CommandText = "commit; create index by_indicator on cells (d4, d2, d0, d1, d3, value, status); analyze";
        command.ExecuteNonQuery();
    }
}
