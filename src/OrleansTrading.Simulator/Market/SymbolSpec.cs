using System.Text;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Market;

/// <summary>What exchangeInfo tells of a symbol, and the integer units that its market is computed in.</summary>
internal sealed record SymbolSpec
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required string BaseAsset { get; init; }

    public string QuoteAsset { get; init; } = "USDT";

    public required int PriceDecimals { get; init; }

    public required int QuantityDecimals { get; init; }

    /// <summary>Decimals of the quote volume: those of price and quantity together, unless a file says otherwise.</summary>
    public required int QuoteDecimals { get; init; }

    /// <summary>Tick size in 10^-PriceDecimals.</summary>
    public required long TickUnits { get; init; }

    /// <summary>Step size in 10^-QuantityDecimals.</summary>
    public required long StepUnits { get; init; }

    public required long OnboardTime { get; init; }

    public byte[] Utf8Name => field ??= Encoding.UTF8.GetBytes(Name);

    /// <summary>The name as the stream names write it.</summary>
    public string StreamName => field ??= Name.ToLowerInvariant();

    public decimal Price(long units) => PowersOfTen.ToDecimal(units, PriceDecimals);

    public decimal Quantity(long units) => PowersOfTen.ToDecimal(units, QuantityDecimals);

    public decimal Quote(long units) => PowersOfTen.ToDecimal(units, QuoteDecimals);
}
