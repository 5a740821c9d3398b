using System.Reflection;
using Microsoft.Extensions.Options;

namespace DataPortal.Shared;

/// <summary>What stops a start, said in words to whoever started it: every wrong setting at once, a file that cannot be read, a folder that is in use.</summary>
public static class StartFaults
{
    /// <summary>Every fault of every setting of the house, of its form (<c>Mail:Smtp:Port = abc</c>) and of its sense.</summary>
    public static IReadOnlyList<string> InSettings(IServiceCollection registered, IServiceProvider provider)
    {
        // An options class registers itself once for each thing said of it; it is asked once.
        var settings = registered.Select(service => service.ServiceType)
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConfigureOptions<>))
            .Select(type => type.GetGenericArguments()[0])
            .Where(type => type.Namespace?.StartsWith("DataPortal", StringComparison.Ordinal) == true)
            .Distinct();
        var read = typeof(StartFaults).GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!;
        return [.. settings.SelectMany(type => (IReadOnlyList<string>)read.MakeGenericMethod(type).Invoke(null, [provider])!).Distinct()];
    }

    /// <summary>Says why the portal does not start, without the stack only its makers read: that goes to the log at debug level.</summary>
    /// <returns>1, for the shell.</returns>
    public static int Say(params IReadOnlyList<string> faults)
    {
        Console.Error.WriteLine("Portal tidak dapat mulai:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine($"- {fault}");
        }

        return 1;
    }

    /// <summary>The words of a fault and of what lies behind it.</summary>
    public static IReadOnlyList<string> Words(Exception fault) => fault switch
    {
        AggregateException several => [.. several.InnerExceptions.SelectMany(Words)],
        OptionsValidationException settings => [.. settings.Failures],
        { InnerException: { } behind } => [fault.Message, .. Words(behind)],
        _ => [fault.Message],
    };

    private static IReadOnlyList<string> Read<T>(IServiceProvider provider) where T : class
    {
        try
        {
            _ = provider.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException fault)
        {
            return [.. fault.Failures];
        }
        catch (InvalidOperationException fault)
        {
            // The binder names the setting and the value it cannot read.
            return [fault.Message];
        }
    }
}
