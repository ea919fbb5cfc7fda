using Microsoft.Extensions.Configuration.Memory;

namespace OrleansTrading.Silo.Hosting;

/// <summary>Settings that came by short names, and by which.</summary>
internal sealed class ShortSource : IConfigurationSource
{
    /// <summary>By the setting's full name.</summary>
    public Dictionary<string, ShortValue> Given { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(Given);

    internal sealed class Provider(Dictionary<string, ShortValue> given) : MemoryConfigurationProvider(
        new MemoryConfigurationSource { InitialData = given.Select(entry => KeyValuePair.Create(entry.Key, (string?)entry.Value.Setting)) })
    {
        public IReadOnlyDictionary<string, ShortValue> Given => given;
    }
}
