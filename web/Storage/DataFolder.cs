namespace DataPortal.Storage;

/// <summary>
/// The data folder: made when missing, held by one portal at a time, and marked with the engine that wrote it,
/// so that nobody opens it by mistake with another and finds it empty.
/// </summary>
public sealed class DataFolder : IDisposable
{
    internal const string MarkerName = "engine";
    private const string LockName = "lock";

    private FileStream? _held;

    /// <exception cref="StorageRefusedException">It cannot be made or written.</exception>
    public DataFolder(string path)
    {
        FullPath = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(FullPath);
            var probe = Path($"write-test.{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageRefusedException(
                $"The data folder {FullPath} cannot be made or written ({fault.Message}) Let the user '{Environment.UserName}' write there, or name another folder in Storage:Path.", fault);
        }
    }

    public string FullPath { get; }

    /// <summary>The engine that wrote the folder; null when none did yet.</summary>
    public string? Engine => File.Exists(Path(MarkerName)) && File.ReadAllText(Path(MarkerName)).Trim() is { Length: > 0 } engine ? engine : null;

    public string Path(string name) => System.IO.Path.Combine(FullPath, name);

    /// <summary>From here on no other process may hold it. Frees itself when this one ends, however it ends.</summary>
    /// <exception cref="StorageRefusedException">Another portal holds it.</exception>
    public void Hold()
    {
        try
        {
            _held = new(Path(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new StorageRefusedException($"Another portal is using the data folder {FullPath}. Stop it first, or name another folder in Storage:Path.", busy);
        }
    }

    public void Mark(string engine)
    {
        if (Engine != engine)
        {
            Durable.WriteText(Path(MarkerName), engine + "\n");
        }
    }

    /// <summary>Whether a file in it is neither the store's nor the engine's, nor a door to the portal that runs here (<c>staff.socket</c>, <c>staff.channel</c>; a killed one leaves them behind).</summary>
    public bool IsOfOthers(string file)
    {
        var name = System.IO.Path.GetRelativePath(FullPath, file);
        return name is not (MarkerName or LockName or "staff.socket" or "staff.channel") && !name.StartsWith("portal.", StringComparison.Ordinal) && !name.StartsWith("portal-", StringComparison.Ordinal)
            && !name.StartsWith("files" + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    public void Dispose() => _held?.Dispose();
}
