using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Tables.Versions;

/// <summary>New figures for a table, and what a person says of them.</summary>
public sealed record NewVersion
{
    /// <summary>What the file holds, its dimensions and categories by the table's codes.</summary>
    public required Cube Incoming { get; init; }

    /// <summary>What the file says beside its figures: own symbols, notes.</summary>
    public required TableText IncomingText { get; init; }

    public required TableWords Words { get; init; }
    public int Decimals { get; init; }
    public required UpdateMode Mode { get; init; }
    public required VersionKind Kind { get; init; }

    /// <summary>What changed and why, for the next reader.</summary>
    public required Bilingual Why { get; init; }

    public IReadOnlyList<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>When the portal shows it; null for now.</summary>
    public DateTimeOffset? At { get; init; }

    public IReadOnlyList<string> Rows { get; init; } = [];
    public IReadOnlyList<string> Columns { get; init; } = [];
    public TableMapping? Mapping { get; init; }
}

/// <summary>
/// What the office does with the versions of a table: add one at once or under embargo, call it off, move its moment, show it when it is due, take an old one out of sight.
/// Versions are added, never changed; table and catalogue item change in one commit.
/// </summary>
public sealed class VersionDesk(IDocumentStore store, CatalogDesk catalog, TableShelf shelf, CubeKeeper keeper, AuditTrail audit, CurrentStaff staff, TimeProvider clock)
{
    /// <summary>What the table would hold afterwards, and what of it differs.</summary>
    /// <exception cref="UnionRefusedException">The file cannot be laid over the table.</exception>
    public static (Cube After, CubeChanges Changes) Try(Cube before, Cube incoming, UpdateMode mode)
    {
        var after = CubeUnion.Of(before, incoming, mode);
        return (after, CubeChanges.Of(before, after));
    }

    /// <exception cref="UnknownItemException">There is no such table.</exception>
    /// <exception cref="UnionRefusedException">The file cannot be laid over the table.</exception>
    /// <exception cref="EmbargoRefusedException">The moment has passed, or the table is not public.</exception>
    public async Task<CatalogItem> AddAsync(string id, TableUpload? upload, FileReference original, NewVersion version, CancellationToken ct)
    {
        var by = staff.Name ?? "sistem";
        return await store.CommitAsync(
            async ct =>
            {
                var (table, item) = await ReadAsync(id, ct);
                var made = await MadeAsync(table, original, version, by, ct);
                List<Change> changes = version.At is { } at
                    ? Waiting(table, item, made with { At = at })
                    : await ShownAsync(table, item, made, "table.replaced", null, ct);
                if (upload is not null && await store.FindAsync(TableQueries.Uploads, upload.Id, ct) is { } open)
                {
                    changes.Add(TableQueries.Uploads.Delete(open));
                }

                return (item, changes);
            }, ct);
    }

    /// <summary>Calls waiting figures off; their file stays in the store and is named nowhere.</summary>
    /// <exception cref="EmbargoRefusedException">Nothing waits any more.</exception>
    public Task CancelAsync(string id, CancellationToken ct) => store.CommitAsync(
        async ct =>
        {
            var (table, item) = await ReadAsync(id, ct);
            var waiting = table.Waiting ?? throw new EmbargoRefusedException("Tidak ada versi yang menunggu: mungkin sudah terbit atau sudah dibatalkan.");
            return (item, (IReadOnlyList<Change>)
            [
                TableQueries.Tables.Replace(table with { Waiting = null }), CatalogQueries.Items.Replace(item with { RevisedAt = null }),
                audit.Entry("table.unscheduled", TableQueries.Tables, id, $"rencana {Show.Moment(waiting.At)}"),
            ]);
        }, ct);

    /// <exception cref="EmbargoRefusedException">Nothing waits any more, or the moment has passed.</exception>
    public Task MoveAsync(string id, DateTimeOffset at, CancellationToken ct) => store.CommitAsync(
        async ct =>
        {
            var (table, item) = await ReadAsync(id, ct);
            var waiting = table.Waiting ?? throw new EmbargoRefusedException("Tidak ada versi yang menunggu: mungkin sudah terbit atau sudah dibatalkan.");
            Coming(at);
            return (item, (IReadOnlyList<Change>)
            [
                TableQueries.Tables.Replace(table with { Waiting = waiting with { At = at } }), CatalogQueries.Items.Replace(item with { RevisedAt = at }),
                audit.Entry("table.rescheduled", TableQueries.Tables, id, $"{Show.Moment(waiting.At)} menjadi {Show.Moment(at)}"),
            ]);
        }, ct);

