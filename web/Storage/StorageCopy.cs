using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace DataPortal.Storage;

/// <summary>Copies all documents and files of one store into another, empty one, then reads both again and compares their hashes.</summary>
/// <param name="say">Called with a line of progress at least every two seconds.</param>
public sealed class StorageCopy(OpenStorage from, OpenStorage to, IReadOnlyList<ICollection> collections, Action<string> say)
{
    private const int Together = 200;

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _said;

    /// <exception cref="StorageRefusedException">The target holds something, the source holds a collection this program does not know, or the copy is not equal.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        Check();
        foreach (var collection in collections)
        {
            await CopyAsync(collection, ct);
        }

        await CopyFilesAsync(ct);
        CopyRest();
        foreach (var collection in collections)
        {
            if (Sum(from, collection.Name) != Sum(to, collection.Name))
            {
                throw new StorageRefusedException($"The copy of {collection.Name} is not equal to what it was made from. Was the source in use?");
            }
        }

        say($"Checked: {collections.Count} collections and all files are equal, after {_clock.Elapsed.TotalSeconds:0.0} s.");
    }

    private void Check()
    {
        if (from.Documents.Collections().Except(collections.Select(collection => collection.Name)).ToArray() is { Length: > 0 } unknown)
        {
            throw new StorageRefusedException($"The source holds collections this program does not know ({string.Join(", ", unknown)}). Copy with the version that wrote it.");
        }

        if (collections.FirstOrDefault(collection => to.Documents.Everything(collection.Name).Any()) is { } full)
        {
            throw new StorageRefusedException($"The target already holds {full.Name}. Copy into an empty store.");
        }
    }

    private async Task CopyAsync(ICollection collection, CancellationToken ct)
    {
        if (!from.Documents.Collections().Contains(collection.Name))
        {
            return;
        }

        var done = 0;
        foreach (var part in from.Documents.Everything(collection.Name).Chunk(Together))
        {
            // Kept text, version and all: nothing is read and written anew but the keys.
            await to.Documents.CommitAsync([.. part.Select(kept => new Change(
                ChangeKind.Insert, collection, kept.Id, kept.Version - 1, kept.Body, collection.KeysOf(kept.Body)))], ct);
            done += part.Length;
            Progress($"{collection.Name}: {done} documents");
        }

        say($"{collection.Name}: {done} documents.");
    }

    private async Task CopyFilesAsync(CancellationToken ct)
    {
        var hashes = await from.Files.ListAsync(ct);
        for (var at = 0; at < hashes.Count; at++)
        {
            await using var content = await from.Files.OpenAsync(hashes[at], ct) ?? throw new StorageRefusedException($"File {hashes[at]} is gone from the source.");
            var (written, _) = await to.Files.PutAsync(content, long.MaxValue, ct);
            await using var copy = await to.Files.OpenAsync(hashes[at], ct);
            if (written != hashes[at] || copy is null || Convert.ToHexStringLower(await SHA256.HashDataAsync(copy, ct)) != hashes[at])
            {
                throw new StorageRefusedException($"File {hashes[at]} has another content than its name says. It is damaged in the source or was damaged on the way.");
            }

            Progress($"files: {at + 1} of {hashes.Count}");
        }

        say($"files: {hashes.Count}.");
    }

    /// <summary>What other parts of the portal keep in the data folder (keys of sessions, mail of a demonstration) goes along from folder to folder.</summary>
    private void CopyRest()
    {
        if (from.Folder is not { } source || to.Folder is not { } target)
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(source.FullPath, "*", SearchOption.AllDirectories).Where(source.IsOfOthers))
        {
            var place = target.Path(Path.GetRelativePath(source.FullPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(file, place, overwrite: true);
        }
    }

    private string Sum(OpenStorage storage, string collection)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (storage.Documents.Collections().Contains(collection))
        {
            foreach (var kept in storage.Documents.Everything(collection))
            {
                hash.AppendData(Encoding.UTF8.GetBytes($"{kept.Id}\0{kept.Version}\0{kept.Body}\0"));
                Progress($"checking {collection}");
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Progress(string line)
    {
        if (_clock.Elapsed - _said > TimeSpan.FromSeconds(2))
        {
            _said = _clock.Elapsed;
            say(line + " ...");
        }
    }
}
