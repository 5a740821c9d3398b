using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace DataPortal.Storage;

/// <summary>An index as an engine needs to know it.</summary>
/// <param name="Unique">No two documents may share a key.</param>
/// <param name="Many">A document may have several keys (tags): such an index answers equality and prefix, and gives no order.</param>
public sealed record IndexDefinition(string Name, bool Unique, bool Many);

/// <summary>Two indexes of one value that are asked for together: equal in the first, ordered or ranged by the second.</summary>
public sealed record IndexPair(string First, string Second);

public interface ICollection
{
    string Name { get; }
    IReadOnlyCollection<IndexDefinition> Indexes { get; }
    IReadOnlyCollection<IndexPair> Pairs { get; }

    /// <summary>All that decides what an engine's indexes hold, as one line. When it differs from the kept one, the engine indexes every document anew at start.</summary>
    string Layout { get; }

    /// <summary>The keys of a kept document, derived again from its text.</summary>
    IReadOnlyList<IndexEntry> KeysOf(string body);

    /// <summary>True: no public page shows anything of it, so a commit to it leaves the finished pages as they are.</summary>
    bool IsBackstage { get; }
}

/// <summary>A named set of documents and the indexes by which they may be looked up. Declared once, in the slice's <c>…Queries</c> file.</summary>
public sealed partial class Collection<T>(string name) : ICollection where T : Document
{
    private static readonly JsonSerializerOptions _json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private bool _appendOnly;

    private readonly Dictionary<string, (IndexDefinition Definition, Func<T, object?> Value)> _indexes = [];
    private readonly List<IndexPair> _pairs = [];
    private int _edition = 1;

    /// <summary>Lower-case ASCII letters, digits and <c>_</c>, at most 30: it becomes a table's name.</summary>
    public string Name { get; } = Named(name);

    public bool IsBackstage { get; private set; }

    public IReadOnlyCollection<IndexDefinition> Indexes => [.. _indexes.Values.Select(index => index.Definition)];

    public IReadOnlyCollection<IndexPair> Pairs => _pairs;

    public string Layout => $"{_edition} " + string.Join(' ', _indexes.Values.Select(index =>
            index.Definition.Name + (index.Definition.Unique ? "!" : "") + (index.Definition.Many ? "*" : ""))
        .Concat(_pairs.Select(pair => $"{pair.First}+{pair.Second}")).Order(StringComparer.Ordinal));

    /// <summary>Declares an index over one value a document: text, bool, enum, number, day or moment. A null is in no index.</summary>
    public Collection<T> Index(string index, Func<T, object?> value) => Add(new(index, Unique: false, Many: false), value);

    /// <summary>Declares an index whose keys no two documents share. A second is refused with <see cref="DuplicateKeyException"/>.</summary>
    public Collection<T> Unique(string index, Func<T, object?> value) => Add(new(index, Unique: true, Many: false), value);

    /// <summary>Declares an index over several values a document.</summary>
    public Collection<T> Many(string index, Func<T, IEnumerable> values) => Add(new(index, Unique: false, Many: true), values);

    /// <summary>
    /// Declares that documents equal in the first index are asked for in the order of the second (a tab of a queue): an engine keeps the two together,
    /// so that a page of them costs the same however many there are. Only a matter of speed.
    /// </summary>
    public Collection<T> Pair(string first, string second)
    {
        if (Definition(first).Many || Definition(second).Many)
        {
            throw new ArgumentException($"{Name} cannot pair {first} and {second}: an index of several values has no order.", nameof(second));
        }

        _pairs.Add(new(first, second));
        return this;
    }

    /// <summary>Says that what an index reads was changed although its name was not: kept documents are indexed anew. 1 when not said.</summary>
    public Collection<T> Edition(int edition)
    {
        _edition = edition;
        return this;
    }

    /// <summary>Declares that no public page shows anything of this collection.</summary>
    public Collection<T> Backstage()
    {
        IsBackstage = true;
        return this;
    }

    /// <summary>Declares that documents are added and nothing else: <see cref="Replace"/> and <see cref="Delete"/> refuse.</summary>
    public Collection<T> AppendOnly()
    {
        _appendOnly = true;
        return this;
    }

    public Query<T> All() => new(this);

    public Query<T> Where(string index, object value) => All().Where(index, value);

    /// <summary>Fails at commit with <see cref="StaleDocumentException"/> when the identifier is taken.</summary>
    public Change Insert(T document) => Write(ChangeKind.Insert, document with { Version = 0 });

    /// <summary>Fails at commit with <see cref="StaleDocumentException"/> when the document changed since it was read.</summary>
    /// <exception cref="InvalidOperationException">The collection only grows.</exception>
    public Change Replace(T document) => Write(ChangeKind.Replace, Changeable(document));

    /// <exception cref="InvalidOperationException">The collection only grows.</exception>
    public Change Delete(T document) => new(ChangeKind.Delete, this, Changeable(document).Id, document.Version, "", []);

    public T Read(string body) => JsonSerializer.Deserialize<T>(body, _json)
        ?? throw new JsonException($"A document of {Name} is empty.");

    public IReadOnlyList<IndexEntry> KeysOf(string body) => Keys(Read(body));

    internal IndexDefinition Definition(string index) => _indexes.TryGetValue(index, out var found)
        ? found.Definition
        : throw new ArgumentException($"{Name} has no index '{index}'.", nameof(index));

    /// <summary>The document's key in an index of one value, or null.</summary>
    internal string? Key(T document, string index) => _indexes[index].Value(document) is { } value ? IndexKey.Of(value) : null;

    private T Changeable(T document) => _appendOnly
        ? throw new InvalidOperationException($"{Name} only grows: {document.Id} can be neither changed nor deleted.")
        : document;

    private Change Write(ChangeKind kind, T document) => new(
        kind, this, Identified(document.Id), document.Version, JsonSerializer.Serialize(document with { Version = document.Version + 1 }, _json), Keys(document));

    private List<IndexEntry> Keys(T document)
    {
        List<IndexEntry> keys = [];
        foreach (var (definition, value) in _indexes.Values)
        {
            if (value(document) is not { } found)
            {
                continue;
            }

            string[] entry = definition.Many
                ? [.. ((IEnumerable)found).Cast<object>().Select(IndexKey.Of).Distinct(StringComparer.Ordinal)]
                : [IndexKey.Of(found)];
            if (entry.Length > 0)
            {
                keys.Add(new(definition.Name, entry));
            }
        }

        return keys;
    }

    private Collection<T> Add(IndexDefinition definition, Func<T, object?> value)
    {
        _indexes.Add(Named(definition.Name), (definition, value));
        return this;
    }

    private static string Named(string name) => NamePattern().IsMatch(name)
        ? name
        : throw new ArgumentException($"'{name}' cannot name a collection or an index: lower-case letters, digits and _, at most 30.", nameof(name));

    private string Identified(string id) => IdPattern().IsMatch(id)
        ? id
        : throw new ArgumentException($"'{id}' cannot identify a document of {Name}: letters, digits and . _ -, at most 128.", nameof(id));

    [GeneratedRegex(@"^[a-z][a-z0-9_]{0,29}\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex IdPattern();
}
