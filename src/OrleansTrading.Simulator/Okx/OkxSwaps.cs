using System.Diagnostics.CodeAnalysis;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Okx;

/// <summary>The market's symbols that OKX lists: those quoted in USDT, as swaps, at prices of their own.</summary>
internal sealed class OkxSwaps
{
    private readonly Dictionary<string, OkxSwap> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OkxSwap> _byUnderlying = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OkxSwap> _byStreamName = new(StringComparer.Ordinal);

    public OkxSwaps(SimulatorMarket market)
    {
        var sources = market.Listed.Where(listed => listed.Spec.QuoteAsset == "USDT" && listed.Spec.BaseAsset.All(char.IsAsciiLetterOrDigit)).ToList();
        Truth = new SimulatorMarket(sources.Select(source => new SwapMarket(source.Market)));
        All = [.. Truth.Listed.Zip(sources, (listed, source) => new OkxSwap(listed, source.Spec.StreamName))];
        foreach (var swap in All)
        {
            _byName.Add(swap.Name, swap);
            _byUnderlying.Add(swap.Underlying, swap);
            _byStreamName.Add(swap.StreamName, swap);
        }
    }

    public IReadOnlyList<OkxSwap> All { get; }

    /// <summary>What this venue's endpoints serve, by its own names.</summary>
    public SimulatorMarket Truth { get; }

    public bool TryFind(string name, [NotNullWhen(true)] out OkxSwap? swap) => _byName.TryGetValue(name, out swap);

    /// <summary>By the name of its index, BTC-USDT.</summary>
    public bool TryFindUnderlying(string name, [NotNullWhen(true)] out OkxSwap? swap) => _byUnderlying.TryGetValue(name, out swap);

    /// <summary>By the symbol's name in names of streams, btcusdt; null where the venue does not list it.</summary>
    public OkxSwap? FindStreamName(string name) => _byStreamName.GetValueOrDefault(name);
}
