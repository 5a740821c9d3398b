using System.Text;

namespace DataPortal.Storage.Sql;

/// <summary>A statement and its values, <c>$1</c> the first.</summary>
internal sealed record SqlStatement(string Text, IReadOnlyList<object> Values);

/// <summary>What a page is read with: statements to be read one after the other until <paramref name="Take"/> rows are there, the first <paramref name="Skip"/> rows of them left out.</summary>
internal sealed record SqlPage(IReadOnlyList<SqlStatement> Statements, int Skip, int? Take);

/// <summary>Names of tables and columns, the same in both engines.</summary>
internal static class SqlNames
{
    public static string Table(string collection) => $"\"{collection}\"";

    public static string Many(string collection, string index) => $"\"{collection}.{index}\"";

    public static string Column(string index) => $"k_{index}";
}

/// <summary>
/// Queries as SQL that SQLite and PostgreSQL read alike. A table has a row a document with one column a key; a missing key is null.
/// Every condition is written so that an index of (key, id) can serve it.
/// </summary>
internal sealed class SqlQuery
{
    private readonly StringBuilder _text = new();
    private readonly List<object> _values = [];

    private SqlQuery(string select) => _text.Append(select);

    public static SqlStatement Count<T>(Query<T> query) where T : Document
    {
        var sql = new SqlQuery($"select count(*) from {SqlNames.Table(query.Collection.Name)} d");
        sql.Where(query, null);
        return sql.Statement();
    }

    public static SqlPage Page<T>(Query<T> query) where T : Document
    {
        if (query.Position is not { } position)
        {
            return new([One(query, null, query.Limit, query.Offset)], 0, query.Limit);
        }

        // Where keys may be missing the rest of the list is two stretches of the index: asking for them in turn keeps both fast.
        var stretches = Stretches(query.Order, position);
        var all = query.Limit + query.Offset;
        return new([.. stretches.Select(stretch => One(query, stretch, all, 0))], query.Offset, query.Limit);
    }

    private static SqlStatement One<T>(Query<T> query, Action<SqlQuery>? stretch, int? limit, int offset) where T : Document
    {
        var sql = new SqlQuery($"select d.body from {SqlNames.Table(query.Collection.Name)} d");
        sql.Where(query, stretch);
        sql.OrderBy(query.Order);
        if (limit is { } most)
        {
            sql._text.Append(" limit ").Append(sql.Value((long)most));
        }
        else if (offset > 0)
        {
            sql._text.Append(" limit ").Append(sql.Value(long.MaxValue));
        }

        if (offset > 0)
        {
            sql._text.Append(" offset ").Append(sql.Value((long)offset));
        }

        return sql.Statement();
    }

    private static List<Action<SqlQuery>> Stretches(IReadOnlyList<Ordering> order, Cursor last)
    {
        if (order.Count == 0)
        {
            return [sql => sql.Add($"d.id > {sql.Value(last.Id)}")];
        }

        var (column, descending, key) = ("d." + SqlNames.Column(order[0].Index), order[0].Descending, last.Keys[0]);
        if (key is null)
        {
            void Rest(SqlQuery sql)
            {
                sql.Add($"{column} is null and ");
                sql.Tie(order, last);
            }

            return descending ? [Rest] : [Rest, sql => sql.Add($"{column} is not null")];
        }

        void After(SqlQuery sql)
        {
            var (than, value) = (descending ? "<" : ">", sql.Value(key));
            if (order.Count == 1)
            {
                sql.Add($"({column}, d.id) {than} ({value}, {sql.Value(last.Id)})");
                return;
            }

            sql.Add($"{column} {than}= {value} and ({column} {than} {value} or ");
            sql.Tie(order, last);
            sql.Add(")");
        }

        return descending ? [After, sql => sql.Add($"{column} is null")] : [After];
    }

    /// <summary>Among those equal in the first level: after the cursor in the second, then by identifier.</summary>
    private void Tie(IReadOnlyList<Ordering> order, Cursor last)
    {
        var identifier = $"d.id {(order[0].Descending ? "<" : ">")} {Value(last.Id)}";
        if (order.Count == 1)
        {
            _text.Append(identifier);
            return;
        }

        var column = "d." + SqlNames.Column(order[1].Index);
        Add((order[1].Descending, last.Keys[1]) switch
        {
            (false, null) => $"({column} is not null or {identifier})",
            (true, null) => $"({column} is null and {identifier})",
            (false, { } key) => $"({column} > {Value(key)} or ({column} = {Value(key)} and {identifier}))",
            (true, { } key) => $"({column} < {Value(key)} or {column} is null or ({column} = {Value(key)} and {identifier}))",
        });
    }

    private void Where<T>(Query<T> query, Action<SqlQuery>? stretch) where T : Document
    {
        var glue = " where ";
        foreach (var filter in query.Filters)
        {
            _text.Append(glue);
            glue = " and ";
            if (query.Collection.Definition(filter.Index).Many)
            {
                Add($"d.n in (select n from {SqlNames.Many(query.Collection.Name, filter.Index)} where ");
                Condition("key", filter);
                _text.Append(')');
            }
            else
            {
                Condition("d." + SqlNames.Column(filter.Index), filter);
            }
        }

        if (stretch is not null)
        {
            _text.Append(glue);
            stretch(this);
        }
    }

    private void Condition(string column, Filter filter)
    {
        switch (filter.Kind)
        {
            case FilterKind.Equals:
                Add($"{column} = {Value(filter.Key)}");
                break;
            case FilterKind.AtLeast:
                Add($"{column} >= {Value(filter.Key)}");
                break;
            case FilterKind.Before:
                Add($"{column} < {Value(filter.Key)}");
                break;
            case FilterKind.StartsWith:
                Add($"{column} >= {Value(filter.Key)}");
                if (IndexKey.After(filter.Key) is { } end)
                {
                    Add($" and {column} < {Value(end)}");
                }

                break;
            default:
                throw new InvalidOperationException($"Unknown filter {filter.Kind}.");
        }
    }

    private void OrderBy(IReadOnlyList<Ordering> order)
    {
        _text.Append(" order by ");
        foreach (var level in order)
        {
            // SQLite sorts so anyway; PostgreSQL has to be told.
            _text.Append("d.").Append(SqlNames.Column(level.Index)).Append(level.Descending ? " desc nulls last, " : " asc nulls first, ");
        }

        _text.Append(order is [{ Descending: true }, ..] ? "d.id desc" : "d.id asc");
    }

    private void Add(string text) => _text.Append(text);

    private string Value(object value)
    {
        _values.Add(value);
        return $"${_values.Count}";
    }

    private SqlStatement Statement() => new(_text.ToString(), _values);
}
