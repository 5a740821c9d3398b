using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Imk;

/// <summary>Field officers enter what they obtained in their own blocks (procedures.md §5.3, step 2: as in 000 step 4).</summary>
public sealed class ImkOfficerTests : IDisposable
{
    private readonly ImkOffice _office = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Mine => _office.Address("lapangan") + "/saya";

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Who_is_in_the_list_of_field_staff_by_name_enters_their_own_blocks_and_no_other()
    {
        await StaffAsync("rina", "Rina Contoh");
        await StaffAsync("budi", "Budi Contoh");
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
        var rina = _office.Portal.Person("rina", "Rina Contoh", Role.FieldOfficer);
        var list = await rina.PageAsync("/petugas/kegiatan/penugasan-saya");
        Assert.Contains("2 blok", list, StringComparison.Ordinal);
        Assert.Contains("0 diperoleh dari 6", list, StringComparison.Ordinal);
        var steps = await rina.GetStringAsync(new Uri("/petugas/langkah", UriKind.Relative), Ct);
        Assert.Contains("Blok Anda", steps, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Mine}\"", steps, StringComparison.Ordinal);
        Assert.DoesNotContain("Blok Anda", await _office.Portal.Person("budi", "Budi Contoh", Role.FieldOfficer).PageAsync("/petugas/langkah"), StringComparison.Ordinal);

        using (var saved = await (await WebForm.OpenAsync(rina, Mine)).With(("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "2"), ("Form.Refused", "1")).SendAsync(rina))
        {
            Assert.EndsWith("pesan=hari", await ImkOffice.RedirectedAsync(saved), StringComparison.Ordinal);
        }

        var block = (await _office.BlocksAsync())[0];
        Assert.Equal((2, 1, "Rina Contoh"), (block.Obtained, block.NonResponses, Assert.Single(block.Days).By));

        // A form sent off empty is a slip: it takes nothing away.
        using (var empty = await (await WebForm.OpenAsync(rina, Mine)).With(("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "")).SendAsync(rina))
        {
            Assert.Contains("Isi jumlah yang diperoleh", Answers.PageText(await empty.TextAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(2, (await _office.BlocksAsync())[0].Obtained);

        // More than the sample is told, and what was typed stays.
        using (var over = await (await WebForm.OpenAsync(rina, Mine)).With(("Form.Block", "1603010002"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "7")).SendAsync(rina))
        {
            var page = await over.TextAsync();
            Assert.Contains("punya 2 sampel", Answers.PageText(page), StringComparison.Ordinal);
            Assert.Contains("value=\"7\"", page, StringComparison.Ordinal);
        }

        // Another officer sees none of them and cannot enter them.
        var budi = _office.Portal.Person("budi", "Budi Contoh", Role.FieldOfficer);
        Assert.Contains("Belum ada blok sampel untuk akun Anda", await budi.PageAsync(Mine), StringComparison.Ordinal);
        using (var other = await budi.SubmitAsync(Mine, ("Form.Block", "1603010001"), ("Form.Day", "2026-11-16"), ("Form.Obtained", "1")))
        {
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        }

        Assert.Equal(2, (await _office.BlocksAsync())[0].Obtained);
        using var led = await budi.GetAsync(new Uri(_office.Address("lapangan"), UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, led.StatusCode);
    }

    [Fact]
    public async Task A_lead_gives_a_person_their_account_later_and_the_blocks_go_with_it()
    {
        await _office.OpenAsync();
        await _office.TrainAsync();
        await _office.AssignAsync();
        await StaffAsync("rina", "Rina A. Contoh");
        var rina = _office.Portal.Person("rina", "Rina A. Contoh", Role.FieldOfficer);
        Assert.Contains("Belum ada blok sampel", await rina.PageAsync(Mine), StringComparison.Ordinal);
        var trainee = (await _office.SurveyAsync()).Trainees.Single(person => person.Name == "Rina Contoh");
        var step = _office.Address("pelatihan");
        using (var unknown = await _office.SendAsync(step, "Ubah", ("Form.Trainee", trainee.Key), ("Form.PersonTrainedOn", "2026-11-12"), ("Form.Account", "siapa@contoh.id")))
        {
            Assert.Contains("Tidak ada akun pelaksana lapangan dengan alamat siapa@contoh.id", await unknown.PlainAsync(), StringComparison.Ordinal);
        }

        await _office.DoAsync(step, "Ubah", ("Form.Trainee", trainee.Key), ("Form.PersonTrainedOn", "2026-11-12"), ("Form.Account", "RINA@contoh.id"));
        Assert.All(await _office.BlocksAsync(), block => Assert.Equal("rina", block.StaffId));
        Assert.Contains("1603010001", await rina.PageAsync(Mine), StringComparison.Ordinal);
    }

    private Task StaffAsync(string id, string name) => _office.Portal.Store.CommitAsync(
        [StaffQueries.Collection.Insert(new() { Id = id, Email = id + "@contoh.id", Name = name, Roles = [Role.FieldOfficer], CreatedAt = _office.Portal.Clock.GetUtcNow() })], Ct);
}
