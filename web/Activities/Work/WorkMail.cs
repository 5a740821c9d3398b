using System.Text;
using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Content.Markdown;
using DataPortal.Mail;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>Why a step came to a person.</summary>
public enum Coming
{
    /// <summary><i>Kembali untuk diperbaiki</i></summary>
    Back,

    /// <summary>A colleague handed it over.</summary>
    HandedOver,

    /// <summary>It was given to the person.</summary>
    Given,

    /// <summary>It waits for whoever of the role takes it first: a check, an allocation, an evaluation.</summary>
    Free,
}

/// <summary>The letters of the work lists: what came, at once and in the commit that brings it; what is due, collected once a day.</summary>
public sealed class WorkMail(MailComposer composer, PortalLinks links)
{
    /// <summary>Steps named in one letter; of more it says how many.</summary>
    private const int MostLines = 30;

    public OutgoingMessage Came(Staff person, IReadOnlyList<(Coming Why, WorkItem Work, Delegation? For)> came)
    {
        var list = new StringBuilder();
        foreach (var group in came.GroupBy(one => one.Why).OrderBy(group => group.Key))
        {
            Section(list, Words(group.Key), [.. group.Select(one => (one.Work, one.For))]);
        }

        var first = came.OrderBy(one => one.Why).First();
        var subject = came.Count == 1 ? $"{Words(first.Why)}: {first.Work.About}" : came.All(one => one.Why == first.Why) ? $"{Words(first.Why)}: {came.Count} langkah" : $"{came.Count} langkah untuk Anda";
        return composer.Compose("langkah-datang", "id", person.Email, person.Name, new Dictionary<string, string>
        {
            ["judul"] = subject,
            ["nama"] = person.Name,
            ["daftar"] = list.ToString(),
            ["tautan"] = links.To(WorkLinks.List, "id"),
        }, Cause(came[0].Work));
    }

    /// <summary>What is due, of a person's own steps and of those whose doers the person leads.</summary>
    public OutgoingMessage Daily(Staff person, DueToday due, DateOnly day)
    {
        var list = new StringBuilder();
        Section(list, "Lewat tenggat", due.Late);
        Section(list, "Jatuh tempo hari ini", due.Today);
        Section(list, "Jatuh tempo hari kerja berikutnya", due.Next);
        Section(list, "Terlambat satu hari kerja, pada petugas lain", due.Above, withPerson: true);
        var parts = new[] { (due.Late.Count + due.Above.Count, "terlambat"), (due.Today.Count, "hari ini"), (due.Next.Count, "hari kerja berikutnya") }
            .Where(part => part.Item1 > 0).Select(part => $"{part.Item1} {part.Item2}");
        return composer.Compose("langkah-harian", "id", person.Email, person.Name, new Dictionary<string, string>
        {
            ["ringkas"] = string.Join(", ", parts),
            ["nama"] = person.Name,
            ["tanggal"] = Show.Date(day),
            ["daftar"] = list.ToString(),
            ["tautan"] = links.To(WorkLinks.List, "id"),
            ["tautan_pengaturan"] = links.To(WorkLinks.Settings, "id"),
        }, $"{StaffQueries.Collection.Name}/{person.Id}");
    }

    /// <summary>To the division head: a step goes into its third turn (procedures.md §1.4).</summary>
    public OutgoingMessage Again(Doer to, WorkItem work)
    {
        var head = to.Person;
        var list = new StringBuilder();
        Section(list, "Langkah", [(work, to.For)], withPerson: true);
        return composer.Compose("langkah-berulang", "id", head.Email, head.Name, new Dictionary<string, string>
        {
            ["judul"] = work.About,
            ["kali"] = Show.Number(work.Number),
            ["nama"] = head.Name,
            ["daftar"] = list.ToString(),
            ["tautan"] = links.To(RunLinks.Run(work.Run), "id"),
        }, Cause(work));
    }