    /// <summary>Shows waiting figures if their moment has come. Several machines may try; the store lets one.</summary>
    /// <param name="early">True: now, whatever the moment set.</param>
    /// <returns>False when nothing was due any more.</returns>
    public Task<bool> ShowAsync(string id, bool early, CancellationToken ct) => store.CommitAsync<bool>(
        async ct =>
        {
            var (table, item) = await ReadAsync(id, ct);
            if (table.Waiting is not { } waiting || (!early && waiting.At > clock.GetUtcNow()))
            {
                return (false, []);
            }

            return (true, await ShownAsync(table, item, await AgainAsync(table, item, waiting, always: false, ct), "table.released", early ? null : "sistem", ct));
        }, ct);

    /// <summary>Takes an earlier version out of visitors' sight, or shows it again.</summary>
    /// <exception cref="UnknownItemException">There is no such table or version.</exception>
    public Task HideAsync(string id, int number, bool hide, CancellationToken ct) => store.CommitAsync(
        async ct =>
        {
            var (table, item) = await ReadAsync(id, ct);
            if (table.Earlier.All(version => version.Number != number))
            {
                throw new UnknownItemException($"{id} v{number}");
            }

            var next = table with { Earlier = [.. table.Earlier.Select(version => version.Number == number ? version with { IsHidden = hide } : version)] };
            return (item, (IReadOnlyList<Change>)[TableQueries.Tables.Replace(next), audit.Entry(hide ? "table.version-hidden" : "table.version-shown", TableQueries.Tables, id, $"versi {number}")]);
        }, ct);

    private async Task<(TableDocument Table, CatalogItem Item)> ReadAsync(string id, CancellationToken ct) =>
        (await store.FindAsync(TableQueries.Tables, id, ct) ?? throw new UnknownItemException(id), await store.FindAsync(CatalogQueries.Items, id, ct) ?? throw new UnknownItemException(id));

    /// <summary>The version as it will be, laid over the figures that are there now.</summary>
    private async Task<WaitingVersion> MadeAsync(TableDocument table, FileReference original, NewVersion version, string by, CancellationToken ct)
    {
        var kept = version.Mode is UpdateMode.ReplaceAll ? version.IncomingText : table.Text;
        var text = CubeKeeper.Text(version.Words, version.Decimals, kept) with { UpdatedAt = clock.GetUtcNow() };
        var incoming = CubeKeeper.Renumbered(version.Incoming, [.. version.IncomingText.Notes.Select(note => note.Id)], text.Notes);
        (text, incoming) = version.Mode is UpdateMode.ReplaceAll ? (text, incoming)
            : OwnSymbols.Join(table.Text.OwnSymbols, version.IncomingText.OwnSymbols, incoming) is var (symbols, moved) ? (text with { OwnSymbols = symbols }, moved) : (text, incoming);
        var number = table.Current.Number + 1;
        var file = await keeper.KeepAsync(incoming, text, $"v{number}-berkas.cube", ct);
        var (cube, cells) = await LaidAsync(table, incoming, version.Mode, text, number, ct);
        return new(clock.GetUtcNow(), new(number, cube, original, clock.GetUtcNow(), by, cells, version.Why.Id) { Kind = version.Kind, WhyEnglish = version.Why.En, Accepted = version.Accepted }, file, version.Mode, text,
            version.Words with { Dimensions = new Dictionary<string, DimensionWords>() })
        {
            Rows = version.Rows,
            Columns = version.Columns,
            Mapping = version.Mapping,
        };
    }

    private async Task<(FileReference File, int Cells)> LaidAsync(TableDocument table, Cube incoming, UpdateMode mode, TableText text, int number, CancellationToken ct)
    {
        var before = CubeKeeper.Renumbered(await shelf.CubeAsync(table.Current.Cube.Hash, ct), [.. table.Text.Notes.Select(note => note.Id)], text.Notes);
        var after = CubeUnion.Of(before, incoming, mode);
        return (await keeper.KeepAsync(after, text, $"v{number}.cube", ct), after.Length);
    }

    private List<Change> Waiting(TableDocument table, CatalogItem item, WaitingVersion waiting)
    {
        Coming(waiting.At);
        if (!item.IsPublic)
        {
            throw new EmbargoRefusedException("Tabel ini belum terbit. Simpan datanya sekarang, lalu jadwalkan penerbitan tabelnya.");
        }

        return
        [
            TableQueries.Tables.Replace(table with { Waiting = waiting with { Found = WaitingWords.Of(item, table.Text), FoundDecimals = table.Text.Decimals } }), CatalogQueries.Items.Replace(item with { RevisedAt = waiting.At }),
            audit.Entry("table.scheduled", TableQueries.Tables, item.Id, $"{Show.Moment(waiting.At)}. {Line(waiting.Version)}"),
        ];
    }

