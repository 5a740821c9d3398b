using System.Runtime.InteropServices;

namespace DataPortal.Storage;

/// <summary>What .NET has no call for: syncing a folder, so that the name of a new file in it survives a power cut.</summary>
internal static class Durable
{
    /// <summary>Does nothing on Windows, where the file system's journal keeps names.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(System.Text.Encoding.UTF8.GetBytes(folder + '\0'), 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened for syncing (errno {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            // EINVAL: this file system does not sync folders.
            const int invalid = 22;
            if (Sync(handle) != 0 && Marshal.GetLastPInvokeError() is not invalid and var fault)
            {
                throw new IOException($"The folder {folder} cannot be synced (errno {fault}).");
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>Writes a small file so that after a power cut it is whole: the old one or the new one.</summary>
    public static void WriteText(string path, string text)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(System.Text.Encoding.UTF8.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        SyncFolder(Path.GetDirectoryName(path)!);
    }

#pragma warning disable SYSLIB1054 // The generated form needs unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "open", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Close(int handle);
#pragma warning restore SYSLIB1054
}
