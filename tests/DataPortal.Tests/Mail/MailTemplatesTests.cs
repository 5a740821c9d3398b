using DataPortal.Content;
using DataPortal.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace DataPortal.Tests.Mail;

public sealed class MailTemplatesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("surat").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_mistake_is_named_with_its_file_and_line()
    {
        Write("satu.id.md", "---\nsubject: Halo {{nama}}\nfields: [nama]\n---\nYth. {{nama}},\n\n{{tak_dikenal}} dan {{ nama\n");
        Write("satu.en.md", "---\nsubject: Hello\nfields: [nama, lain]\n---\nDear {{nama}}\n");
        Write("dua.id.md", "---\nfields:\n  isi: markdown\n  x: gambar\n---\nDepan {{isi}}\n");
        Write("tiga.id.md", "tanpa kepala");
        Write("empat.id.md", "---\nsubject: [\n---\n");
        Write("lima.id.md", "---\nsubject: Lima\n---\nIsi\n");

        var messages = Assert.Throws<ContentException>(Load).Problems.Select(problem => problem.ToString()).ToList();
        Assert.Contains(messages, text => text.StartsWith("content/mail/satu.id.md:7: unknown field {{tak_dikenal}}", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/satu.id.md:7: {{ begins a field that is not complete", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/dua.id.md:1: the front matter needs a subject", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.Contains("the kind 'gambar'", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/dua.id.md:6: {{isi}} is Markdown", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/tiga.id.md:1: the file must begin with front matter", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/empat.id.md:", StringComparison.Ordinal));
        Assert.Contains(messages, text => text.StartsWith("content/mail/lima.en.md:1: is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_languages_take_the_same_fields()
    {
        Write("satu.id.md", "---\nsubject: Halo\nfields: [nama]\n---\n{{nama}}\n");
        Write("satu.en.md", "---\nsubject: Hello\nfields: [nama, lain]\n---\n{{nama}}\n");
        Assert.Contains("declares other fields", Assert.Throws<ContentException>(Load).Message, StringComparison.Ordinal);
    }

    private MailTemplates Load() => new(
        new ContentRoot(new ConfigurationBuilder().AddInMemoryCollection([new("Content:Path", _folder)]).Build(), new HostingEnvironment { ContentRootPath = _folder }),
        new MarkdownText());

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "mail")).FullName, name), text);
}
