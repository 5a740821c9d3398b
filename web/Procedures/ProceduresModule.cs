using System.Text;
using DataPortal.Accounts;
using DataPortal.Procedures.Conformance;
using DataPortal.Procedures.Conformance.Published;
using DataPortal.Procedures.Drafts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Procedures;

public static class ProceduresModule
{
    public static IServiceCollection AddProcedures(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(ProcedureEvents.Collection);
        services.AddSingleton<ICollection>(ProcedureQueries.Versions);
        services.AddSingleton<ICollection>(ProcedureQueries.Drafts);
        services.AddSingleton(Offered);
        services.AddSingleton<ProcedureLibrary>();
        services.AddSingleton<ProcedureKeeping>();
        services.AddSingleton<DraftDesk>();
        services.AddSingleton<ScanDesk>();
        services.AddSingleton<OfficeLogo>();
        services.AddSingleton<StaffNoticeSource>(NoticesAsync);
        services.AddSingleton<ProcedureLog>();
        services.AddSingleton<ICollection>(RunQueries.Runs);
        services.AddSingleton<RunEngine>();
        services.AddSingleton<RunDesk>();
        services.AddHostedService<RunWaker>();
        services.AddHostedService<RunRecalculator>();
        services.AddHostedService<ProcedureCheck>();
        services.AddConformance();

        // Assignments of a survey, producers of a collection round and what they send: the office's documents name them already.
        foreach (var item in (string[])["penugasan", "produsen", "kiriman"])
        {
            services.AddProcedureItem(item);
        }

        // The forms of the surveys (procedures.md §4.3 and §5.3).
        foreach (var form in (string[])["rencana", "alokasi", "briefing", "penugasan", "pemeriksaan", "kompilasi", "pengiriman", "pelatihan", "lapangan", "evaluasi", "diseminasi"])
        {
            services.AddProcedureForm(form);
        }

        return services;
    }

    private static Offered Offered(IServiceProvider services) => new(
        services.GetServices<ProcedureItem>().Select(item => item.Name).ToHashSet(StringComparer.Ordinal),
        services.GetServices<ProcedureForm>().Select(form => form.Name).ToHashSet(StringComparer.Ordinal))
    {
        Needs = [.. services.GetServices<ProcedureNeed>()],
    };

    /// <summary>Where the signed scan of a version is handed out.</summary>
    internal static string ScanLink(string id, string version) => $"~/standar-pelayanan/{id}/versi/{version}/bertanda-tangan.pdf";

    public static void MapProcedures(this IEndpointRouteBuilder routes)
    {
        routes.MapConformance();
        routes.MapMethods("/standar-pelayanan/{id}.pdf", [HttpMethods.Get, HttpMethods.Head],
            (string id, ProcedureLibrary library, IServiceProvider services) => Printed(library.Find(id), services)).WithMetadata(new PublicPageAttribute());
        routes.MapMethods("/standar-pelayanan/{id}/versi/{versi}.pdf", [HttpMethods.Get, HttpMethods.Head],
            (string id, string versi, ProcedureLibrary library, IServiceProvider services) => Printed(library.Find(id, versi), services)).WithMetadata(new PublicPageAttribute());
        routes.MapMethods("/standar-pelayanan/{id}/versi/{versi}/bertanda-tangan.pdf", [HttpMethods.Get, HttpMethods.Head], ScannedAsync);
        routes.MapMethods("/standar-pelayanan/{id}/versi/{versi}.md", [HttpMethods.Get, HttpMethods.Head], (string id, string versi, ProcedureLibrary library) =>
            library.FindVersion(id, versi) is { } kept ? Results.File(Encoding.UTF8.GetBytes(kept.Text), "text/markdown; charset=utf-8", $"{kept.Procedure}.md") : Results.NotFound()).WithMetadata(new PublicPageAttribute());
    }

    /// <summary>The signed scan of a version, where one is attached.</summary>
    private static async Task<IResult> ScannedAsync(string id, string versi, HttpContext context, ProcedureLibrary library, IFileStore files, CancellationToken ct)
    {
        if (library.FindVersion(id, versi)?.Scan is not { } scan || await files.OpenAsync(scan.File.Hash, ct) is not { } content)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        var disposition = new ContentDispositionHeaderValue("inline");
        disposition.SetHttpFileName(scan.File.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "public, no-cache";
        headers.XContentTypeOptions = "nosniff";

        // Browsers show a PDF in a viewer of their own, which a sandbox would break.
        headers.ContentSecurityPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return Results.Stream(content, scan.File.MediaType, entityTag: new EntityTagHeaderValue($"\"{scan.File.Hash}\""), enableRangeProcessing: true);
    }

    private static IResult Printed(Procedure? procedure, IServiceProvider services)
    {
        if (procedure is null)
        {
            return Results.NotFound();
        }

        using var made = new MemoryStream();
        var signed = services.GetRequiredService<ProcedureLibrary>().FindVersion(procedure.Id, procedure.Version)?.Scan is null ? null
            : services.GetRequiredService<PortalLinks>().To(ScanLink(procedure.Id, procedure.Version), "id");
        ProcedurePdf.Write(made, procedure, services.GetRequiredService<OfficeLogo>().Picture, signed);
        return Results.File(made.ToArray(), "application/pdf", $"sop-{procedure.Id}.pdf");
    }

    private static Task<IReadOnlyList<StaffNotice>> NoticesAsync(IServiceProvider services, CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffNotice>>(
        [.. services.GetRequiredService<ProcedureLibrary>().Unreadable.Select(unreadable => new StaffNotice(ProcedureQueries.Deciders, unreadable, "~/petugas/standar", Urgent: true))]);

    /// <summary>Reads the procedures before the server listens: a document that cannot be read stops the start.</summary>
    private sealed class ProcedureCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            services.GetRequiredService<PublishedStandards>();
            return services.GetRequiredService<ProcedureKeeping>().StartAsync(ct);
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
