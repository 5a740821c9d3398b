using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Catalog.Pages;

/// <summary>What lists and pages say of an item in a line.</summary>
public static class ItemWords
{
    /// <summary>412 halaman · PDF 9,6 MB</summary>
    public static string Line(CatalogItem item)
    {
        List<string> parts = [];
        if (item.Period.Length > 0)
        {
            parts.Add(item.Period);
        }

        if (item.ReleaseNumber is { } number)
        {
            parts.Add(number);
        }

        if (item.Pages is { } pages)
        {
            parts.Add($"{Show.Number(pages)} {Speech.T("halaman", "pages")}");
        }

        if (item.Kind is not ItemKind.Table && item.Files is [var file, ..])
        {
            parts.Add($"{FileKinds.Name(file.MediaType)} {Show.Size(file.Length)}");
        }

        return string.Join(" · ", parts);
    }

    /// <summary>Where a published file is handed out, with <c>~/</c>.</summary>
    public static string Address(FileReference file) => $"~/berkas/{file.Hash}/{Uri.EscapeDataString(file.Name)}";

    /// <summary>How to name it in a list of references.</summary>
    public static string Citation(CatalogItem item, OfficeOptions office)
    {
        var year = item.PublishedAt is { } published ? Show.Local(published).Year : item.Years.DefaultIfEmpty().Max();
        return $"{Speech.T(office.ShortName, office.NameEnglish)}. ({year}). {item.Title} [{item.Kind.Name()}]. {Speech.T(office.PortalName, office.PortalNameEnglish)}.";
    }
}
