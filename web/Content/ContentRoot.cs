namespace DataPortal.Content;

/// <summary>
/// The folder of what the office may edit without a programmer: <c>Content:Path</c> when it is set; in development the <c>content</c> beside the web project,
/// so that an edit shows at the next start; otherwise the <c>content</c> beside the program.
/// </summary>
public sealed class ContentRoot(IConfiguration configuration, IHostEnvironment environment)
{
    public string Path { get; } = configuration["Content:Path"] is { Length: > 0 } set
        ? System.IO.Path.GetFullPath(set, environment.ContentRootPath)
        : File.Exists(System.IO.Path.Combine(environment.ContentRootPath, "DataPortal.csproj"))
            ? System.IO.Path.GetFullPath(System.IO.Path.Combine(environment.ContentRootPath, "..", "content"))
            : System.IO.Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>A folder inside; it need not exist.</summary>
    public string Folder(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>The files of a folder by name, or none when there is no such folder.</summary>
    public IReadOnlyList<string> Files(string folder, string pattern) =>
        Directory.Exists(Folder(folder)) ? [.. Directory.EnumerateFiles(Folder(folder), pattern).Order(StringComparer.Ordinal)] : [];
}
