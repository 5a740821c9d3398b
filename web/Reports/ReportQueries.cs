using DataPortal.Requests;
using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>What reports look up.</summary>
public static class ReportQueries
{
    /// <summary>Editions of the months' reports. Never changed once signed but for its receipt by the head of division.</summary>
    public static Collection<SignedReport> Collection { get; } = new Collection<SignedReport>("signed_reports")
        .Index("month", report => report.Month)
        .Backstage();

    public static Query<SignedReport> EditionsOf(ReportMonth month) => Collection.Where("month", month.ToString()).OrderByDescending("month");

    /// <summary>Still open, received before the moment.</summary>
    public static Query<Request> OpenSinceBefore(DateTimeOffset moment) =>
        RequestQueries.Collection.Where("stage", RequestQueries.Stage.Open).Before("received", moment).OrderBy("received");

    /// <summary>Received before the moment, ended at it or later.</summary>
    public static Query<Request> ClosedLaterThoughReceivedBefore(DateTimeOffset moment) =>
        RequestQueries.Collection.Where("stage", RequestQueries.Stage.Closed).AtLeast("closed", moment).Before("received", moment).OrderBy("closed");
}
