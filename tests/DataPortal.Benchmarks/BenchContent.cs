using DataPortal.Content;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace DataPortal.Benchmarks;

/// <summary>The content folder beside the program.</summary>
internal static class BenchContent
{
    public static ContentRoot Root { get; } = new(new ConfigurationBuilder().Build(), new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
}
