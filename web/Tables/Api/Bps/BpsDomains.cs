using DataPortal.Catalog;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Api.Bps;

/// <summary>The domains of the BPS WebAPI: BPS offices by the four-digit code of their region. Ours hold the country, the province and its regencies and cities; figures stand only under the office's own.</summary>
public sealed class BpsDomains(Regions regions, IOptions<OfficeOptions> office)
{
    /// <summary>What a list or view of another office answers; null to go on: the domain is ours, or none was said.</summary>
    public byte[]? Refused(BpsRequest request, bool isList)
    {
        var domain = request["domain"];
        return domain.Length == 0 || domain == office.Value.Code ? null
            : domain.Length == 4 && domain.All(char.IsAsciiDigit) ? isList ? BpsAnswer.ListNotAvailable : BpsAnswer.ItemNotAvailable
            : BpsAnswer.Error($"Domain {Short(domain)} is not recognized.");
    }

    public byte[] List(BpsRequest request)
    {
        var type = request["type"].ToLowerInvariant();
        var domains = regions.All.Where(region => region.Code.Length == 4);
        switch (type)
        {
            case "":
                return BpsAnswer.Missing("type");
            case "all":
                break;
            case "prov":
                domains = domains.Where(region => IsProvince(region.Code));
                break;
            case "kab":
                domains = domains.Where(region => !region.Code.EndsWith("00", StringComparison.Ordinal));
                break;
            case "kabbyprov" when request["prov"] is { Length: >= 2 } province:
                domains = domains.Where(region => !region.Code.EndsWith("00", StringComparison.Ordinal) && region.Code.AsSpan(0, 2).SequenceEqual(province.AsSpan(0, 2)));
                break;
            case "kabbyprov":
                return BpsAnswer.Missing("prov");
            default:
                return BpsAnswer.Error($"Type {Short(type)} is not implemented for function domain.");
        }

        List<Region> found = [.. domains];
        return found.Count == 0 ? BpsAnswer.ListNotAvailable : BpsAnswer.Make(json =>
        {
            json.Available();
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteNumber("page", 1);
            json.WriteNumber("pages", 1);
            json.WriteNumber("total", found.Count);
            json.WriteEndObject();
            json.WriteStartArray();
            foreach (var region in found)
            {
                json.WriteStartObject();
                json.WriteString("domain_id", region.Code);
                json.WriteString("domain_name", region.Name.ToString());
                json.WriteString("domain_url", region.Code == office.Value.Code ? request.Root : "https://www.bps.go.id");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndArray();
        });
    }

    /// <summary>What was typed, short enough to say back.</summary>
    public static string Short(string word) => word.Length > 40 ? word[..40] : word;

    private static bool IsProvince(string code) => code.EndsWith("00", StringComparison.Ordinal) && code != "0000";
}
