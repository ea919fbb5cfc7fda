using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Seeded;

namespace OrleansTrading.Simulator.Replay;

/// <summary>Builds the markets of a replay folder and says when it starts and ends.</summary>
internal static class ReplayMarket
{
    /// <summary>Candles of history before the default start.</summary>
    public const int History = 300;

    // What a candle is given at least, and at most at a speed of real time.
    private const int FewestTrades = 24;
    private const int MostTrades = 20_000;

    // Looks at the book within one of the finest candles, when played as fast as possible.
    private const int StepsPerCandle = 60;

    private static readonly long[] Steps = [50, 100, 250, 500, 1_000, 3_000, 5_000, 15_000, 30_000, 60_000];

    /// <exception cref="InvalidDataException">The folder holds nothing to play, or the start lies outside it.</exception>
    public static PlayedMarket Load(SimulatorOptions options, ILogger logger)
    {
        var key = Noise.Mix((ulong)options.Seed);
        var markets = new ReplayFiles(logger).Load(options.ReplayDirectory!)
            .OrderBy(entry => Array.IndexOf(SymbolCatalogue.WellKnownNames, entry.Key) is >= 0 and var place ? place : int.MaxValue)
            .ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Select((entry, index) => Build(index, entry.Key, entry.Value, Noise.Key(key, entry.Key), options))
            .ToList();
        var first = markets.Min(market => market.FirstTime);
        var end = markets.Max(market => market.EndTime);
        var finest = markets.Min(market => market.Bucket.Milliseconds);
        var start = first + History * finest;
        start = start < end ? start : first;
        if (options.ReplayFrom is { } from)
        {
            start = from.ToUnixTimeMilliseconds();
            if (start < first || start >= end)
            {
                throw new InvalidDataException(
                    $"The replay is to start at {from:O}; expected {DateTimeOffset.FromUnixTimeMilliseconds(first):O} to {DateTimeOffset.FromUnixTimeMilliseconds(end - 1):O}.");
            }
        }

        return new PlayedMarket(new SimulatorMarket(markets), start, end);
    }

    private static ReplaySymbolMarket Build(int index, string symbol, ReplayRows rows, ulong key, SimulatorOptions options)
    {
        try
        {
            return BuildExact(index, symbol, rows, key, options);
        }
        catch (OverflowException exception)
        {
            throw new InvalidDataException($"{symbol}: expected prices and volumes that can be reckoned with exactly, found larger ones.", exception);
        }
    }

    private static ReplaySymbolMarket BuildExact(int index, string symbol, ReplayRows rows, ulong key, SimulatorOptions options)
    {
        var units = Units(symbol, rows);
        var ticks = rows.Klines.Values.SelectMany(series => series.Values)
            .SelectMany(row => new[] { row.Open, row.High, row.Low, row.Close }).Concat(rows.Trades.Select(trade => trade.Price));
        var steps = rows.Klines.Values.SelectMany(series => series.Values)
            .SelectMany(row => new[] { row.Volume, row.TakerBuyVolume ?? 0 }).Concat(rows.Trades.Select(trade => trade.Quantity));
        var tick = ReplayUnits.CommonUnit(ticks.Select(units.Price), units.PriceDecimals);
        var step = ReplayUnits.CommonUnit(steps.Select(units.Quantity), units.QuantityDecimals);
        var recorded = rows.Trades.OrderBy(trade => trade.Id).Select(trade => Recorded(trade, units)).ToArray();
        var series = new SeriesBuilder(units, key).Build(rows, step).ToList();
        if (recorded.Length > 0 && (series.Count == 0 || series[0].Interval.Milliseconds > VenueInterval.Minute))
        {
            series.Insert(0, SeriesBuilder.FromTrades(recorded));
        }

        var length = series[0].Interval.Milliseconds;
        var made = new CandleTrades(key, tick, step, TradesPerCandle(length, options));
        return new ReplaySymbolMarket(
            Spec(index, symbol, units, tick, step, series.Min(item => item.FirstOpen)),
            key, series, new BucketTrades(series[0], made, recorded), StepMilliseconds(length, options.Speed), rows.Funding);
    }

    private static ReplayUnits Units(string symbol, ReplayRows rows)
    {
        try
        {
            return ReplayUnits.Of(rows);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{symbol}: {exception.Message}", exception);
        }
    }

    private static Trade Recorded(TradeRow row, ReplayUnits units)
    {
        var price = units.Price(row.Price);
        var quantity = units.Quantity(row.Quantity);
        return new Trade
        {
            Time = row.Time,
            AggregateId = row.Id,
            FirstTradeId = row.FirstId,
            LastTradeId = row.LastId,
            Price = price,
            Quantity = quantity,
            Quote = units.Money(price, quantity),
            BuyerIsMaker = row.BuyerIsMaker,
        };
    }

    private static SymbolSpec Spec(int index, string symbol, ReplayUnits units, long tick, long step, long onboard)
    {
        var quote = Array.Find(["USDT", "USDC", "BUSD", "FDUSD", "USD", "BTC"], asset => symbol.EndsWith(asset, StringComparison.Ordinal) && symbol.Length > asset.Length) ?? "";
        return new SymbolSpec
        {
            Index = index,
            Name = symbol,
            BaseAsset = symbol[..^quote.Length],
            QuoteAsset = quote.Length == 0 ? "USDT" : quote,
            PriceDecimals = units.PriceDecimals,
            QuantityDecimals = units.QuantityDecimals,
            QuoteDecimals = units.QuoteDecimals,
            TickUnits = tick,
            StepUnits = step,
            OnboardTime = onboard,
        };
    }

    // So many a second of the wall clock, whatever the speed.
    private static int TradesPerCandle(long length, SimulatorOptions options) =>
        (int)Math.Clamp(options.TradesPerSecond * length / 1_000 / options.Speed, FewestTrades, MostTrades);

    private static long StepMilliseconds(long length, double speed)
    {
        var wanted = Math.Min(50 * speed, (double)length / StepsPerCandle);
        var found = Array.FindLast(Steps, step => step <= wanted && length % step == 0);
        return wanted >= 60_000 ? length / StepsPerCandle : Math.Max(50, found);
    }
}
