using DataPortal.Accounts;
using DataPortal.Activities;
using DataPortal.Catalog;
using DataPortal.Content;
using DataPortal.Mail;
using DataPortal.Procedures;
using DataPortal.Reports;
using DataPortal.Requests;
using DataPortal.Shared;
using DataPortal.Shared.Errors;
using DataPortal.Shared.Serving;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Api;
using DataPortal.WorkingTime;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);

// From the build folder too, not only from the published one, the portal finds its style sheet.
builder.WebHost.UseStaticWebAssets();
if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
{
    builder.WebHost.UseUrls("http://127.0.0.1:5080");
}

builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.Services
    .AddShared(builder.Configuration)
    .AddStorage(builder.Configuration)
    .AddContent(builder.Configuration)
    .AddWorkingTime(builder.Configuration)
    .AddMail(builder.Configuration)
    .AddAccounts(builder.Configuration)
    .AddProcedures()
    .AddTables(builder.Configuration)
    .AddCatalog(builder.Configuration)
    .AddRequests(builder.Configuration)
    .AddReports()
    .AddActivities(builder.Configuration);

builder.Services.AddRazorPages().WithRazorPagesAtContentRoot();
builder.Services.AddRazorComponents();
builder.Services.AddProblemDetails();

var app = builder.Build();
var isTested = app.Environment.IsEnvironment("Tests");
if (StaffProgram.IsAsked(args))
{
    return await StaffProgram.RunAsync(app.Services, args, CancellationToken.None);
}

if (StoreCommand.IsAsked(args))
{
    return await StoreCommand.RunAsync(app.Services, args);
}

if (StartFaults.InSettings(builder.Services, app.Services) is { Count: > 0 } faults && !isTested)
{
    return StartFaults.Say(faults);
}

try
{
    Lay(app);

    // What works beside the requests is made before the host starts: a fault in a document is then told in its own words, not as a host that failed.
    _ = app.Services.GetServices<IHostedService>().Count();
    _ = app.Services.GetRequiredService<OfficeLogo>();
    await app.RunAsync();
    return 0;
}
catch (Exception fault) when ((fault is StorageRefusedException or ContentException or OptionsValidationException or IOException) && !isTested)
{
    return StartFaults.Say(StartFaults.Words(fault));
}

// The way a request takes.
static void Lay(WebApplication app)
{
    app.UseForwardedHeaders();
    app.UseSecurityHeaders();
    app.UseFinishedPages();
    app.UseLanguage();
    app.UseErrorPages();
    app.UseTableApis();
    app.UseRouting();
    app.UsePageMethods();
    app.UsePageRecorder();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();

    app.MapStaticAssets();
    app.MapHealth();
    app.MapContent();
    app.MapWorkingTime();
    app.MapProcedures();
    app.MapTables();
    app.MapCatalog();
    app.MapRequests();
    app.MapActivities();
    app.MapRazorPages().WithStaticAssets();
}

/// <summary>Named so that tests can host the whole application.</summary>
public partial class Program;