    private async Task<List<Change>> ShownAsync(TableDocument table, CatalogItem item, WaitingVersion shown, string action, string? actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var cube = await shelf.CubeAsync(shown.Version.Cube.Hash, ct);
        var described = keeper.Described(item, cube, shown.Text, shown.Words);
        var waits = action == "table.released" ? null : table.Waiting;
        described = described with { RevisedAt = waits?.At };
        if (shown.Version.Kind is VersionKind.Correction && item.PublishedAt is not null)
        {
            described = described with { CorrectedAt = now, Correction = shown.Version.Reason };
        }

        var made = catalog.Edit(item, described);
        var wasPublic = item.IsPublic || (item.WithdrawnAt is { } withdrawn && table.Current.At <= withdrawn);
        var next = table with
        {
            Text = shown.Text with { UpdatedAt = now },
            Current = shown.Version with { Number = table.Current.Number + 1, At = now },
            // What was taken back stays out of sight when the table returns with other figures; a person may show it again.
            Earlier = [table.Current with { WasPublic = wasPublic, IsHidden = item.State is ItemState.Withdrawn }, .. table.Earlier],
            Rows = Known(shown.Rows, cube) is { Count: > 0 } rows ? rows : Known(table.Rows, cube),
            Columns = Known(shown.Columns, cube) is { Count: > 0 } columns ? columns : Known(table.Columns, cube),
            Mapping = shown.Mapping ?? table.Mapping,
            Waiting = null,
        };
        if (waits is not null)
        {
            next = next with { Waiting = await AgainAsync(next, made.Item, waits, always: true, ct) };
        }

        return [.. made.Changes, TableQueries.Tables.Replace(next), audit.Entry(action, TableQueries.Tables, item.Id, $"versi {next.Current.Number}: {table.Current.Cells} → {next.Current.Cells} sel. {Line(shown.Version)}", actor)];
    }

    /// <summary>
    /// What waits was laid over figures and words that may have changed since: it is laid over those of now, so that nothing put right meanwhile is undone at its moment.
    /// </summary>
    /// <param name="always">The figures changed; false: only if the words did.</param>
    private async Task<WaitingVersion> AgainAsync(TableDocument table, CatalogItem item, WaitingVersion waiting, bool always, CancellationToken ct)
    {
        var now = WaitingWords.Of(item, table.Text);
        var found = waiting.Found ?? now;
        if (!always && WaitingWords.Same(found, now))
        {
            return waiting;
        }

        var words = WaitingWords.Merged(found, waiting.Words, now);
        var incoming = await shelf.CubeAsync(waiting.Incoming.Hash, ct);
        var (text, file) = (waiting.Text, waiting.Incoming);
        if (waiting.Mode is UpdateMode.ReplaceAll)
        {
            text = text with { Title = words.Title, Source = words.Source, IsSample = words.IsSample, Period = words.Period };
        }
        else
        {
            var before = text;
            (var symbols, incoming) = OwnSymbols.Join(table.Text.OwnSymbols, before.OwnSymbols, incoming);
            text = CubeKeeper.Text(words, before.Decimals == waiting.FoundDecimals ? table.Text.Decimals : before.Decimals, table.Text) with { OwnSymbols = symbols, UpdatedAt = before.UpdatedAt };
            incoming = CubeKeeper.Renumbered(incoming, [.. before.Notes.Select(note => note.Id)], text.Notes);
            file = await keeper.KeepAsync(incoming, text, waiting.Incoming.Name, ct);
        }

        var (cube, cells) = await LaidAsync(table, incoming, waiting.Mode, text, table.Current.Number + 1, ct);
        return waiting with
        {
            Version = waiting.Version with { Number = table.Current.Number + 1, Cube = cube, Cells = cells },
            Incoming = file,
            Text = text,
            Words = words,
            Found = now,
            FoundDecimals = table.Text.Decimals,
        };
    }

    private void Coming(DateTimeOffset at)
    {
        if (at <= clock.GetUtcNow())
        {
            throw new EmbargoRefusedException("Waktu terbitnya sudah lewat. Pilih waktu yang akan datang, atau kosongkan untuk terbit sekarang.");
        }
    }

    private static List<string> Known(IReadOnlyList<string> codes, Cube cube) => [.. codes.Where(code => cube.Dimensions.Any(dimension => dimension.Code == code && dimension.Categories.Count > 1))];

    private static string Line(TableVersion version) =>
        $"{(version.Kind is VersionKind.Correction ? "Perbaikan" : "Rilis")}: {version.Why}{string.Concat(version.Accepted.Select(accepted => $" Diterima ({accepted.What}): {accepted.Reason}."))}";
}

/// <summary>What was asked of figures under embargo cannot be done. The message says why, in Indonesian, for staff.</summary>
public sealed class EmbargoRefusedException(string message) : Exception(message);
