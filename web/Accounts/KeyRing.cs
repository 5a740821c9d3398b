using System.Collections.Immutable;
using System.Threading.Channels;
using System.Xml.Linq;
using DataPortal.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>A key by which cookies, form tokens and second-factor keys are protected.</summary>
public sealed record ProtectionKey : Document
{
    public static Collection<ProtectionKey> Collection { get; } = new Collection<ProtectionKey>("protection_keys").Backstage();

    public required string Xml { get; init; }
}

/// <summary>
/// Keeps the data-protection keys with the documents: they survive a restart, go wherever the documents are copied, and are shared by all machines of one database.
/// The framework asks synchronously, so keys are read before the portal serves and written behind its back: the very first is written before the portal serves,
/// and each later one comes into use two days after it was made. What another machine made is read when its commit is heard of.
/// </summary>
internal sealed class KeyRing(IDocumentStore store, IServiceProvider services, TimeProvider clock, ILogger<KeyRing> logger) : BackgroundService, IXmlRepository
{
    /// <summary>Keys to write; null asks to read what others wrote.</summary>
    private readonly Channel<ProtectionKey?> _new = Channel.CreateUnbounded<ProtectionKey?>();
    private ImmutableList<XElement>? _kept;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var keys = await store.ListAsync(ProtectionKey.Collection.All(), cancellationToken);
        _kept = [.. keys.Select(key => XElement.Parse(key.Xml))];

        // Makes the first key when there is none.
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(KeyRing)).Protect([]);
        while (_new.Reader.TryRead(out var made))
        {
            await store.CommitAsync([ProtectionKey.Collection.Insert(made!)], cancellationToken);
        }

        // First the ear, then the reading: two machines may start at once, each with a first key of its own.
        store.Committed += Hear;
        _new.Writer.TryWrite(null);
        await base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        store.Committed -= Hear;
        return base.StopAsync(cancellationToken);
    }

    /// <exception cref="InvalidOperationException">Asked before the keys were read.</exception>
    public IReadOnlyCollection<XElement> GetAllElements() => _kept ?? throw new InvalidOperationException("The protection keys are not read yet.");

    public void StoreElement(XElement element, string friendlyName)
    {
        ImmutableInterlocked.Update(ref _kept, kept => (kept ?? []).Add(element));
        _new.Writer.TryWrite(new() { Id = Document.NewId(clock), Xml = element.ToString(SaveOptions.DisableFormatting) });
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var key in _new.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await (key is null ? ReadAsync(stoppingToken) : store.CommitAsync([ProtectionKey.Collection.Insert(key)], stoppingToken));
            }
            catch (Exception broken) when (!stoppingToken.IsCancellationRequested)
            {
                logger.LogError(broken, "Protection keys could not be {Act}; it is tried again.", key is null ? "read" : "written");
                _new.Writer.TryWrite(key);
                await Task.Delay(TimeSpan.FromMinutes(1), stoppingToken);
            }
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        var read = (await store.ListAsync(ProtectionKey.Collection.All(), ct)).Select(key => XElement.Parse(key.Xml)).ToList();
        ImmutableInterlocked.Update(ref _kept, kept => (kept ?? []).AddRange(read.Where(key => kept?.Exists(own => XNode.DeepEquals(own, key)) != true)));
    }

    private void Hear(IReadOnlyList<DocumentKey> touched)
    {
        if (touched.Any(key => key.Collection == ProtectionKey.Collection.Name))
        {
            _new.Writer.TryWrite(null);
        }
    }
}

internal sealed class KeyRingSetup(KeyRing ring) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options) => options.XmlRepository = ring;
}
