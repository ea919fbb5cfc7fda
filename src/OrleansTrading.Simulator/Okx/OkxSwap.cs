using System.Text;
using OrleansTrading.Simulator.Market;

namespace OrleansTrading.Simulator.Okx;

/// <summary>
/// A symbol of the market as a USDT-margined swap: BTCUSDT is BTC-USDT-SWAP. Sizes are in contracts of ten of the symbol's smallest
/// units, so a size has one decimal.
/// </summary>
internal sealed class OkxSwap(ListedSymbol listed, string streamName)
{
    public const int SizeDecimals = 1;

    public ListedSymbol Listed { get; } = listed;

    public SymbolSpec Spec => Listed.Spec;

    /// <summary>The symbol's name in names of streams: btcusdt.</summary>
    public string StreamName { get; } = streamName;

    /// <summary>BTC-USDT-SWAP.</summary>
    public string Name => Spec.Name;

    /// <summary>BTC-USDT.</summary>
    public string Underlying { get; } = $"{listed.Spec.BaseAsset}-{listed.Spec.QuoteAsset}";

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(listed.Spec.Name);

    public byte[] Utf8Underlying { get; } = Encoding.UTF8.GetBytes($"{listed.Spec.BaseAsset}-{listed.Spec.QuoteAsset}");

    /// <summary>Base units of one contract.</summary>
    public decimal ContractSize => Spec.Quantity(10);

    public SwapMarket Market => (SwapMarket)Listed.Market;

    public long PriceOf(in BookLevel level) => level.PriceTicks * Spec.TickUnits;

    /// <summary>In tenths of contracts, which are the symbol's smallest units.</summary>
    public long SizeOf(in BookLevel level) => level.Steps * Spec.StepUnits;
}
