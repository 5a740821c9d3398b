using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace DataPortal.Benchmarks;

/// <summary>Whole visits to the request form, eight visitors at a time: the page with its token, then the post, durable when answered.</summary>
internal static partial class FormPosts
{
    public static async Task RunAsync(Uri address, int count)
    {
        List<double> posts = [];
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (at, ct) =>
        {
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
            var form = await browser.GetStringAsync(new Uri("/permintaan/baru", UriKind.Relative), ct);
            using var content = new MultipartFormDataContent();
            foreach (Match hidden in Hidden().Matches(form))
            {
                var (name, value) = (Attribute(hidden.Value, "name"), Attribute(hidden.Value, "value"));
                if (name.Length > 0 && name != "Form.Seen")
                {
                    content.Add(new StringContent(System.Net.WebUtility.HtmlDecode(value)), name);
                }
            }

            foreach (var (name, value) in new[]
            {
                ("Form.Name", $"Pemohon Contoh {at}"), ("Form.Email", string.Create(CultureInfo.InvariantCulture, $"p{at}@contoh.id")), ("Form.Wanted", "Luas panen padi menurut kecamatan tahun 2025"),
                ("Form.Purpose", "Research"), ("Form.Consent", "true"), ("Form.Seen", "true"),
            })
            {
                content.Add(new StringContent(value), name);
            }

            var post = Stopwatch.StartNew();
            using var answer = await browser.PostAsync(new Uri("/permintaan/baru", UriKind.Relative), content, ct);
            if ((int)answer.StatusCode is not (302 or 303))
            {
                throw new InvalidOperationException($"The form answered {(int)answer.StatusCode}.");
            }

            lock (posts)
            {
                posts.Add(post.Elapsed.TotalMilliseconds);
            }
        });
        var seconds = watch.Elapsed.TotalSeconds;
        posts.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Form: {count} visits (page and post), {count / seconds:F0} per second; post median {posts[posts.Count / 2]:F1} ms, p99 {posts[(int)(posts.Count * 0.99)]:F1} ms"));
    }

    private static string Attribute(string tag, string name) =>
        Regex.Match(tag, name + "=\"([^\"]*)\"") is { Success: true } found ? found.Groups[1].Value : "";

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
