using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Catalog.Staff;

/// <summary>What staff forms let one choose from.</summary>
internal static class Choices
{
    public static IEnumerable<SelectListItem> Of(Subjects subjects)
    {
        var groups = subjects.All.Select(subject => subject.Group.Id).Distinct().ToDictionary(name => name, name => new SelectListGroup { Name = name });
        return subjects.All.Select(subject => new SelectListItem($"{subject.Code} {subject.Name.Id}", subject.Code) { Group = groups[subject.Group.Id] });
    }

    public static IEnumerable<SelectListItem> Of(Regions regions) => regions.All.Select(region => new SelectListItem($"{region.Code} {region.Name.Id}", region.Code));

    public static IEnumerable<SelectListItem> Kinds { get; } = [.. Enum.GetValues<ItemKind>().Select(kind => new SelectListItem(kind.Name(), kind.ToString()))];

    public static IEnumerable<SelectListItem> Frequencies { get; } = [.. Enum.GetValues<Frequency>().Select(frequency => new SelectListItem(frequency.Name(), frequency.ToString()))];
}
