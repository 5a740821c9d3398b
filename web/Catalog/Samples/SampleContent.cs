namespace DataPortal.Catalog.Samples;

/// <summary>What a slice brings to show the product with. Loaded at start where <c>Samples:Load</c> is true; what is there already stays as it is.</summary>
public interface ISampleContent
{
    Task LoadAsync(CancellationToken ct);
}

/// <summary>Loads every slice's samples before the portal serves, so that the first visitor finds something.</summary>
public sealed class SampleContent(IEnumerable<ISampleContent> samples, IConfiguration configuration) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue<bool>("Samples:Load"))
        {
            foreach (var sample in samples)
            {
                await sample.LoadAsync(cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
