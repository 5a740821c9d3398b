namespace DataPortal.Accounts;

/// <summary>Prints, once the portal listens and has no staff, the link that makes the first administrator.</summary>
internal sealed class FirstLink(OneTimeLinks links, StaffAddress address) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (await links.FirstTokenAsync(cancellationToken) is { } token)
        {
            await Console.Out.WriteLineAsync($"Tautan masuk pertama: {address.To(OneTimeLinks.PathOf(token))}");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
