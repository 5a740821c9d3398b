using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>The program's second verb, <c>staff</c>: asks the portal that runs on the data folder, or opens the folder itself while none runs.</summary>
public static class StaffProgram
{
    public static bool IsAsked(string[] args) => args is ["staff", ..];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CancellationToken ct)
    {
        string[] words = [.. args.Skip(1)];
        var answer = await StaffChannel.SendAsync(StaffChannel.FolderOf(services.GetRequiredService<IOptions<StorageOptions>>().Value), words, ct);
        if (answer is null)
        {
            await services.GetRequiredService<KeyRing>().StartAsync(ct);
            await using var scope = services.CreateAsyncScope();
            answer = await scope.ServiceProvider.GetRequiredService<StaffCommand>().RunAsync(words, ct);
        }

        await (answer.Code == 0 ? Console.Out : Console.Error).WriteLineAsync(answer.Text);
        return answer.Code;
    }
}
