using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Versions;

/// <summary>A table of changes as a file to take along: <c>csv</c> or <c>xlsx</c>.</summary>
public static class ChangeFile
{
    /// <returns>Null for another form.</returns>
    public static string? MediaType(string format) => format switch
    {
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => null,
    };

    /// <exception cref="SheetTooLargeException">More cells differ than a sheet has rows.</exception>
    public static void Write(Stream to, ChangeTable changes, string format, string name, string office, DateTimeOffset now)
    {
        if (format == "csv")
        {
            changes.WriteCsv(to);
            return;
        }

        changes.WriteXlsx(to, name, office, now);
    }

    /// <summary>Written to disk and not to memory: millions of cells may differ.</summary>
    /// <returns>Null when more cells differ than a sheet has rows.</returns>
    public static Stream? Made(ChangeTable changes, string format, string name, string office, DateTimeOffset now)
    {
        var made = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            Write(made, changes, format, name, office, now);
            made.Position = 0;
            return made;
        }
        catch (SheetTooLargeException)
        {
            made.Dispose();
            return null;
        }
    }
}
