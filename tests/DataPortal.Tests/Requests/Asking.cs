using System.Net;
using DataPortal.Mail;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Requests;

/// <summary>What the tests of requests do again and again.</summary>
internal static class Asking
{
    public const string Wanted = "Luas panen padi sawah menurut kecamatan, 2024 sampai 2026";

    public static (string Name, string Value)[] Fields(string email = "siti@contoh.id") =>
    [
        ("Form.Name", "Siti Contoh"), ("Form.Email", email), ("Form.Wanted", Wanted), ("Form.Purpose", "Research"), ("Form.Consent", "true"),
    ];

    /// <summary>Sends the form of a visitor and gives the request it became.</summary>
    public static async Task<Request> AskAsync(this WebApplicationFactory<Program> portal, HttpClient? browser = null, string path = "/permintaan/baru", params (string Name, string Value)[] more)
    {
        browser ??= portal.Visitor();
        var form = (await WebForm.OpenAsync(browser, path)).With(Fields()).With(more);
        using var answer = await form.SendAsync(browser);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return await portal.ByReceiptAsync(answer);
    }

    public static async Task<Request> ByReceiptAsync(this WebApplicationFactory<Program> portal, HttpResponseMessage answer)
    {
        var token = answer.Headers.Location!.ToString().Split("/permintaan/")[1].Split('/')[0];
        return (await portal.Documents().FirstAsync(RequestQueries.ByToken(token), TestContext.Current.CancellationToken))!;
    }

    public static IDocumentStore Documents(this WebApplicationFactory<Program> portal) => portal.Services.GetRequiredService<IDocumentStore>();

    public static async Task<Request> AgainAsync(this WebApplicationFactory<Program> portal, Request request) =>
        (await portal.Documents().FindAsync(RequestQueries.Collection, request.Id, TestContext.Current.CancellationToken))!;

    public static HttpClient Visitor(this WebApplicationFactory<Program> portal) => portal.CreateClient(new() { AllowAutoRedirect = false });

    public static HttpClient Officer(this WebApplicationFactory<Program> portal, params string[] roles)
    {
        var browser = portal.Visitor();
        browser.DefaultRequestHeaders.Add("Test-Roles", string.Join(',', roles.DefaultIfEmpty("WebAdmin")));
        return browser;
    }

    /// <summary>Letters about a request: the receipt, then its answers in order of time.</summary>
    public static async Task<IReadOnlyList<OutgoingMessage>> LettersAsync(this WebApplicationFactory<Program> portal, Request request) =>
        [.. (await portal.Documents().ListAsync(Outbox.Collection.Where("cause", $"requests/{request.Id}"), TestContext.Current.CancellationToken))
            .OrderBy(letter => letter.InReplyTo is not null).ThenBy(letter => letter.CreatedAt)];

    public static string Ticket(Request request) => $"/petugas/permintaan/{request.Number ?? request.Id}";
}
