using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Shared.Serving;
using DataPortal.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Requests;

public static partial class RequestsModule
{
    public static IServiceCollection AddRequests(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICollection>(RequestQueries.Collection);
        services.AddProcedureItem("permintaan");
        services.AddCaseLink(new(RequestClock.ProcedureId, [RequestClock.Intake, RequestClock.Notice, RequestClock.Answer], run => $"~/petugas/permintaan/{run}", [Role.WebAdmin, Role.SectionHead, Role.DivisionHead]));
        services.AddProcedureNeed(RequestClock.ProcedureId, RequestClock.Intake);
        services.AddProcedureNeed(RequestClock.ProcedureId, RequestClock.Notice, timed: true);
        services.AddProcedureNeed(RequestClock.ProcedureId, RequestClock.Answer, timed: true);
        services.AddSingleton<ICollection>(RequestView.Collection);
        services.AddSingleton<ICollection>(RequestReminder.Collection);
        services.AddOptions<RequestLimits>().Bind(configuration.GetSection(RequestLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ReCaptchaOptions>().Bind(configuration.GetSection(ReCaptchaOptions.Section)).ValidateDataAnnotations().ValidateOnStart();

        services.AddDataProtection();
        services.AddSingleton<StaffNoticeSource>(RequestNotices.ListAsync);
        services.AddSingleton<FormStamps>();
        services.AddSingleton<Consent>();
        services.AddSingleton<Referrals>();
        services.AddSingleton<ReplyTemplates>();
        services.AddSingleton<PublishedItems>();
        services.AddSingleton<Colleagues>();
        services.AddSingleton<RequestClock>();
        services.AddSingleton<RequestMarks>();
        services.AddSingleton<RequestMail>();
        services.AddSingleton<Registration>();
        services.AddSingleton<RequestIntake>();
        services.AddSingleton<RequestTracking>();
        services.AddSingleton<RequestQueue>();
        services.AddSingleton<RequestDesk>();
        services.AddSingleton<RequestReminders>();
        services.AddHostedService(provider => provider.GetRequiredService<RequestReminders>());
        services.AddHostedService<RequestSamples>();
        services.AddHttpClient<IHumanCheck, HumanCheck>(http => http.Timeout = TimeSpan.FromSeconds(5));
        AddReCaptchaPackage(services, configuration);

        if (configuration.GetSection(ReCaptchaOptions.Section).Get<ReCaptchaOptions>() is { IsOn: true })
        {
            services.Configure<SecurityHeadersOptions>(headers =>
            {
                headers.ScriptSources.Add("https://www.google.com/recaptcha/");
                headers.ScriptSources.Add("https://www.gstatic.com/recaptcha/");
                headers.FrameSources.Add("https://www.google.com/recaptcha/");
                headers.FrameSources.Add("https://recaptcha.google.com/recaptcha/");
                headers.ConnectSources.Add("https://www.google.com/recaptcha/");
            });
        }

        return services;
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/permintaan/{token}/berkas/{hash}/{name}", async (string token, string hash, HttpResponse response, RequestTracking tracking, IFileStore files, CancellationToken ct) =>
            await FileAsync(await tracking.FindAsync(token, ct), hash, response, files, ct));

        routes.MapGet("/petugas/permintaan/{id}/berkas/{hash}/{name}", [Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead)] async (string id, string hash, HttpResponse response, RequestQueue queue, IFileStore files, CancellationToken ct) =>
            await FileAsync(await queue.FindAsync(id, ct), hash, response, files, ct));
    }

    /// <summary>Has a body only in the full profile: puts the verification call of AspNetCore.ReCaptcha in the place of our own.</summary>
    static partial void AddReCaptchaPackage(IServiceCollection services, IConfiguration configuration);

    /// <summary>A file of a request's conversation, as a download and never shown inside the portal's origin.</summary>
    private static async Task<IResult> FileAsync(Request? request, string hash, HttpResponse response, IFileStore files, CancellationToken ct)
    {
        if (request?.Entries.SelectMany(entry => entry.Files).FirstOrDefault(one => one.Hash == hash) is not { } file || await files.OpenAsync(hash, ct) is not { } content)
        {
            return Results.NotFound();
        }

        response.ServePrivately();
        return Results.File(content, file.MediaType, file.Name, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }
}
