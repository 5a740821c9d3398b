using System.ComponentModel.DataAnnotations;
using System.Globalization;
using DataPortal.Mail;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Requests;

/// <summary>What the public form and the one for officers share: who asks for what, as typed. All errors show at once, in the reader's language.</summary>
public abstract class RequestForm : IValidatableObject
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? BirthYear { get; set; }
    public string? Sex { get; set; }
    public string? Education { get; set; }
    public string? Occupation { get; set; }
    public string? Institution { get; set; }
    public string? InstitutionCategory { get; set; }
    public string? Wanted { get; set; }
    public string? Subject { get; set; }
    public string? Region { get; set; }
    public string? Period { get; set; }
    public string? Detail { get; set; }
    public string? Purpose { get; set; }
    public string? PurposeNote { get; set; }

    /// <summary>The published item the visitor came from.</summary>
    public string? FromItem { get; set; }

    /// <summary>Signed: which form this is and when it was first shown.</summary>
    public string? Stamp { get; set; }

    public List<IFormFile>? Files { get; set; }

    /// <summary>Signed references to files that came with an earlier attempt.</summary>
    public List<string>? Kept { get; set; }

    protected abstract bool EmailRequired { get; }

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Blank(Name))
        {
            yield return Wrong(nameof(Name), Speech.T("Tulis nama Anda", "Enter your name"));
        }

        if (Blank(Email) ? EmailRequired : !Sender.IsAddress(Email!.Trim()) || Email!.Trim().Length > 200)
        {
            yield return Wrong(nameof(Email), Speech.T("Tulis alamat surel lengkap, misalnya nama@contoh.id", "Enter a whole e-mail address, such as name@example.org"));
        }

        if (Blank(Wanted) || Wanted!.Trim().Length < 10)
        {
            yield return Wrong(nameof(Wanted), Speech.T("Tulis data yang Anda cari, paling sedikit satu kalimat", "Write what data you are looking for, in at least one sentence"));
        }
        else if (Wanted.Length > 5000)
        {
            yield return Wrong(nameof(Wanted), Speech.T("Ringkas menjadi paling banyak 5.000 huruf, atau lampirkan sebagai berkas", "Shorten it to 5,000 characters at most, or attach it as a file"));
        }

        if (Code<Purpose>(Purpose) is null)
        {
            yield return Wrong(nameof(Purpose), Speech.T("Pilih untuk keperluan apa data itu", "Choose what the data are for"));
        }

        var year = validationContext.GetRequiredService<TimeProvider>().GetUtcNow().Year;
        if (!Blank(BirthYear) && (!int.TryParse(BirthYear, NumberStyles.None, CultureInfo.InvariantCulture, out var born) || born < year - 110 || born > year - 5))
        {
            yield return Wrong(nameof(BirthYear), Speech.T("Tulis tahun lahir dengan empat angka, misalnya 1998, atau kosongkan", "Enter the year of birth in four digits, such as 1998, or leave it empty"));
        }

        foreach (var (name, value, longest) in new[] { (nameof(Name), Name, 120), (nameof(Phone), Phone, 40), (nameof(Institution), Institution, 200), (nameof(Region), Region, 300),
            (nameof(Period), Period, 200), (nameof(Detail), Detail, 500), (nameof(PurposeNote), PurposeNote, 500) })
        {
            if (value is not null && value.Length > longest)
            {
                yield return Wrong(name, Speech.T($"Ringkas menjadi paling banyak {longest} huruf", $"Shorten it to {longest} characters at most"));
            }
        }
    }

    public Requester ToRequester(string language) => new()
    {
        Name = Name!.Trim(),
        Email = Text(Email),
        Phone = Text(Phone),
        BirthYear = int.TryParse(BirthYear, NumberStyles.None, CultureInfo.InvariantCulture, out var born) ? born : null,
        Sex = Code<Sex>(Sex),
        Education = Code<Education>(Education),
        Occupation = Code<Occupation>(Occupation),
        Institution = Text(Institution),
        InstitutionCategory = Code<InstitutionCategory>(InstitutionCategory),
        Language = language,
    };

    public Need ToNeed() => new()
    {
        Title = RequestWords.TitleOf(Wanted!),
        Wanted = Wanted!.Trim(),
        Subject = Text(Subject) is { Length: <= 16 } subject ? subject : null,
        Region = Text(Region),
        Period = Text(Period),
        Detail = Text(Detail),
        Purpose = Code<Purpose>(Purpose)!.Value,
        PurposeNote = Text(PurposeNote),
        FromItem = Text(FromItem) is { Length: <= 128 } item ? item : null,
    };

    public static IReadOnlyList<SelectListItem> Options<T>(Func<T, string> label) where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new SelectListItem(label(value), value.ToString()))];

    /// <summary>The code by its name, or null: an unknown one is as if nothing was chosen.</summary>
    protected static T? Code<T>(string? name) where T : struct, Enum =>
        Enum.TryParse<T>(name, out var code) && Enum.IsDefined(code) && !char.IsAsciiDigit(name![0]) ? code : null;

    protected static string? Text(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    protected static bool Blank(string? typed) => string.IsNullOrWhiteSpace(typed);

    protected static ValidationResult Wrong(string field, string message) => new(message, [field]);
}
