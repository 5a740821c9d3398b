using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>What the staff home says of requests, to those who may act on them: overdue, unread, held.</summary>
public static class RequestNotices
{
    private static readonly Role[] _for = [Role.WebAdmin, Role.SectionHead];

    public static async Task<IReadOnlyList<StaffNotice>> ListAsync(IServiceProvider services, CancellationToken ct)
    {
        var (store, now) = (services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<TimeProvider>().GetUtcNow());
        List<StaffNotice> notices = [];
        await AddAsync(RequestQueries.DueBefore(now), count => $"{count} permintaan lewat tenggat", "", urgent: true);
        await AddAsync(RequestQueries.Unread(), count => $"{count} permintaan berisi pesan baru pemohon", "?tab=pesan-baru", urgent: false);
        await AddAsync(RequestQueries.Held(), count => $"{count} permintaan ditahan untuk diperiksa", "?tab=ditahan", urgent: false);
        return notices;

        async Task AddAsync(Query<Request> query, Func<int, string> words, string tab, bool urgent)
        {
            if (await store.CountAsync(query, ct) is > 0 and var count)
            {
                notices.Add(new(_for, words(count), "~/petugas/permintaan" + tab, urgent));
            }
        }
    }
}
