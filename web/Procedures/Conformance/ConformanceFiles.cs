using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Procedures.Conformance;

/// <summary>A form the measures are handed out in.</summary>
public sealed record ConformanceFile(string MediaType, Action<Stream, ConformanceFigures> Write);

/// <summary>The conformance page as files. Neither holds a person's name.</summary>
public sealed class ConformanceFiles(IOptions<OfficeOptions> office, IConfiguration configuration)
{
    /// <summary>Said wherever figures of a demonstration are shown, on paper too; null on a portal in use.</summary>
    public static string? Mark(IConfiguration configuration) =>
        configuration.GetValue<bool>("Samples:Load") ? "Contoh: portal ini dimuati kegiatan dan permintaan contoh, dan angka di sini memuatnya." : null;

    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Pdf = "application/pdf";

    /// <param name="format"><c>xlsx</c> or <c>pdf</c></param>
    public ConformanceFile? Find(string format) => format switch
    {
        "xlsx" => new(Xlsx, (to, figures) => ConformanceSheet.Write(to, figures, office.Value, Mark(configuration))),
        "pdf" => new(Pdf, (to, figures) => ConformancePdf.Write(to, figures, office.Value, Mark(configuration))),
        _ => null,
    };
}
