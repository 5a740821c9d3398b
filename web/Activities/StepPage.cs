using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace DataPortal.Activities;

/// <summary>Configuration section <c>Activities</c>.</summary>
public sealed class ActivityOptions
{
    public const string Section = "Activities";

    /// <summary>Files of one form.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 20)] public int Files { get; init; } = 10;

    /// <summary>Megabytes (powers of 1,000) of one file.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 50)] public int FileMegabytes { get; init; } = 10;

    public AttachmentLimits ForFiles => new(Files, FileMegabytes * 1_000_000L);
}

/// <summary>What every page of a step needs, in one parameter.</summary>
public sealed record StepTools(RunDesk Desk, RunRights Rights, Attachments Attachments, IOptions<ActivityOptions> Options, TimeProvider Clock);

/// <summary>A page on which one step is done: the generic checklist and the forms of the surveys. Evidence files come with it (partial <c>_EvidenceFiles</c>).</summary>
[RequestSizeLimit(210_000_000), RequestFormLimits(MultipartBodyLengthLimit = 210_000_000)]
public abstract class StepPage(StepTools tools) : RunPage(tools.Desk, tools.Rights, tools.Clock)
{
    /// <summary>Files sent with this turn of the form.</summary>
    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    /// <summary>Signed references to files sent with earlier turns; one whose box is cleared is left out.</summary>
    [BindProperty]
    public List<string>? KeptFiles { get; set; }

    /// <summary>All files of the form, after <see cref="TakeFilesAsync"/>.</summary>
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];

    /// <summary>The files as evidence of the step.</summary>
    public IReadOnlyList<string> FileEvidence => [.. Kept.Select(RunEvidence.Of)];

    public string FileHint => $"PDF, gambar, Excel, Word, OpenDocument, CSV, atau teks; paling banyak {Limits.Count} berkas, masing-masing {Show.Size(Limits.Bytes)}";

    protected StepTools Tools => tools;

    private AttachmentLimits Limits => tools.Options.Value.ForFiles;

    public string Sign(FileReference file) => tools.Attachments.Sign(file);

    /// <summary>Begins the form with files kept before.</summary>
    protected void Carry(IReadOnlyList<FileReference>? files) => Kept = files ?? [];

    /// <summary>Keeps what was sent, before anything else of the form is looked at: a mistake elsewhere loses no upload. What is wrong with a file stands at the field.</summary>
    /// <returns>Whether every file was taken.</returns>
    protected async Task<bool> TakeFilesAsync(CancellationToken ct)
    {
        var (files, wrong) = await tools.Attachments.TakeAsync(tools.Attachments.Read(KeptFiles), Files, Limits, null, ct);
        Kept = files;
        foreach (var message in wrong)
        {
            ModelState.AddModelError(nameof(Files), message);
        }

        return wrong.Count == 0;
    }
}
