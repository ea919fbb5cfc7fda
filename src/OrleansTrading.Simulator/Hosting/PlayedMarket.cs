using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Replay;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Hosting;

/// <summary>The market that the options ask for, and when it starts and ends.</summary>
/// <param name="Start">Unix milliseconds.</param>
/// <param name="End">Unix milliseconds; <see cref="long.MaxValue"/> for a market without end.</param>
internal sealed record PlayedMarket(SimulatorMarket Market, long Start, long End)
{
    public static PlayedMarket Load(SimulatorOptions options, TimeProvider time, ILogger logger)
    {
        if (options.ReplayDirectory is not null)
        {
            return ReplayMarket.Load(options, logger);
        }

        var key = Noise.Mix((ulong)options.Seed ^ 0x5DEECE66D1CE4E5BUL);
        var factor = new MarketFactor(key);
        var symbols = SymbolCatalogue.Build(key, options.Symbols, options.TradesPerSecond);
        var burst = options.Burst is { } text && TrafficBurst.TryParse(text, out var parsed) ? parsed : null;
        var loud = symbols.Count - options.QuietSymbols;
        var market = new SimulatorMarket(symbols.Select((symbol, index) => index < loud
            ? (SymbolMarket)new SeededSymbolMarket(symbol, factor, key, burst)
            : new QuietSymbolMarket(symbol, factor, key)));
        return new PlayedMarket(market, (options.Start ?? time.GetUtcNow()).ToUnixTimeMilliseconds(), long.MaxValue);
    }
}
