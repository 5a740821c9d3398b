using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace DataPortal.Storage.Sqlite;

/// <summary>
/// Chooses the SQLite library: the system's when it is there and newer than the bundled one, since the system's gets the distribution's fixes.
/// </summary>
internal static class SqliteLibrary
{
    private const string Bundled = "e_sqlite3";

    private static readonly Lazy<string> _version = new(Load);

    /// <summary>Loads the library once a process.</summary>
    /// <returns>Its version and where it came from.</returns>
    public static string Use() => _version.Value;

    private static string Load()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        Batteries_V2.Init();
        return $"{raw.sqlite3_libversion().utf8_to_string()} ({(System() is { } system && system.Newer ? "system" : "bundled")})";
    }

    private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == Bundled && System() is { Newer: true } system ? system.Handle : IntPtr.Zero;

    private static (IntPtr Handle, bool Newer)? System()
    {
        string[] names = OperatingSystem.IsMacOS() ? ["/usr/lib/libsqlite3.dylib"] : OperatingSystem.IsWindows() ? [] : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, out var handle))
            {
                return (handle, !NativeLibrary.TryLoad(Bundled, typeof(SQLite3Provider_e_sqlite3).Assembly, null, out var bundled)
                    || Version(handle) > Version(bundled));
            }
        }

        return null;
    }

    private static int Version(IntPtr library) => NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var address)
        ? Marshal.GetDelegateForFunctionPointer<VersionNumber>(address)()
        : 0;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int VersionNumber();
}
