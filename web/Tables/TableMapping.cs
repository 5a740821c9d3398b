using System.Globalization;
using System.Text;
using DataPortal.Tables.Import;

namespace DataPortal.Tables;

/// <summary>What a person once said of a table's files, so that next year's goes in unasked: which heading is which dimension, which label which category.</summary>
public sealed record TableMapping
{
    /// <summary>Sheet, decimal mark and columns as they were chosen; null for the importer's own choice.</summary>
    public ImportChoice? Choice { get; init; }

    /// <summary>Code of the dimension by its heading in the file, as <see cref="Key"/> writes it.</summary>
    public IReadOnlyDictionary<string, string> Headings { get; init; } = new Dictionary<string, string>();

    /// <summary>For each dimension, code of the category by its label in the file; "" for one that is left out. Only what the labels do not say by themselves.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Labels { get; init; } = new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>For a dimension the files do not have: the category their figures belong to.</summary>
    public IReadOnlyDictionary<string, string> Fixed { get; init; } = new Dictionary<string, string>();

    /// <summary>A label or heading without what typing changes: case, accents, spaces and marks.</summary>
    public static string Key(string label)
    {
        var key = new StringBuilder(label.Length);
        foreach (var c in label.Normalize(NormalizationForm.FormD))
        {
            // Signs that set two labels apart stay: 15+ is not 15, 0-4 not 04.
            if (char.IsLetterOrDigit(c) || c is '+' or '-' or '<' or '>' or '%' or '/' || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation)
            {
                key.Append(CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.DashPunctuation ? '-' : char.ToLowerInvariant(c));
            }
        }

        return key.ToString();
    }
}
