using DataPortal.WorkingTime;

namespace DataPortal.Tests.WorkingTime;

public sealed class ServiceStandardTests
{
    [Theory]
    [InlineData("30 Menit", StandardUnit.Minutes, null, 30)]
    [InlineData("30 menit", StandardUnit.Minutes, null, 30)]
    [InlineData("10 menit", StandardUnit.Minutes, null, 10)]
    [InlineData("5Menit", StandardUnit.Minutes, null, 5)]
    [InlineData("  1   MENIT ", StandardUnit.Minutes, null, 1)]
    [InlineData("2 jam", StandardUnit.Hours, null, 2)]
    [InlineData("1,5 jam", StandardUnit.Hours, null, 1.5)]
    [InlineData("1 – 2 Jam", StandardUnit.Hours, 1.0, 2)]
    [InlineData("1-2 jam", StandardUnit.Hours, 1.0, 2)]
    [InlineData("1 — 2 jam", StandardUnit.Hours, 1.0, 2)]
    [InlineData("1 hari kerja", StandardUnit.WorkingDays, null, 1)]
    [InlineData("5 Hari  Kerja", StandardUnit.WorkingDays, null, 5)]
    [InlineData("5 harikerja", StandardUnit.WorkingDays, null, 5)]
    [InlineData("3 hari", StandardUnit.Days, null, 3)]
    [InlineData("2 Minggu", StandardUnit.Weeks, null, 2)]
    [InlineData("3 Bulan", StandardUnit.Months, null, 3)]
    [InlineData("1 tahun", StandardUnit.Years, null, 1)]
    [InlineData("45 detik", StandardUnit.Seconds, null, 45)]
    [InlineData("± 5 menit", StandardUnit.Minutes, null, 5)]
    [InlineData("maksimal 10 menit", StandardUnit.Minutes, null, 10)]
    [InlineData("Sesuai jadwal/beban kerja", StandardUnit.Scheduled, null, 0)]
    [InlineData("sesuai jadwal / beban kerja", StandardUnit.Scheduled, null, 0)]
    [InlineData("Menyesuaikan", StandardUnit.Scheduled, null, 0)]
    [InlineData("Insidentil", StandardUnit.Scheduled, null, 0)]
    [InlineData("", StandardUnit.None, null, 0)]
    [InlineData(" ", StandardUnit.None, null, 0)]
    [InlineData("-", StandardUnit.None, null, 0)]
    [InlineData("–", StandardUnit.None, null, 0)]
    public void A_standard_is_read_as_the_documents_write_it(string text, StandardUnit unit, double? target, double limit)
    {
        var standard = ServiceStandard.Parse(text);
        Assert.Equal((unit, (decimal?)target, (decimal)limit, text.Trim()), (standard.Unit, standard.Target, standard.Limit, standard.Text));
    }

    [Theory]
    [InlineData("segera")]
    [InlineData("lima menit")]
    [InlineData("1 5 menit")]
    [InlineData("1.5 jam")]
    [InlineData("-5 menit")]
    [InlineData("5")]
    [InlineData("menit")]
    [InlineData("5 menit kerja")]
    [InlineData("0 menit")]
    [InlineData("2 - 1 jam")]
    [InlineData("1,5 hari kerja")]
    [InlineData("0,5 - 1 bulan")]
    [InlineData("101 tahun")]
    [InlineData("999999999 bulan")]
    public void What_cannot_be_read_is_refused_and_named(string text) =>
        Assert.Contains(text, Assert.Throws<FormatException>(() => ServiceStandard.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Hours_are_minutes_in_the_end() =>
        Assert.Equal((TimeSpan.FromMinutes(60), TimeSpan.FromMinutes(120)), (ServiceStandard.Parse("1 – 2 Jam").TargetTime, ServiceStandard.Parse("1 – 2 Jam").LimitTime));
}
