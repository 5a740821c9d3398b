using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Versions;

/// <summary>A table of changes as a file to take along.</summary>
public sealed record ChangeFile(Stream Content, string MediaType, string Name)
{
    /// <param name="format"><c>csv</c> or <c>xlsx</c>.</param>
    /// <returns>Null for another form, or when more cells differ than a sheet has rows.</returns>
    public static ChangeFile? Of(ChangeTable changes, string format, string name, string office, DateTimeOffset now)
    {
        // Made whole before the first byte goes out, on disk and not in memory: millions of cells may differ.
        var made = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        try
        {
            switch (format)
            {
                case "csv":
                    changes.WriteCsv(made);
                    made.Position = 0;
                    return new(made, "text/csv; charset=utf-8", name + ".csv");
                case "xlsx":
                    changes.WriteXlsx(made, name, office, now);
                    made.Position = 0;
                    return new(made, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
                default:
                    made.Dispose();
                    return null;
            }
        }
        catch (SheetTooLargeException)
        {
            made.Dispose();
            return null;
        }
    }
}
