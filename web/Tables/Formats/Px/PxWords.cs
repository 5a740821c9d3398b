using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>What a PX file says of the table as a whole.</summary>
internal static class PxWords
{
    private static readonly string[] _stamps = ["yyyyMMdd HH:mm", "yyyyMMdd H:mm", "yyyyMMdd HH:mm:ss", "yyyyMMdd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyyMMddHHmm", "yyyyMMdd HHmm", "dd.MM.yyyy", "dd.MM.yyyy HH:mm", "dd/MM/yyyy"];
    private static readonly TimeSpan _office = TimeSpan.FromHours(7);

    /// <summary>A number without decimals; null for anything else.</summary>
    public static int? Whole(PxEntry? entry) => int.TryParse(entry?.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    /// <summary>What the symbols in the data will mean: as the notes explain them, then as the file declares them.</summary>
    public static void Symbols(PxHeader header, PxNotes notes, PxSymbols symbols)
    {
        notes.ReadTable();
        foreach (var (mark, meaning) in notes.Symbols)
        {
            symbols.Explain(mark, meaning);
        }

        for (var dots = 1; dots <= PxSymbols.MaxDots; dots++)
        {
            if (header.Of(Name(dots), header.First) is not null || header.Of(Name(dots), header.Own) is not null)
            {
                // A text of blanks shows nothing: an empty cell.
                symbols.Declare(dots, header.Text(Name(dots)) ?? new(""));
            }
        }

        if (header.Of("DATASYMBOLNIL", header.Own)?.Text.Trim() is "-" or "–")
        {
            header.Text("DATASYMBOLNIL");
        }
    }

    /// <summary>Symbols that are declared and not met are kept as they are written.</summary>
    public static void Unmet(PxHeader header, PxNotes notes, PxSymbols symbols, CellStatus[] status)
    {
        symbols.Compact(notes.Symbols.Count(symbol => symbols.Own.Any(own => own.Mark == symbol.Mark)), status);
        for (var dots = 1; dots <= PxSymbols.MaxDots; dots++)
        {
            foreach (var entry in header.All(Name(dots)))
            {
                entry.Taken &= symbols.IsMet(dots);
            }
        }
    }

    private static string Name(int dots) => dots == PxSymbols.MaxDots ? "DATASYMBOLSUM" : string.Create(CultureInfo.InvariantCulture, $"DATASYMBOL{dots}");

    public static TableText Text(PxHeader header, IReadOnlyList<Dimension> dimensions, PxSymbols symbols, PxNotes read)
    {
        var contents = header.Text("CONTENTS");
        var description = header.Of("TITLE", header.First) is null && header.Of("TITLE", header.Own) is null ? header.Of("DESCRIPTION", header.First) ?? header.Of("DESCRIPTION", header.Own) : null;
        var title = header.Text("TITLE") ?? (description is null ? null : PxHeader.Both(description.Text, header.Of("DESCRIPTION", header.Second)?.Text)) ?? contents ?? new("");
        var (decimals, shown) = (header.Of("DECIMALS", header.Own), header.Of("SHOWDECIMALS", header.Own));
        var (updated, next) = (header.Of("LAST-UPDATED", header.Own) ?? header.FirstOf("LAST-UPDATED"), header.Of("NEXT-UPDATE", header.Own));
        var contact = header.Of("CONTACT", header.First) ?? header.Of("CONTACT", header.Own);
        foreach (var (entry, held) in ((PxEntry?, bool)[])
        [
            (decimals, Whole(decimals) is >= 0 and <= 15), (shown, Whole(shown) is >= 0 and <= 15), (updated, updated?.Keys.Count == 0 && Moment(updated.Text) is not null),
            (next, next is not null && Moment(next.Text) is { } stamp && next.Text.Trim() == stamp.ToString("yyyyMMdd", CultureInfo.InvariantCulture)), (contact, true),
        ])
        {
            if (entry is not null)
            {
                entry.Taken = held;
            }
        }

        if (updated?.Taken == true && header.Of("LAST-UPDATED", header.Second) is { } same && same.Text == updated.Text)
        {
            same.Taken = true;
        }

        if (contact is not null && header.Of("CONTACT", header.Second) is { } other && other.Text == contact.Text)
        {
            other.Taken = true;
        }

        Same(header, dimensions, updated);
        contact ??= header.FirstOf("CONTACT");
        if (contents == PxDefaults.Contents(title))
        {
            contents = null;
        }

        var reference = header.Text("REFPERIOD");
        return new()
        {
            Title = title,
            Contents = contents,
            Unit = header.Text("UNITS"),
            Decimals = Math.Clamp(Whole(shown) ?? Whole(decimals) ?? 0, 0, 15),
            Source = header.Text("SOURCE") ?? new(""),
            Notes = read.Finish(),
            OwnSymbols = symbols.Own,
            Period = Period(dimensions) ?? reference?.Id ?? "",
            ReferencePeriod = reference,
            UpdatedAt = updated is null || Moment(updated.Text) is not { } at ? null : new DateTimeOffset(at.AddSeconds(-at.Second), _office),
            NextRelease = next is null || Moment(next.Text) is not { } day ? null : DateOnly.FromDateTime(day),
            Contact = contact is { Text.Length: > 0 } ? PxNotes.Lines(contact.Text) : null,
            IsSample = read.IsSample,
            IsProjection = read.IsProjection,
        };
    }

    /// <summary>The table's moment again, at each measure (PX 2013, LAST-UPDATED: repeated for each value of the contents variable): said once here, and again by who writes.</summary>
    private static void Same(PxHeader header, IReadOnlyList<Dimension> dimensions, PxEntry? updated)
    {
        if (updated is null || Moment(updated.Text) is not { } moment || dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Measure) is not (>= 0 and var measure))
        {
            return;
        }

        foreach (var entry in header.All("LAST-UPDATED").Where(entry => entry.Keys.Count == 1 && Moment(entry.Text) == moment))
        {
            var language = header.LanguageOf(entry);
            entry.Taken |= (language == header.First || language == header.Second) && header.Variables[measure].Find(language, entry.Keys[0]) >= 0;
        }
    }

