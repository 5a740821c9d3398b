using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Catalog;

/// <summary>An item as it will be, and the writes that make it so: its document, its audit line, its procedure events. Commit them together, alone or with changes of another slice.</summary>
public sealed record ItemChange(CatalogItem Item, IReadOnlyList<Change> Changes);

/// <summary>
/// What the office does with its catalogue (procedure pelayanan-website, step 1): draft, edit, publish, withdraw, restore. Each is one commit.
/// The methods that return an <see cref="ItemChange"/> write nothing; Tables puts its own changes beside theirs.
/// </summary>
public sealed class CatalogDesk(
    IDocumentStore store, IFileStore files, AuditTrail audit, ItemSteps steps, TimeProvider clock, Subjects subjects, Regions regions, IOptions<CatalogLimits> limits)
{
    /// <summary>A draft to fill by <c>with</c> and hand to <see cref="CreateAsync"/>; its identifier comes from the title and may still get a number there.</summary>
    public CatalogItem New(ItemKind kind, Bilingual title, string subject)
    {
        var now = clock.GetUtcNow();
        return new() { Id = Slug.Of(title.Id), Kind = kind, Title = title, Subject = subject, CreatedAt = now, UpdatedAt = now, LastSavedAt = now };
    }

    /// <summary>The draft under an identifier nobody has. Call it inside a retrying commit.</summary>
    /// <exception cref="ItemIncompleteException">The subject or region is in no list.</exception>
    public async Task<ItemChange> DraftAsync(CatalogItem draft, CancellationToken ct)
    {
        Check(draft);
        var id = draft.Id;
        for (var at = 2; await IsTakenAsync(id, ct); at++)
        {
            id = $"{draft.Id}-{at}";
        }

        var item = draft with { Id = id, State = ItemState.Draft, Version = 0, ProcedureVersion = steps.Version };
        return new(item with { Version = 1 }, [CatalogQueries.Items.Insert(item), Line("item.drafted", item), .. steps.Drafted(item)]);
    }

    /// <param name="read">As it was read.</param>
    /// <param name="edited">The same with its new texts; state and moments are kept from <paramref name="read"/>.</param>
    /// <exception cref="ItemIncompleteException">The subject or region is in no list, or a published item lost what it must have.</exception>
    public ItemChange Edit(CatalogItem read, CatalogItem edited)
    {
        Check(edited);
        var now = clock.GetUtcNow();
        var next = edited with
        {
            Id = read.Id,
            Version = read.Version,
            Kind = read.Kind,
            State = read.State,
            CreatedAt = read.CreatedAt,
            PublishedAt = read.PublishedAt,
            UpdatedAt = now,
            LastSavedAt = now,
            Sessions = steps.IsNewSession(read, now) ? read.Sessions + 1 : read.Sessions,
        };
        if (next.IsPublic)
        {
            Complete(next);
        }

        return Changed(next, "item.edited", steps.Saved(read, now));
    }

    /// <exception cref="ItemStateException">It is not a draft.</exception>
    /// <exception cref="ItemIncompleteException">Something a published item must have is missing; all of it is named.</exception>
    public ItemChange Publish(CatalogItem read)
    {
        Require(read, ItemState.Draft);
        Complete(read);
        var now = clock.GetUtcNow();
        var next = read with { State = ItemState.Published, PublishedAt = read.PublishedAt ?? now, UpdatedAt = now, PublishAt = null };
        return Changed(next, "item.published", steps.Published(next));
    }

    /// <summary>Leaves the draft to be published by the portal itself at a moment to come; null takes that back.</summary>
    public ItemChange Schedule(CatalogItem read, DateTimeOffset? moment)
    {
        Require(read, ItemState.Draft);
        if (moment is not null)
        {
            Complete(read);
        }

        return Changed(read with { PublishAt = moment }, moment is null ? "item.unscheduled" : "item.scheduled", []);
    }

    /// <param name="reason">Shown to everybody who comes to its address.</param>
    /// <param name="replacedBy">Identifier of the item to read instead.</param>
    public ItemChange Withdraw(CatalogItem read, Bilingual reason, string? replacedBy)
    {
        Require(read, ItemState.Published);
        var now = clock.GetUtcNow();
        return Changed(read with { State = ItemState.Withdrawn, WithdrawnAt = now, WithdrawnReason = reason, ReplacedBy = replacedBy, UpdatedAt = now }, "item.withdrawn", []);
    }

    public ItemChange Restore(CatalogItem read)
    {
        Require(read, ItemState.Withdrawn);
        Complete(read);
        return Changed(
            read with { State = ItemState.Published, WithdrawnAt = null, WithdrawnReason = null, ReplacedBy = null, UpdatedAt = clock.GetUtcNow() }, "item.restored", []);
    }

    public Task<CatalogItem> CreateAsync(CatalogItem draft, CancellationToken ct) => store.CommitAsync(
        async ct =>
        {
            var made = await DraftAsync(draft, ct);
            return (made.Item, made.Changes);
        }, ct);

    /// <param name="version">The version the editor's form was filled from; null takes whatever is there.</param>
    /// <exception cref="ItemChangedException">Somebody else saved it meanwhile.</exception>
    public Task<CatalogItem> EditAsync(string id, long? version, Func<CatalogItem, CatalogItem> edit, CancellationToken ct) => ActAsync(id, read => version is { } seen && seen != read.Version
        ? throw new ItemChangedException(id)
        : Edit(read, edit(read)), ct);

    public Task<CatalogItem> PublishAsync(string id, CancellationToken ct) => ActAsync(id, Publish, ct);

    public Task<CatalogItem> ScheduleAsync(string id, DateTimeOffset? moment, CancellationToken ct) => ActAsync(id, read => Schedule(read, moment), ct);

    public Task<CatalogItem> WithdrawAsync(string id, Bilingual reason, string? replacedBy, CancellationToken ct) => ActAsync(id, read => Withdraw(read, reason, replacedBy), ct);

    public Task<CatalogItem> RestoreAsync(string id, CancellationToken ct) => ActAsync(id, Restore, ct);

    /// <summary>Throws a draft away. Its files stay in the file store, which forgets nothing.</summary>
    public Task<CatalogItem> DiscardAsync(string id, CancellationToken ct) => ActAsync(id, read =>
    {
        Require(read, ItemState.Draft);
        return new(read, [CatalogQueries.Items.Delete(read), Line("item.discarded", read), .. steps.Discarded(read)]);
    }, ct);

    /// <summary>Keeps an uploaded file; it is part of an item only once <see cref="EditAsync"/> has put it there.</summary>
    /// <exception cref="FileRefusedException">Its content is of no kind the catalogue hands out, or it is too large.</exception>
    public async Task<FileReference> KeepAsync(Stream content, string name, CancellationToken ct)
    {
        var type = await FileKinds.SniffAsync(content, name, ct);
        try
        {
            return await files.PutAsync(content, FileKinds.SafeName(name, type), type, limits.Value.FileBytes, ct);
        }
        catch (FileTooLargeException large)
        {
            throw new FileRefusedException(Speech.T(
                $"Berkas ini lebih besar dari {Show.Size(large.Limit)}. Perkecil atau bagi menjadi beberapa berkas.",
                $"This file is larger than {Show.Size(large.Limit)}. Make it smaller or split it."));
        }
    }

    /// <summary>What an item still lacks to be published, each in words; empty when nothing.</summary>
    public IReadOnlyList<string> Missing(CatalogItem item)
    {
        List<string> missing = [];
        Need(item.Title.Id.Trim().Length > 0, "judul");
        Need(subjects.Find(item.Subject) is not null, "subjek");
        Need(regions.Find(item.Region) is not null, "wilayah");
        switch (item.Kind)
        {
            case ItemKind.Table:
                Need(item.HasFigures, "data tabel (unggah berkasnya)");
                Need(item.Source is not null, "sumber");
                break;
            case ItemKind.Publication:
                Need(item.Files.Any(file => file.MediaType == FileKinds.Pdf), "berkas PDF");
                break;
            case ItemKind.PressRelease:
                Need(!string.IsNullOrWhiteSpace(item.ReleaseNumber), "nomor BRS");
                Need(item.ReleaseDay is not null, "tanggal BRS");
                Need(item.Files.Count > 0 || item.Body is not null, "berkas atau isi");
                break;
            case ItemKind.Infographic:
                Need(item.Cover is { } picture && FileKinds.IsImage(picture.MediaType), "gambar (PNG atau JPEG)");
                Need(item.Body is not null || item.Summary is not null, "uraian gambar dengan kata-kata");
                break;
            default:
                throw new InvalidOperationException($"Unknown kind {item.Kind}.");
        }

        return missing;

        void Need(bool there, string what)
        {
            if (!there)
            {
                missing.Add(what);
            }
        }
    }

    private async Task<bool> IsTakenAsync(string id, CancellationToken ct) =>
        await store.FindAsync(CatalogQueries.Items, id, ct) is not null || await store.FindAsync(ProcedureEvents.Collection, ItemSteps.FirstMarkOf(id), ct) is not null;

    private Task<CatalogItem> ActAsync(string id, Func<CatalogItem, ItemChange> act, CancellationToken ct) => store.CommitAsync(
        async ct =>
        {
            var made = act(await store.FindAsync(CatalogQueries.Items, id, ct) ?? throw new UnknownItemException(id));
            return (made.Item, made.Changes);
        }, ct);

    private ItemChange Changed(CatalogItem next, string action, IEnumerable<Change> events) =>
        new(next with { Version = next.Version + 1 }, [CatalogQueries.Items.Replace(next), Line(action, next), .. events]);

    private Change Line(string action, CatalogItem item) => audit.Entry(action, CatalogQueries.Items, item.Id, item.Title.Id);

    private void Check(CatalogItem item)
    {
        List<string> wrong = [];
        if (subjects.Find(item.Subject) is null)
        {
            wrong.Add("subjek");
        }

        if (regions.Find(item.Region) is null)
        {
            wrong.Add("wilayah");
        }

        if (wrong.Count > 0)
        {
            throw new ItemIncompleteException(wrong);
        }
    }

    private void Complete(CatalogItem item)
    {
        if (Missing(item) is { Count: > 0 } missing)
        {
            throw new ItemIncompleteException(missing);
        }
    }

    private static void Require(CatalogItem item, ItemState state)
    {
        if (item.State != state)
        {
            throw new ItemStateException(item.Id, item.State);
        }
    }
}

/// <summary>An item lacks what it must have. <see cref="Missing"/> names all of it, in Indonesian.</summary>
public sealed class ItemIncompleteException(IReadOnlyList<string> missing) : Exception("Belum lengkap: " + string.Join(", ", missing) + ".")
{
    public IReadOnlyList<string> Missing { get; } = missing;
}

/// <summary>What was asked does not fit the state the item is in.</summary>
public sealed class ItemStateException(string id, ItemState state) : Exception($"{id} is {state}.")
{
    public ItemState State { get; } = state;
}

/// <summary>Somebody else saved the item since the editor's form was opened.</summary>
public sealed class ItemChangedException(string id) : Exception($"{id} was changed by someone else.");

/// <summary>There is no such item.</summary>
public sealed class UnknownItemException(string id) : Exception($"There is no item {id}.");
