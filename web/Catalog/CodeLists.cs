using CsvHelper;
using DataPortal.Content;
using DataPortal.Shared;

namespace DataPortal.Catalog;

/// <summary>One subject of the BPS classification (CSA).</summary>
public sealed record Subject(string Code, Bilingual Group, Bilingual Name);

/// <summary>The subjects by which the catalogue is arranged, from <c>content/subjects.csv</c> (BPS subject codes, CSA; English names after UNECE), in the file's order.</summary>
public sealed class Subjects
{
    private readonly Dictionary<string, Subject> _byCode;

    public Subjects(ContentRoot content)
    {
        All = [.. CodeFile.Read(System.IO.Path.Combine(content.Path, "subjects.csv"),
            row => new Subject(row["kode"], new(row["kelompok"], row["kelompok_en"]), new(row["nama"], row["nama_en"])))];
        _byCode = All.ToDictionary(subject => subject.Code);
    }

    public IReadOnlyList<Subject> All { get; }

    public Subject? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var subject) ? subject : null;

    /// <summary>The subject's name in the visitor's language, or the code where it is unknown.</summary>
    public string Name(string code) => Find(code)?.Name.ToString() ?? code;
}

/// <summary>A region figures are about.</summary>
/// <param name="Ministry">The Ministry of Home Affairs' number for it, with dots; null where it has none.</param>
public sealed record Region(string Code, Bilingual Name, string? Ministry = null);

/// <summary>Regions by BPS code, from <c>content/regions.csv</c>: the country, the province, its regencies and cities, the districts of the office's regency.</summary>
public sealed class Regions
{
    /// <summary>The office's own region, unless another is said.</summary>
    public const string Office = "1603";

    private readonly Dictionary<string, Region> _byCode;

    public Regions(ContentRoot content)
    {
        All = [.. CodeFile.Read(System.IO.Path.Combine(content.Path, "regions.csv"), row => new Region(row["kode"], new(row["nama"], row["nama_en"]), row.Maybe("kode_kemendagri")))];
        _byCode = All.ToDictionary(region => region.Code);
    }

    public IReadOnlyList<Region> All { get; }

    public Region? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var region) ? region : null;

    public string Name(string code) => Find(code)?.Name.ToString() ?? code;
}

/// <summary>A code list the office may edit: CSV in UTF-8 with a header line; lines that start with # are remarks.</summary>
internal static class CodeFile
{
    /// <exception cref="InvalidDataException">The file is missing or a column is; the message names file, line and column.</exception>
    public static IEnumerable<T> Read<T>(string path, Func<CodeRow, T> make)
    {
        if (!File.Exists(path))
        {
            throw new InvalidDataException($"{path} is missing.");
        }

        using var csv = CsvReader.FromFile(path, new CsvReaderOptions { Separator = ',', CommentPrefix = '#', TrimWhitespace = true, TrackLineNumbers = true });
        while (csv.Read())
        {
            yield return make(new(csv, path));
        }
    }
}

/// <summary>One line of a code list.</summary>
internal readonly struct CodeRow(CsvReader csv, string path)
{
    /// <returns>Null where the list has no such column or the line leaves it empty.</returns>
    public string? Maybe(string column) => csv.TryGetFieldIndex(column, out var at) && at < csv.FieldCount && csv.GetString(at) is { Length: > 0 } found ? found : null;

    public string this[string column] => csv.TryGetFieldIndex(column, out var at) && at < csv.FieldCount
        ? csv.GetString(at)
        : throw new InvalidDataException($"{path}, line {csv.LineNumber}: there is no column '{column}'.");
}
