using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Shared.Errors;

/// <summary>What a person sees when there is no page to see: what happened, and what to do now. Machines get problem details instead.</summary>
/// <remarks>It changes nothing, and a form that failed comes here with its post: asking it for a token would hide the fault behind another.</remarks>
[IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; } = 500;

    public string Title => Code switch
    {
        400 => Speech.T("Permintaan ini tidak dapat dibaca", "This request cannot be read"),
        403 => Speech.T("Anda tidak berhak membuka halaman ini", "You may not open this page"),
        404 => Speech.T("Halaman ini tidak ada", "There is no such page"),
        405 => Speech.T("Cara ini tidak tersedia di sini", "This cannot be done here"),
        410 => Speech.T("Halaman ini sudah ditarik", "This page has been withdrawn"),
        413 => Speech.T("Berkasnya terlalu besar", "The file is too large"),
        429 => Speech.T("Terlalu banyak permintaan", "Too many requests"),
        503 => Speech.T("Portal sedang tidak dapat melayani", "The portal cannot serve just now"),
        _ => Speech.T("Terjadi gangguan di pihak kami", "Something went wrong on our side"),
    };

    public string Explanation => Code switch
    {
        400 => Speech.T("Formulirnya mungkin sudah terlalu lama terbuka. Kembali ke halaman sebelumnya, muat ulang, lalu kirim lagi.", "The form may have been open too long. Go back, reload the page, and send it again."),
        403 => Speech.T("Halaman ini untuk peran lain. Bila Anda memerlukannya, hubungi pengelola sistem kantor.", "It belongs to another role. Ask the office's system administrator if you need it."),
        404 => Speech.T("Alamatnya mungkin salah ketik, atau datanya pindah. Cari di sini, atau minta datanya kepada kami.", "The address may be mistyped, or the data may have moved. Search here, or ask us for the data."),
        405 => Speech.T("Buka halamannya lagi dari menu.", "Open the page again from the menu."),
        410 => Speech.T("Kami menariknya dan tidak memuatnya lagi. Cari penggantinya di sini, atau minta datanya kepada kami.", "We withdrew it. Search for what replaced it, or ask us for the data."),
        413 => Speech.T("Perkecil atau bagi berkasnya, lalu kirim lagi.", "Make the file smaller or split it, then send it again."),
        429 => Speech.T("Tunggu satu menit, lalu coba lagi.", "Wait a minute, then try again."),
        503 => Speech.T("Coba lagi beberapa menit lagi.", "Try again in a few minutes."),
        _ => Speech.T("Yang sudah tersimpan tetap aman. Coba lagi; bila berulang, beri tahu kami.", "What was saved is safe. Try again; if it happens again, tell us."),
    };

    /// <summary>Stands in the log beside what went wrong; only for our own faults.</summary>
    public string? Reference { get; private set; }

    public IActionResult OnGet(int? code) => Answer(code);

    public IActionResult OnPost(int? code) => Answer(code);

    private PageResult Answer(int? code)
    {
        Code = code is int asked and >= 400 and <= 599 ? asked : (Response.StatusCode is >= 400 and var status ? status : 500);
        Reference = Code >= 500 ? Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier : null;
        Response.StatusCode = Code;
        return Page();
    }
}