    /// <summary>The letters the marks of a run cause, for the same commit. Nobody is written what they did themselves.</summary>
    public static async Task<IReadOnlyList<Change>> FollowAsync(IServiceProvider services, Procedure procedure, Run? before, Advanced after, CancellationToken ct)
    {
        if (RunSamples.IsSample(after.Run))
        {
            return [];
        }

        var (me, roles, mail) = (services.GetRequiredService<CurrentStaff>().Id, services.GetRequiredService<WorkRoles>(), services.GetRequiredService<WorkMail>());
        Dictionary<string, (Staff Person, List<(Coming, WorkItem, Delegation?)> Came)> letters = [];
        List<Change> changes = [];
        foreach (var mark in after.Marks.Where(mark => mark.Mark is Mark.Ready or Mark.Assigned))
        {
            var item = mark.Item == mark.Run ? "" : mark.Item;
            if (after.Run.OpenAttempt(mark.Step, item) is not { IsDoable: true } attempt || attempt.Number != mark.Attempt || WorkItems.Of(procedure, after.Run, attempt) is not { } work)
            {
                continue;
            }

            if (mark.Mark == Mark.Ready && attempt.Number >= 3)
            {
                changes.AddRange((await roles.HoldingAsync(Role.DivisionHead, ct)).Where(head => head.Person.Id != me).Select(head => Outbox.Collection.Insert(mail.Again(head, work))));
            }

            Coming? why = mark.Mark == Mark.Ready ? work.IsBack ? Coming.Back : Coming.Given
                : before?.OpenAttempt(mark.Step, item)?.PersonId is null ? Coming.Given : Coming.HandedOver;
            if (work.PersonId is null && why != Coming.Back)
            {
                // Field officers are given their tasks; those who lead hear of what waits for them.
                if (mark.Mark != Mark.Ready || work.Role is null or Role.FieldOfficer)
                {
                    continue;
                }

                why = Coming.Free;
            }

            foreach (var (person, instead) in await roles.DoersAsync(work, ct))
            {
                if (person.Id != me && (work.PersonId is null || work.PersonId == person.Id || (instead is not null && work.PersonId == instead.FromId) || why == Coming.Back))
                {
                    var came = letters.TryGetValue(person.Id, out var letter) ? letter.Came : (letters[person.Id] = (person, [])).Came;
                    came.RemoveAll(one => one.Item2.Id == work.Id);
                    came.Add((instead is not null && why == Coming.HandedOver ? Coming.Given : why.Value, work, instead));
                }
            }
        }

        changes.AddRange(letters.Values.Select(letter => Outbox.Collection.Insert(mail.Came(letter.Person, letter.Came))));
        return changes;
    }

    private static string Words(Coming why) => why switch
    {
        Coming.Back => "Kembali untuk diperbaiki",
        Coming.HandedOver => "Dialihkan kepada Anda",
        Coming.Given => "Tugas baru",
        Coming.Free => "Menunggu Anda",
        _ => throw new ArgumentOutOfRangeException(nameof(why)),
    };

    private void Section(StringBuilder list, string heading, IReadOnlyList<(WorkItem Work, Delegation? For)> works, bool withPerson = false)
    {
        if (works.Count == 0)
        {
            return;
        }

        list.Append("**").Append(heading).Append("**\n\n");
        foreach (var (work, instead) in works.Take(MostLines))
        {
            list.Append("- [").Append(Plain(work.About)).Append("](").Append(links.To(work.Link, "id")).Append(") (langkah ").Append(Plain(work.Step)).Append(", ").Append(Plain(work.Activity.TrimEnd('.'))).Append("). ");
            if (work.ItemTitle is not null)
            {
                list.Append(Plain(work.RunTitle)).Append(". ");
            }

            if (work.Limit is { } limit)
            {
                list.Append("Tenggat ").Append(Ours(Show.Moment(limit))).Append(". ");
            }

            if (withPerson)
            {
                list.Append("Pada ").Append(Plain(work.Person ?? "siapa pun: belum diambil")).Append(". ");
            }

            if (instead is not null)
            {
                list.Append("Anda pelaksana harian ").Append(Plain(instead.From)).Append(" sampai ").Append(Plain(Show.Date(instead.Last))).Append(". ");
            }

            list.Append('\n');
            foreach (var finding in work.Findings)
            {
                list.Append("  - Temuan: ").Append(Plain(finding)).Append('\n');
            }
        }

        if (works.Count > MostLines)
        {
            list.Append("- dan ").Append(Show.Number(works.Count - MostLines)).Append(" langkah lagi\n");
        }

        list.Append('\n');
    }

    private static string Cause(WorkItem work) => $"{RunQueries.Runs.Name}/{work.Run}";

    /// <summary>Text as Markdown that shows it and nothing else; what looks like an address becomes no link.</summary>
    private static string Plain(string text) => Ours(SafeLinks.Disarm(text.ReplaceLineEndings(" ")));

    /// <summary>The same of words that are the portal's own: an hour keeps its plain dot.</summary>
    private static string Ours(string text) => string.Concat(text
        .Select(letter => char.IsAsciiLetterOrDigit(letter) || !char.IsAscii(letter) || letter is ' ' or ',' ? letter.ToString() : char.IsControl(letter) ? "" : $"\\{letter}"));
}

/// <summary>What a day's letter to one person tells.</summary>
public sealed class DueToday
{
    public List<(WorkItem Work, Delegation? For)> Late { get; } = [];
    public List<(WorkItem Work, Delegation? For)> Today { get; } = [];

    /// <summary>Due on the next working day, or on a day off before it.</summary>
    public List<(WorkItem Work, Delegation? For)> Next { get; } = [];

    /// <summary>Late by one working day, of those whom the person leads.</summary>
    public List<(WorkItem Work, Delegation? For)> Above { get; } = [];

    public bool IsEmpty => Late.Count + Today.Count + Next.Count + Above.Count == 0;
}
