namespace DataPortal.Tables.Api.PxWeb;

/// <summary>What a caller chooses of one variable.</summary>
/// <param name="Variable">Its code, in any case.</param>
/// <param name="Values">Codes and expressions; empty leaves the variable out; null, with a code list, is all of the list.</param>
/// <param name="CodeList">Of whose values <paramref name="Values"/> are; null for the variable's own.</param>
/// <param name="Single">With an aggregation: the members of the groups chosen one by one, not added up (PxWebApi: <c>outputValues=single</c>).</param>
public sealed record PxChoice(string Variable, IReadOnlyList<string>? Values, string? CodeList = null, bool Single = false);

/// <summary>What a caller wants of a table.</summary>
public sealed record PxRequest
{
    /// <summary>Empty: the table's default selection.</summary>
    public IReadOnlyList<PxChoice> Choices { get; init; } = [];

    /// <summary>Variables across, outermost first.</summary>
    public IReadOnlyList<string> Heading { get; init; } = [];

    /// <summary>Variables that run down, outermost first.</summary>
    public IReadOnlyList<string> Stub { get; init; } = [];

    /// <summary>True: a mandatory variable that is not named is taken whole (PxWebApi 1); false: that is an error (PxWebApi 2).</summary>
    public bool MissingIsAll { get; init; }

    public bool IsDefault => !Choices.Any(choice => choice.Values is { Count: > 0 } || (choice.Values is null && choice.CodeList is not null));
}

/// <summary>A request that cannot be answered; each version of the API says so in its own shape.</summary>
/// <param name="title">In English, for the one who writes the program.</param>
/// <param name="detail">In the language of the request.</param>
public sealed class PxRequestException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;

    public string Title { get; } = title;

    /// <summary>Further members of the problem.</summary>
    public IReadOnlyList<(string Name, object Value)> More { get; init; } = [];
}
