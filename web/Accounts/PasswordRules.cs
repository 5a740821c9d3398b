using System.Text;
using Microsoft.AspNetCore.Identity;

namespace DataPortal.Accounts;

/// <summary>
/// What a password must be (NIST SP 800-63B §5.1.1.2): long, and not one that is guessed first. No rules of composition, no expiry;
/// every character counts, spaces too.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<StaffAccount>
{
    public const int Shortest = 12;
    public const int Longest = 200;

    // What passwords here are made of when they are made of too little. A password is refused when nothing is left of it but these, digits, signs and the own name.
    private static readonly string[] _common =
    [
        "password", "passw0rd", "passwd", "pass", "katasandi", "sandi", "rahasia", "secret", "admin", "administrator", "root", "user", "pengguna", "petugas", "pegawai", "login", "masuk",
        "welcome", "selamat", "datang", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "asdf", "zxcvbnm", "zxcvbn", "zxcv", "qazwsxedc", "qazwsx", "qaz", "wsx", "edc", "abcdefghijkl", "abcdef", "abcd", "abc",
        "letmein", "iloveyou", "loveyou", "love", "sayang", "cinta", "kamu", "aku", "anak", "ibu", "ayah", "mama", "papa", "bismillah", "alhamdulillah", "allah", "muhammad",
        "indonesia", "merdeka", "jakarta", "palembang", "sumatera", "sumatra", "selatan", "sumsel", "muara", "enim", "muaraenim", "kabupaten", "kantor", "bps", "badan", "pusat", "statistik", "statistics", "sensus",
        "data", "portal", "website", "web", "pst", "ipds", "garuda", "pancasila", "komputer", "computer", "internet", "google", "facebook", "whatsapp", "samsung", "android",
        "dragon", "monkey", "football", "bola", "baseball", "master", "sunshine", "princess", "superman", "batman", "pokemon", "naruto", "doraemon", "test", "tes", "coba", "contoh", "example", "sample", "default", "changeme", "ganti", "baru", "new",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        IdentityResult No(string code, string words) => IdentityResult.Failed(new IdentityError { Code = code, Description = words });
        var length = password?.EnumerateRunes().Count() ?? 0;
        return Task.FromResult(
            length < Shortest ? No("PasswordTooShort", $"Tulis sandi paling sedikit {Shortest} huruf, angka, atau spasi. Beberapa kata acak mudah diingat")
            : length > Longest ? No("PasswordTooLong", $"Tulis sandi paling banyak {Longest} huruf")
            : IsGuessable(password!, user.Staff) ? No("PasswordTooCommon", "Sandi ini mudah ditebak. Pakai beberapa kata yang tidak berhubungan, tanpa nama Anda")
            : IdentityResult.Success);
    }

    /// <summary>Whether nothing is left of a password but what is guessed first: common words, the own name, digits, repetitions.</summary>
    public static bool IsGuessable(string password, Staff staff)
    {
        var plain = Plain(password);
        string[] own = [.. $"{staff.Name} {staff.Email}".Split([' ', '.', ',', '@', '-', '_'], StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(word => word.Length >= 3)];

        return IsMadeOf(plain, own);
    }

    private static string Plain(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>The letter a digit is written for.</summary>
    private static char Unleet(char letter) => letter switch { '0' => 'o', '1' => 'i', '3' => 'e', '4' => 'a', '5' => 's', '7' => 't', _ => letter };

    private static bool StandsAt(string text, int at, string word) =>
        at + word.Length <= text.Length && word.Index().All(letter => text[at + letter.Index] == letter.Item || Unleet(text[at + letter.Index]) == letter.Item);

    /// <summary>Whether a text is nothing but common words, the person's own, digits and repetitions.</summary>
    private static bool IsMadeOf(string text, string[] own)
    {
        if (text.Distinct().Count() <= 3)
        {
            return true;
        }

        var reached = new bool[text.Length + 1];
        reached[0] = true;
        for (var at = 0; at < text.Length; at++)
        {
            if (!reached[at])
            {
                continue;
            }

            if (char.IsDigit(text[at]) || (at > 0 && text[at] == text[at - 1]))
            {
                reached[at + 1] = true;
            }

            foreach (var word in _common.Concat(own))
            {
                if (StandsAt(text, at, word))
                {
                    reached[at + word.Length] = true;
                }
            }
        }

        return reached[text.Length];
    }
}

/// <summary>Identity's hashing (PBKDF2, HMAC-SHA-512), over the text in one Unicode form whatever keyboard typed it (NIST SP 800-63B §5.1.1.2).</summary>
public class StaffPasswordHasher(Microsoft.Extensions.Options.IOptions<PasswordHasherOptions> options) : PasswordHasher<StaffAccount>(options)
{
    public override string HashPassword(StaffAccount user, string password) => base.HashPassword(user, Form(password));

    public override PasswordVerificationResult VerifyHashedPassword(StaffAccount user, string hashedPassword, string providedPassword) =>
        base.VerifyHashedPassword(user, hashedPassword, Form(providedPassword));

    private static string Form(string password) => password.Normalize(NormalizationForm.FormKC);
}
