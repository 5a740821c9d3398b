namespace DataPortal.Shared;

/// <summary>What both layouts need to know of where the visitor is.</summary>
public static class Menu
{
    /// <summary>Whether an address lies within a menu entry's part of the portal.</summary>
    public static bool Within(string path, string href)
    {
        var root = href[1..];
        root = root.EndsWith("/baru", StringComparison.Ordinal) ? root[..^"/baru".Length] : root;
        return path == root || path.StartsWith(root + "/", StringComparison.Ordinal);
    }
}
