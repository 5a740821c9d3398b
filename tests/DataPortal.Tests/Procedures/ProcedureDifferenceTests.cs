using DataPortal.Procedures;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures;

/// <summary>What a version changes is told before it is put into force.</summary>
public sealed class ProcedureDifferenceTests(Portal portal)
{
    [Fact]
    public void Another_time_for_repairs_is_told()
    {
        var before = portal.Get<ProcedureLibrary>().Find("imk-tahunan")!;
        var after = before with { Steps = [.. before.Steps.Select(step => step.Repair is null ? step : step with { Repair = new(RepairKind.Rest, ServiceStandard.Parse("2 hari kerja")) })] };
        Assert.Equal([new("Langkah 3, Perbaikan (bacaan)", "bersama", "sisa, sedikitnya 2 hari kerja")], ProcedureDifference.Between(before, after).Steps);
    }
}
