using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>A pair that is compared, as the address has it: <c>BTC|binance:BTCUSDT|okx:BTC-USDT-SWAP</c>.</summary>
/// <param name="Asset">The base asset.</param>
/// <param name="Buy">Where it is bought.</param>
/// <param name="Sell">Where it is sold.</param>
internal sealed record SpreadPair(string Asset, InstrumentId Buy, InstrumentId Sell)
{
    public static SpreadPair Of(string asset, ArbitrageSpread spread) => new(asset, spread.Buy, spread.Sell);

    public static SpreadPair? Parse(string? text) =>
        text?.Split('|') is [var asset, var buy, var sell] && InstrumentId.TryParse(buy, out var from) && InstrumentId.TryParse(sell, out var to)
            ? new SpreadPair(asset, from, to)
            : null;

    public override string ToString() => $"{Asset}|{Buy}|{Sell}";
}
