using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Whatever a frame was, what is read from it could be true.</summary>
internal static class SoundEvents
{
    public static void Check(in MarketEvent read)
    {
        SoundAnswers.Time(read.EventTime);
        switch (read.Kind)
        {
            case StreamKind.Trade:
                var trade = read.ToTrade();
                Price(trade.Price);
                Amount(trade.Quantity);
                break;
            case StreamKind.BookTicker:
                var ticker = read.ToBookTicker();
                Price(ticker.BidPrice);
                Price(ticker.AskPrice);
                Amount(ticker.BidQuantity);
                Amount(ticker.AskQuantity);
                break;
            case StreamKind.Kline:
                read.ToKline().Defect(read.Interval).ShouldBeNull();
                break;
            case StreamKind.MarkPrice:
                Price(read.ToMarkPrice().Price);
                double.IsFinite(read.ToMarkPrice().FundingRate).ShouldBeTrue("a funding rate that is no number");
                break;
            case StreamKind.Liquidation:
                var order = read.ToLiquidation();
                Price(order.Price);
                Price(order.AveragePrice);
                Amount(order.Quantity);
                break;
        }
    }

    public static void Check(DepthUpdate depth)
    {
        SoundAnswers.Time(depth.EventTime);
        foreach (var level in depth.Bids)
            Level(level.Price, level.Quantity);
        foreach (var level in depth.Asks)
            Level(level.Price, level.Quantity);
    }

    private static void Level(double price, double quantity)
    {
        Price(price);
        Amount(quantity);
    }

    private static void Price(double price) => (price > 0 && double.IsFinite(price)).ShouldBeTrue($"the price {price}");

    private static void Amount(double amount) => (amount >= 0 && double.IsFinite(amount)).ShouldBeTrue($"the amount {amount}");
}