    /// <summary>What has no other home, in the order of the file; the language first, for who writes it again.</summary>
    public static IReadOnlyList<KeptKeyword> Kept(PxHeader header)
    {
        var own = header.First == header.Own ? header.Stated : header.First;
        List<KeptKeyword> kept = own == "id" ? [] : [new("LANGUAGE", null, [], own is null ? [] : [PxEntry.Quote(own)])];
        foreach (var entry in header.Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => header.LanguageOf(entry) == header.First ? "" : header.LanguageOf(entry), StringComparer.Ordinal))
        {
            if (!entry.Taken && !(entry.Keys.Count == 0 && PxDefaults.Is(entry.Name, entry.Text)) && entry.Name is not ("CHARSET" or "CODEPAGE" or "AXIS-VERSION" or "LANGUAGE" or "LANGUAGES" or "VARIABLECODE"))
            {
                var language = header.LanguageOf(entry);
                kept.Add(new(entry.Name, language == header.First ? null : language, entry.Keys, entry.Written));
            }
        }

        return kept;
    }

    /// <summary>A moment as PX writes it (<c>20130224 20:55</c>), or as offices do.</summary>
    public static DateTime? Moment(string text) => DateTime.TryParseExact(text.Trim(), _stamps, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out var moment) ? moment : null;

    private static string? Period(IReadOnlyList<Dimension> dimensions)
    {
        if (dimensions.FirstOrDefault(dimension => dimension.Role is DimensionRole.Time) is not { } time)
        {
            return null;
        }

        var order = Periods.InOrder(time);
        var (first, last) = (time.Categories[order[0]].Label.Id.Trim(), time.Categories[order[^1]].Label.Id.Trim());
        return first == last ? first : $"{first}–{last}";
    }
}
