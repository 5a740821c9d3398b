using System.Buffers;
using System.Globalization;

namespace DataPortal.Tables;

/// <summary>A choice of categories that cannot be read, or chooses what is not there.</summary>
/// <param name="Expression">As it was written.</param>
public sealed class ExpressionException(string expression, string why) : Exception($"“{expression}”: {why}")
{
    public string Expression { get; } = expression;
}

/// <summary>
/// How an address chooses categories of a dimension (PxWebApi 2.0, "selection expressions"): codes, <c>*</c>, wildcards (<c>16*</c>, <c>16??</c>), <c>top(n[,offset])</c>,
/// <c>bottom(n[,offset])</c>, <c>range(a,b)</c>, <c>from(a)</c>, <c>to(a)</c>; separated by commas, a code that holds a comma or a bracket in square brackets: <c>[a,b]</c>.
/// In a dimension of time <c>top(n)</c> is the latest n, and <c>from</c>, <c>to</c> and <c>range</c> go by time, so that an address stays right when a year is added.
/// </summary>
public static class CategoryExpressions
{
    private static readonly SearchValues<char> _special = SearchValues.Create(",()[]*?");

    /// <summary>Splits at the commas that stand outside brackets: <c>a,top(2,1),[b,c]</c> is three.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> parts = [];
        var (start, round, square) = (0, 0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            var c = at < text.Length ? text[at] : ',';
            if (c == ',' && (at == text.Length || (round == 0 && square == 0)))
            {
                if (text[start..at].Trim() is { Length: > 0 } part)
                {
                    parts.Add(part);
                }

                start = at + 1;
                continue;
            }

            round = Math.Max(0, round + (c switch { '(' => 1, ')' => -1, _ => 0 }));
            square = Math.Max(0, square + (c switch { '[' => 1, ']' => -1, _ => 0 }));
        }

        return parts;
    }

    /// <returns>Positions in the order of the dimension, each once.</returns>
    /// <exception cref="ExpressionException">An expression cannot be read, or chooses nothing that is there.</exception>
    public static IReadOnlyList<int> Positions(Dimension dimension, IEnumerable<string> expressions)
    {
        var chosen = new SortedSet<int>();
        Dictionary<string, int>? known = null;
        foreach (var expression in expressions)
        {
            known ??= Known(dimension);
            chosen.UnionWith(One(dimension, known, expression));
        }

        return [.. chosen];
    }

    /// <summary>The expression that chooses one code, whatever letters it has.</summary>
    public static string Quote(string code) => code.AsSpan().ContainsAny(_special) ? $"[{code}]" : code;

    /// <summary>The code an expression of one code means: the other way of <see cref="Quote"/>.</summary>
    public static string Unquote(string expression) => expression is ['[', .., ']'] ? expression[1..^1] : expression;

    /// <summary>Where the category of each code stands.</summary>
    internal static Dictionary<string, int> Known(Dimension dimension)
    {
        var known = new Dictionary<string, int>(dimension.Categories.Count, StringComparer.Ordinal);
        for (var at = 0; at < dimension.Categories.Count; at++)
        {
            known[dimension.Categories[at].Code] = at;
        }

        return known;
    }

    private static IEnumerable<int> One(Dimension dimension, Dictionary<string, int> known, string expression)
    {
        // A code is taken as it is before it is read as anything else.
        if (known.TryGetValue(expression, out var at))
        {
            return [at];
        }

        if (expression is ['[', .., ']'])
        {
            return known.TryGetValue(expression[1..^1], out at) ? [at] : throw new ExpressionException(expression, $"{dimension.Code} has no such code");
        }

        if (expression == "*")
        {
            return Enumerable.Range(0, dimension.Categories.Count);
        }

        if (expression.EndsWith(')') && expression.IndexOf('(', StringComparison.Ordinal) is > 0 and var open)
        {
            return Called(dimension, known, expression, expression[..open].Trim().ToLowerInvariant(), [.. Split(expression[(open + 1)..^1])]);
        }

        if (expression.AsSpan().ContainsAny("*?"))
        {
            var found = Enumerable.Range(0, dimension.Categories.Count).Where(c => Matches(expression, dimension.Categories[c].Code)).ToList();
            return found.Count > 0 ? found : throw new ExpressionException(expression, $"no code of {dimension.Code} is like this");
        }

        throw new ExpressionException(expression, $"{dimension.Code} has no such code");
    }

    private static IEnumerable<int> Called(Dimension dimension, Dictionary<string, int> known, string expression, string name, string[] arguments)
    {
        var order = Periods.InOrder(dimension);
        switch (name)
        {
            case "top" or "bottom":
                {
                    if (arguments.Length is < 1 or > 2 || !Count(arguments[0], out var count) || count < 1)
                    {
                        throw new ExpressionException(expression, $"write {name}(n) or {name}(n,offset)");
                    }

                    var offset = 0;
                    if (arguments.Length == 2 && !Count(arguments[1], out offset))
                    {
                        throw new ExpressionException(expression, "the offset is not a number");
                    }

                    // "Top" of time is the latest.
                    return (name == "top") == (dimension.Role is DimensionRole.Time) ? order.Reverse().Skip(offset).Take(count) : order.Skip(offset).Take(count);
                }

            case "from" when arguments.Length == 1:
                return order.Skip(Place(arguments[0], end: false));
            case "to" when arguments.Length == 1:
                return order.Take(Place(arguments[0], end: true));
            case "range" when arguments.Length == 2:
                {
                    var (first, last) = (Place(arguments[0], end: false), Place(arguments[1], end: true));
                    return last > first ? order.Take(last).Skip(first) : throw new ExpressionException(expression, "nothing lies between the two");
                }

            default:
                throw new ExpressionException(expression, "the expressions are *, ?, top(n), bottom(n), range(a,b), from(a), to(a)");
        }

        // How many come before the code, or up to it; a moment that is not there goes where it would stand.
        int Place(string code, bool end)
        {
            code = Unquote(code);
            if (known.TryGetValue(code, out var position))
            {
                return order.TakeWhile(c => c != position).Count() + (end ? 1 : 0);
            }

            if (dimension.Role is DimensionRole.Time && Periods.Read(code) is { } moment && dimension.Categories.Select(Periods.Of).ToList() is var moments && !moments.Contains(null))
            {
                return order.TakeWhile(c => moments[c]!.Value.CompareTo(moment) is var compared && (end ? compared <= 0 : compared < 0)).Count();
            }

            throw new ExpressionException(expression, $"{dimension.Code} has no code {code}");
        }
    }

    private static bool Count(string text, out int count) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);

    // Linear: the last star is the only one worth going back to.
    private static bool Matches(string pattern, string code)
    {
        var (p, c, star, back) = (0, 0, -1, 0);
        while (c < code.Length)
        {
            if (p < pattern.Length && pattern[p] != '*' && (pattern[p] == '?' || char.ToUpperInvariant(pattern[p]) == char.ToUpperInvariant(code[c])))
            {
                (p, c) = (p + 1, c + 1);
            }
            else if (p < pattern.Length && pattern[p] == '*')
            {
                (star, back) = (p++, c);
            }
            else if (star >= 0)
            {
                (p, c) = (star + 1, ++back);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).IndexOfAnyExcept('*') < 0;
    }
}
