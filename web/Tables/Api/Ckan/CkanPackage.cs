using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DataPortal.Catalog;
using DataPortal.Catalog.Pages;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.Ckan;

/// <summary>Catalogue items as CKAN packages (CKAN 2.10, Action API): a package an item, a resource a form or file, a group a subject, the office as the one organization.</summary>
/// <param name="root">Scheme, host and port of absolute addresses.</param>
public sealed class CkanPackage(Subjects subjects, OfficeOptions office, string root)
{
    /// <summary>What the office says of the use of its data; nothing is claimed for it.</summary>
    public string License => LicenseOf(office);

    public string LicenseTitle => office.LicenceName is { Length: > 0 } name ? name : office.Licence is { Length: > 0 } id ? id : "License Not Specified";

    /// <summary>Name of the organization.</summary>
    public const string Organization = "bps";

    /// <summary>Scheme, host and port of absolute addresses.</summary>
    public string Root { get; } = root;

    /// <summary>An identifier in CKAN's form, the same for ever: of the SHA-256 of what it stands for (RFC 9562, version 8).</summary>
    public static string Id(string of)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    public static string LicenseOf(OfficeOptions office) => office.Licence is { Length: > 0 } id ? id : "notspecified";

    /// <summary>Identifiers of <see cref="Resources"/>.</summary>
    public static IEnumerable<string> ResourceIds(CatalogItem item) =>
        Enumerable.Range(0, item.Kind is ItemKind.Table ? TableDownloads.Formats.Count : Files(item).Count()).Select(position => ResourceId(item, position));

    /// <summary>A subject's name as a group: <c>kependudukan-dan-migrasi</c>.</summary>
    public static string GroupName(Subjects subjects, string code) => subjects.Find(code) is { } subject ? Slug.Of(subject.Name.Id) : code;

    /// <summary>The forms an item can be taken in.</summary>
    public static IEnumerable<string> Formats(CatalogItem item) => item.Kind is ItemKind.Table
        ? TableDownloads.Formats.Select(format => format.Extension.ToUpperInvariant())
        : Files(item).Select(file => FileKinds.Name(file.MediaType));

    public JsonObject Of(CatalogItem item, string? body = null)
    {
        var resources = new JsonArray([.. Resources(item)]);
        var address = Address(item.Path);
        return new()
        {
            ["id"] = Id(item.Id),
            ["name"] = item.Id,
            ["title"] = Title(item),
            ["notes"] = string.Join("\n\n", new[] { item.Summary?.ToString(), body }.Where(text => !string.IsNullOrWhiteSpace(text))),
            ["type"] = "dataset",
            ["state"] = "active",
            ["private"] = false,
            ["isopen"] = false,
            ["url"] = address,
            ["version"] = null,
            ["author"] = item.Source?.ToString() ?? Name,
            ["author_email"] = null,
            ["maintainer"] = Name,
            ["maintainer_email"] = office.IsExampleEmail ? null : office.Email,
            ["license_id"] = License,
            ["license_title"] = LicenseTitle,
            ["license_url"] = office.LicenceAddress is { Length: > 0 } license ? license : null,
            ["metadata_created"] = Moment(item.PublishedAt ?? item.CreatedAt),
            ["metadata_modified"] = Moment(item.UpdatedAt),
            ["creator_user_id"] = null,
            ["owner_org"] = Id(Organization),
            ["organization"] = Office(),
            ["groups"] = new JsonArray(Group(item.Subject)),
            ["tags"] = new JsonArray([.. item.Tags.Select(tag => (JsonNode)Tag(tag))]),
            ["extras"] = new JsonArray([.. Extras(item)]),
            ["num_resources"] = resources.Count,
            ["num_tags"] = item.Tags.Count,
            ["resources"] = resources,
            ["relationships_as_subject"] = new JsonArray(),
            ["relationships_as_object"] = new JsonArray(),
        };
    }

