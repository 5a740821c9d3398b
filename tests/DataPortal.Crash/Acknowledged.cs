namespace DataPortal.Crash;

/// <summary>All that workers said was durable.</summary>
internal sealed class Acknowledged
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _letters = [];
    private readonly HashSet<string> _replies = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _letters.Count + _replies.Count;
            }
        }
    }

    /// <summary>Identifier and file hash of each letter.</summary>
    public IReadOnlyDictionary<string, string> Letters
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, string>(_letters);
            }
        }
    }

    public IReadOnlyCollection<string> Replies
    {
        get
        {
            lock (_gate)
            {
                return [.. _replies];
            }
        }
    }

    public async Task ReadAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_gate)
            {
                switch (line.Split(' '))
                {
                    case ["letter", var id, var hash, "."]:
                        _letters[id] = hash;
                        break;
                    case ["reply", var id, "."]:
                        _replies.Add(id);
                        break;
                }
            }
        }
    }
}
