using DataPortal.Accounts;

namespace DataPortal.Activities.Work;

/// <summary>What the staff home says of a person's steps: what came back, what is late, what is open.</summary>
public static class WorkNotices
{
    public static async Task<IReadOnlyList<StaffNotice>> ListAsync(IServiceProvider services, CancellationToken ct)
    {
        if (services.GetRequiredService<CurrentStaff>().Id is null)
        {
            return [];
        }

        var counts = await services.GetRequiredService<WorkList>().CountAsync(ct);
        List<StaffNotice> notices = [];
        Add(counts.Back, $"{counts.Back} langkah Anda kembali untuk diperbaiki", "?tab=kembali", urgent: true);
        Add(counts.Late, $"{counts.Late} langkah Anda lewat tenggat", "?tab=terlambat", urgent: true);
        Add(counts.Open, $"{counts.Open} langkah Anda terbuka{(counts.Today > 0 ? $", {counts.Today} jatuh tempo hari ini" : "")}", "", urgent: false);
        Add(counts.Free, $"{counts.Free} langkah peran Anda belum diambil siapa pun", "?tab=dapat-diambil", urgent: false);
        return notices;

        void Add(int count, string words, string query, bool urgent)
        {
            if (count > 0)
            {
                notices.Add(new([], words, WorkLinks.List + query, urgent));
            }
        }
    }
}

/// <summary>Where the work lists are.</summary>
public static class WorkLinks
{
    public const string List = "~/petugas/langkah";
    public const string Team = "~/petugas/langkah/tim";
    public const string Settings = "~/petugas/langkah/pengaturan";

    public static string HandOver(WorkItem work) => $"~/petugas/langkah/alihkan/{work.Id}";
}
