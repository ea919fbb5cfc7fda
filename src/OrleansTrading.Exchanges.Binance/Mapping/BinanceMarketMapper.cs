using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Rest;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Binance.Mapping;

/// <summary>REST answers to domain values. What is missing or not a number is a <see cref="FormatException"/>, never zero.</summary>
internal static class BinanceMarketMapper
{
    public static Ticker24Hours Map(BinanceTicker24Hours? row)
    {
        if (!BinanceSymbols.TryToInstrument(row?.Symbol, out var id))
            throw new FormatException($"'{row?.Symbol}' cannot be part of an instrument id");
        return new Ticker24Hours(
            id,
            Positive(row!.LastPrice, "lastPrice"),
            Positive(row.OpenPrice, "openPrice"),
            NotNegative(row.QuoteVolume, "quoteVolume"),
            VenueTime.Check(row.CloseTime, "closeTime"));
    }

    public static BestPrices Map(BinanceBookTicker? row)
    {
        if (!BinanceSymbols.TryToInstrument(row?.Symbol, out var id))
            throw new FormatException($"'{row?.Symbol}' cannot be part of an instrument id");
        var (bid, ask) = (Positive(row!.BidPrice, "bidPrice"), Positive(row.AskPrice, "askPrice"));
        return bid <= ask ? new BestPrices(id, bid, ask) : throw new FormatException($"bidPrice {bid} is above askPrice {ask}");
    }

    public static MarkPrice Map(BinancePremiumIndex row) => new(
        VenueTime.Check(row.Time, "time"),
        Positive(row.MarkPrice, "markPrice"),
        // Contracts that trade before their asset is listed elsewhere have no index yet: the venue says 0.
        NotNegative(row.IndexPrice, "indexPrice"),
        DecimalText.Parse(row.LastFundingRate, "lastFundingRate"),
        VenueTime.Check(row.NextFundingTime, "nextFundingTime"));

    public static OpenInterest Map(BinanceOpenInterest row) =>
        new(NotNegative(row.OpenInterest, "openInterest"), VenueTime.Check(row.Time, "time"));

    public static OrderBookSnapshot Map(BinanceDepth row) => new(
        row.LastUpdateId ?? throw Missing("lastUpdateId"),
        VenueTime.Check(row.EventTime, "E"),
        Levels(row.Bids, "bids"),
        Levels(row.Asks, "asks"));

    private static List<BookLevel> Levels(IReadOnlyList<IReadOnlyList<string>>? rows, string member)
    {
        var levels = new List<BookLevel>(rows?.Count ?? throw Missing(member));
        foreach (var row in rows)
        {
            if (row is not [var price, var quantity, ..])
                throw new FormatException($"a row of {member} is not a price and a quantity");
            levels.Add(new BookLevel(Positive(price, member), NotNegative(quantity, member)));
        }

        return levels;
    }

    private static double Positive(string? text, string member) =>
        DecimalText.Parse(text, member) is > 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected more than 0");

    private static double NotNegative(string? text, string member) =>
        DecimalText.Parse(text, member) is >= 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected 0 or more");

    private static FormatException Missing(string member) => new($"{member} is missing");
}
