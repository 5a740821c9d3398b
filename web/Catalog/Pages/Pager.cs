namespace DataPortal.Catalog.Pages;

/// <summary>Where one stands in a long list, for <c>_Pager.cshtml</c>.</summary>
/// <param name="Address">The address of a page, with <c>~/</c>.</param>
public sealed record Pager(int Page, int Pages, Func<int, string> Address)
{
    /// <summary>The pages worth a link: the first, the last, and those around; 0 stands for what was left out.</summary>
    public IEnumerable<int> Links()
    {
        var before = 0;
        for (var page = 1; page <= Pages; page++)
        {
            if (page == 1 || page == Pages || Math.Abs(page - Page) <= 2)
            {
                if (page - before > 1)
                {
                    yield return 0;
                }

                yield return before = page;
            }
        }
    }
}
