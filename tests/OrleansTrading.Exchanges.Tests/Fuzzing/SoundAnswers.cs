using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Whatever an answer was, what is read from it could be true.</summary>
internal static class SoundAnswers
{
    /// <summary>Prices and sizes of accounts beyond this cannot be multiplied with each other.</summary>
    private const decimal Largest = 1e14m;

    public static void Instruments(IReadOnlyList<InstrumentInfo> instruments)
    {
        foreach (var info in instruments)
        {
            (info.TickSize > 0 && info.StepSize > 0 && info.MinNotional >= 0).ShouldBeTrue($"rules {info}");
            (info.BaseAsset.Length > 0 && info.QuoteAsset.Length > 0).ShouldBeTrue("an asset without a name");
            Time(info.OnboardTime);
            foreach (var limit in (decimal?[])[info.MinQuantity, info.MaxQuantity, info.MaxMarketQuantity, info.MarketStepSize, info.PriceBandUp, info.PriceBandDown, info.ContractSize])
                (limit is null or > 0).ShouldBeTrue($"a limit of {limit}");
        }
    }

    public static void Klines(IReadOnlyList<Kline> klines, KlineInterval interval)
    {
        for (var i = 0; i < klines.Count; i++)
        {
            klines[i].Defect(interval).ShouldBeNull();
            (i == 0 || klines[i - 1].OpenTime < klines[i].OpenTime).ShouldBeTrue("candles out of order");
        }
    }

    public static void Tickers(IReadOnlyList<Ticker24Hours> tickers)
    {
        foreach (var ticker in tickers)
        {
            Price(ticker.LastPrice);
            Price(ticker.OpenPrice);
            Amount(ticker.QuoteVolume);
            Time(ticker.EventTime);
        }
    }

    public static void Best(IReadOnlyList<BestPrices> prices)
    {
        foreach (var best in prices)
        {
            Price(best.BidPrice);
            Price(best.AskPrice);
            (best.BidPrice <= best.AskPrice).ShouldBeTrue("crossed prices");
        }
    }

    public static void Mark(MarkPrice mark)
    {
        Price(mark.Price);
        Amount(mark.IndexPrice);
        double.IsFinite(mark.FundingRate).ShouldBeTrue("a funding rate that is no number");
        Time(mark.EventTime);
        Time(mark.NextFundingTime);
    }

    public static void Interest(OpenInterest interest)
    {
        Amount(interest.Quantity);
        Time(interest.EventTime);
    }

    public static void Depth(OrderBookSnapshot book)
    {
        Time(book.EventTime);
        foreach (var level in book.Bids.Concat(book.Asks))
        {
            Price(level.Price);
            Amount(level.Quantity);
        }
    }

    public static void Trades(IReadOnlyList<AggTrade> trades)
    {
        for (var i = 0; i < trades.Count; i++)
        {
            Price(trades[i].Price);
            Amount(trades[i].Quantity);
            Time(trades[i].EventTime);
            (trades[i].Id >= 0 && (i == 0 || trades[i - 1].Id < trades[i].Id)).ShouldBeTrue("trades out of order");
        }
    }

    public static void Report(OrderReport report)
    {
        (report.Filled is >= 0 and <= Largest).ShouldBeTrue($"{report.Filled} is filled");
        (report.AveragePrice is null or > 0).ShouldBeTrue($"an average price of {report.AveragePrice}");
        Enum.IsDefined(report.State).ShouldBeTrue();
        Time(report.Time);
        if (report.Spec is { } spec)
        {
            (spec.Quantity > 0 && spec.Price is null or > 0 && spec.StopPrice is null or > 0 && spec.TrailingPercent is null or > 0).ShouldBeTrue($"an order of {spec}");
            (Enum.IsDefined(spec.Side) && Enum.IsDefined(spec.Type) && Enum.IsDefined(spec.PositionSide)).ShouldBeTrue($"an order of {spec}");
        }
    }

    public static void Fill(Fill fill)
    {
        (fill.Price is > 0 and <= Largest && fill.Quantity is > 0 and <= Largest && Math.Abs(fill.Fee) <= Largest).ShouldBeTrue($"an execution of {fill}");
        (fill.TradeId.Length > 0).ShouldBeTrue("an execution without a number");
        Time(fill.Time);
    }

    public static void Cash(CashMoved move)
    {
        (move.Id.Length > 0 && move.Asset.Length > 0 && Math.Abs(move.Amount) <= 2 * Largest).ShouldBeTrue($"cash moved by {move}");
        Time(move.Time);
    }

    public static void Account(VenueAccount account)
    {
        Time(account.Time);
        foreach (var (asset, balance) in account.Balances)
            (asset.Length > 0 && Math.Abs(balance) <= 2 * Largest).ShouldBeTrue($"{balance} of '{asset}'");
        foreach (var position in account.Positions)
            (position.EntryPrice is >= 0 and <= Largest && Math.Abs(position.Quantity) <= Largest && position.LiquidationPrice is null or > 0).ShouldBeTrue($"a position of {position}");
    }

    public static void Time(long time) => UnixTime.Holds(time).ShouldBeTrue($"the time {time}");

    private static void Price(double price) => (price > 0 && double.IsFinite(price)).ShouldBeTrue($"the price {price}");

    private static void Amount(double amount) => (amount >= 0 && double.IsFinite(amount)).ShouldBeTrue($"the amount {amount}");
}
