using DataPortal.Content;
using DataPortal.WorkingTime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace DataPortal.Tests.WorkingTime;

internal static class Calendars
{
    /// <summary>The calendar the office ships: hours, Ramadan 1447 H and the days off of 2026.</summary>
    public static WorkingCalendar Office { get; } = new(CalendarFiles.Read(Root(Path.Combine(AppContext.BaseDirectory, "content"))));

    /// <summary>A moment in Jakarta: <c>"2026-08-12 10:20"</c>.</summary>
    public static DateTimeOffset Wib(string moment) =>
        new(DateTime.ParseExact(moment, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    public static ContentRoot Root(string path) => new(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Content:Path"] = path }).Build(), new Nowhere());

    /// <summary>A folder <c>content/calendar</c> of these files.</summary>
    public static ContentRoot Folder(params (string Name, string Text)[] files)
    {
        var root = Directory.CreateTempSubdirectory("calendar-tests-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "calendar"));
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(root, "calendar", name), text);
        }

        return Root(root);
    }

    private sealed class Nowhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Tests";
        public string ApplicationName { get; set; } = "Tests";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
