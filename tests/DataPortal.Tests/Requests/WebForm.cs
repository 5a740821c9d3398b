using System.Net.Http.Headers;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace DataPortal.Tests.Requests;

/// <summary>A form as a browser without JavaScript sees it: what stands in it goes back, hidden fields and chosen boxes included.</summary>
internal sealed class WebForm
{
    private readonly List<(string Name, string Value)> _fields = [];
    private readonly List<(string Name, string File, byte[] Content)> _files = [];

    private WebForm(string address) => Address = address;

    public string Address { get; private set; }

    /// <param name="handler">Chooses the form by what its action ends in; null takes the first with a token.</param>
    public static async Task<WebForm> OpenAsync(HttpClient browser, string path, string? handler = null)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return Read(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), path, handler);
    }

    public static WebForm Read(string html, string path, string? handler = null)
    {
        var page = new HtmlParser().ParseDocument(html);
        var form = page.QuerySelectorAll("form[method=post]").Where(form => handler is null
            ? form.QuerySelector("[name=__RequestVerificationToken]") is not null && form.QuerySelector("[name^='Form.']") is not null
            : (form.GetAttribute("action") ?? "").EndsWith("handler=" + handler, StringComparison.Ordinal)).First();
        var read = new WebForm(form.GetAttribute("action") is { Length: > 0 } action ? action : path);
        foreach (var field in form.QuerySelectorAll("input,select,textarea"))
        {
            var name = field.GetAttribute("name");
            switch (field)
            {
                case { } when string.IsNullOrEmpty(name):
                case IHtmlInputElement { Type: "file" or "submit" }:
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                    break;
                case IHtmlInputElement input:
                    read._fields.Add((name, input.Value));
                    break;
                case IHtmlSelectElement select:
                    read._fields.Add((name, select.Value ?? ""));
                    break;
                case IHtmlTextAreaElement text:
                    read._fields.Add((name, text.Value));
                    break;
                default:
                    break;
            }
        }

        return read;
    }

    /// <summary>Sent by a button of its own address: another handler of the same page.</summary>
    public WebForm By(string handler)
    {
        Address = Address[..(Address.LastIndexOf("handler=", StringComparison.Ordinal) + "handler=".Length)] + handler;
        return this;
    }

    public string this[string name] => _fields.First(field => field.Name == name).Value;

    public bool Has(string name) => _fields.Any(field => field.Name == name);

    public WebForm With(params (string Name, string Value)[] fields)
    {
        foreach (var field in fields)
        {
            _fields.RemoveAll(old => old.Name == field.Name);
            _fields.Add(field);
        }

        return this;
    }

    /// <summary>Another value for the first of several fields of a name.</summary>
    public WebForm First(string name, string value)
    {
        _fields[_fields.FindIndex(field => field.Name == name)] = (name, value);
        return this;
    }

    /// <summary>One more of the same name: a further box is ticked.</summary>
    public WebForm Also(string name, string value)
    {
        _fields.Add((name, value));
        return this;
    }

    public WebForm Without(string name)
    {
        _fields.RemoveAll(field => field.Name == name);
        return this;
    }

    public WebForm Attach(string name, string file, byte[] content)
    {
        _files.Add((name, file, content));
        return this;
    }

    /// <param name="handler">The button's own handler, when it is not the form's.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpClient browser, string? handler = null)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in _fields)
        {
            content.Add(new StringContent(value), name);
        }

        foreach (var (name, file, bytes) in _files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            content.Add(part, name, file);
        }

        var address = handler is null ? Address : Address.Split('?')[0] + "?handler=" + handler;
        return await browser.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }
}

internal static class Answers
{
    public static async Task<string> TextAsync(this HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static string PageText(string html) => string.Join(' ', new HtmlParser().ParseDocument(html).Body!.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    public static async Task<string> PageAsync(this HttpClient browser, string path)
    {
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return PageText(await answer.TextAsync());
    }
}
