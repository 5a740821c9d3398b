using System.Security.Cryptography;
using DataPortal.Storage;

namespace DataPortal.Crash;

/// <summary>Opens the store after a kill and compares it with what was acknowledged.</summary>
internal sealed class Inspection(Place place, Acknowledged acknowledged)
{
    // Files of earlier rounds were looked at then; the last inspection looks at all again.
    private const int FilesARound = 200;

    public Task<string> RunAsync() => LookAsync(FilesARound);

    public Task<string> EverythingAsync() => LookAsync(int.MaxValue);

    private async Task<string> LookAsync(int mostFiles)
    {
        using var storage = place.Open();
        var documents = storage.Documents;
        List<Letter> inOrder = [];
        await foreach (var letter in documents.StreamAsync(Papers.Letters.All().OrderBy("number"), default))
        {
            inOrder.Add(letter);
        }

        var letters = inOrder.ToDictionary(letter => letter.Id);
        HashSet<string> mailings = [];
        await foreach (var mailing in documents.StreamAsync(Papers.Mailings.All(), default))
        {
            mailings.Add(mailing.Id);
        }

        foreach (var (id, hash) in acknowledged.Letters)
        {
            Demand(letters.TryGetValue(id, out var letter), $"letter {id} was acknowledged and is lost");
            Demand(letter!.File.Hash == hash, $"letter {id} has another file than was acknowledged");
        }

        foreach (var id in acknowledged.Replies)
        {
            Demand(letters[id].Replies == 1, $"the reply to {id} was acknowledged and is lost");
        }

        Demand(inOrder.Select((letter, at) => letter.Number == at + 1).All(right => right), "the numbers have a gap or a twin");
        var last = (await documents.FindAsync(YearlyCounter.Collection, $"{Papers.Series}-{Papers.Year}", default))?.Last ?? 0;
        Demand(last == inOrder.Count, $"the counter stands at {last}, and there are {inOrder.Count} letters");
        foreach (var letter in inOrder)
        {
            Demand(mailings.Contains($"{letter.Id}-0"), $"letter {letter.Id} is there without its mail");
            Demand(mailings.Contains($"{letter.Id}-1") == (letter.Replies == 1), $"the reply to {letter.Id} and its mail are not both there");
        }

        Demand(mailings.Count == inOrder.Sum(letter => 1 + letter.Replies), "there is mail without its letter");
        await IndexesAsync(documents, inOrder);
        var files = inOrder.TakeLast(mostFiles).ToArray();
        foreach (var letter in files)
        {
            await using var file = await storage.Files.OpenAsync(letter.File.Hash, default);
            Demand(file is not null && Convert.ToHexStringLower(await SHA256.HashDataAsync(file)) == letter.File.Hash, $"the file of letter {letter.Id} is lost or damaged");
        }

        return $"{acknowledged.Count} acknowledged, {inOrder.Count} letters, {files.Length} files looked at";
    }

    private static async Task IndexesAsync(IDocumentStore documents, List<Letter> letters)
    {
        Demand(await documents.CountAsync(Papers.Letters.Where("word", "surat"), default) == letters.Count, "an index of words lacks letters");
        Demand(await documents.CountAsync(Papers.Letters.Where("word", "dijawab"), default) == letters.Count(letter => letter.Replies == 1), "an index of words is not what the letters say");
        Demand(await documents.CountAsync(Papers.Letters.Where("replies", 1), default) == letters.Count(letter => letter.Replies == 1), "an index is not what the letters say");
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new LossException(otherwise);
        }
    }
}
