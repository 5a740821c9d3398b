using System.Diagnostics;

namespace DataPortal.Tests.Support;

/// <summary>The real LibreOffice, without a screen: opens a file and saves it in another form.</summary>
public static class LibreOffice
{
    public const string Missing = "LibreOffice (soffice) is not installed here; apt-get install libreoffice-calc.";

    public static bool IsInstalled { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "soffice")));

    /// <param name="to">A filter of <c>--convert-to</c>, its options included.</param>
    /// <returns>The files made, by name: LibreOffice writes one CSV a sheet when asked for all.</returns>
    public static IReadOnlyDictionary<string, byte[]> Convert(IReadOnlyDictionary<string, byte[]> files, string to, string? inputFilter = null)
    {
        Assert.NotEmpty(files);
        using var folder = new TemporaryFolder();
        var (source, target) = (Directory.CreateDirectory(Path.Combine(folder.FullPath, "dari")).FullName, Directory.CreateDirectory(Path.Combine(folder.FullPath, "ke")).FullName);
        foreach (var (name, content) in files)
        {
            File.WriteAllBytes(Path.Combine(source, name), content);
        }

        using var process = Process.Start(new ProcessStartInfo("soffice",
        [
            $"-env:UserInstallation=file://{folder.FullPath}/profil", "--headless", "--norestore", "--nolockcheck", .. inputFilter is null ? Array.Empty<string>() : [$"--infilter={inputFilter}"],
            "--convert-to", to, "--outdir", target, .. files.Keys.Select(name => Path.Combine(source, name)),
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var complaints = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("LibreOffice took more than five minutes.");
        }

        Assert.True(process.ExitCode == 0, $"{said.GetAwaiter().GetResult()} {complaints.GetAwaiter().GetResult()}");
        return Directory.GetFiles(target).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes, StringComparer.Ordinal);
    }
}