    public IEnumerable<JsonObject> Resources(CatalogItem item)
    {
        var position = 0;
        if (item.Kind is ItemKind.Table)
        {
            foreach (var format in TableDownloads.Formats)
            {
                yield return Resource(item, Address($"{item.Path}.{format.Extension}"), $"{Title(item)} ({format.Label})", format.Extension.ToUpperInvariant(), format.MediaType.Split(';')[0], null, "", position++);
            }

            yield break;
        }

        foreach (var file in Files(item))
        {
            yield return Resource(item, Root + ItemWords.Address(file).TrimStart('~'), file.Name, FileKinds.Name(file.MediaType), file.MediaType, file.Length, file.Hash, position++);
        }
    }

    public JsonObject Group(string code) => new()
    {
        ["id"] = Id("subjek/" + code),
        ["name"] = GroupName(subjects, code),
        ["title"] = subjects.Name(code),
        ["display_name"] = subjects.Name(code),
        ["description"] = subjects.Find(code)?.Group.ToString() ?? "",
        ["image_display_url"] = "",
    };

    public JsonObject Office() => new()
    {
        ["id"] = Id(Organization),
        ["name"] = Organization,
        ["title"] = Name,
        ["type"] = "organization",
        ["description"] = "",
        ["image_url"] = "",
        ["created"] = null,
        ["is_organization"] = true,
        ["approval_status"] = "approved",
        ["state"] = "active",
    };

    public static JsonObject Tag(string tag) => new()
    {
        ["id"] = Id("tag/" + tag),
        ["name"] = tag,
        ["display_name"] = tag,
        ["state"] = "active",
        ["vocabulary_id"] = null,
    };

    private string Name => Speech.T(office.Name, office.NameEnglish);

    private static string Title(CatalogItem item) => Bps.BpsTable.Said(item).ToString();

    private static IEnumerable<Storage.FileReference> Files(CatalogItem item) =>
        item.Kind is ItemKind.Infographic && item.Cover is { } picture ? item.Files.Prepend(picture).DistinctBy(file => file.Hash) : item.Files;

    private static IEnumerable<JsonNode> Extras(CatalogItem item)
    {
        yield return Extra("kind", item.Kind.ToString());
        yield return Extra("region", item.Region);
        if (item.Period.Length > 0)
        {
            yield return Extra("period", item.Period);
        }

        foreach (var (key, value) in new[] { ("catalogue_number", item.CatalogueNumber), ("publication_number", item.PublicationNumber), ("release_number", item.ReleaseNumber), ("issn", item.Issn) })
        {
            if (value is not null)
            {
                yield return Extra(key, value);
            }
        }

        if (item.IsSample)
        {
            yield return Extra("sample", "true");
        }
    }

    private static JsonObject Extra(string key, string value) => new() { ["key"] = key, ["value"] = value };

    private static JsonObject Resource(CatalogItem item, string url, string name, string format, string type, long? size, string hash, int position) => new()
    {
        ["id"] = ResourceId(item, position),
        ["package_id"] = Id(item.Id),
        ["name"] = name,
        ["description"] = "",
        ["url"] = url,
        ["url_type"] = null,
        ["format"] = format,
        ["mimetype"] = type,
        ["mimetype_inner"] = null,
        ["size"] = size,
        ["hash"] = hash,
        ["created"] = Moment(item.PublishedAt ?? item.CreatedAt),
        ["last_modified"] = Moment(item.UpdatedAt),
        ["metadata_modified"] = Moment(item.UpdatedAt),
        ["position"] = position,
        ["state"] = "active",
        ["resource_type"] = null,
        ["cache_url"] = null,
        ["cache_last_updated"] = null,
        ["datastore_active"] = false,
    };

    /// <summary>Of a table: its form, which stays; of other items: the file itself.</summary>
    private static string ResourceId(CatalogItem item, int position) =>
        Id($"{item.Id}/{(item.Kind is ItemKind.Table ? TableDownloads.Formats[position].Extension : Files(item).ElementAt(position).Hash)}");

    private string Address(string path) => Root + (Speech.IsEnglish ? "/en" : "") + path;

    /// <summary>As CKAN writes moments: UTC, without a zone.</summary>
    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.'ffffff", CultureInfo.InvariantCulture);
}
