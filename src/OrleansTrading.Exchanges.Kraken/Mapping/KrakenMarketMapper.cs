using System.Text.Json;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.Kraken.Rest;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken.Mapping;

/// <summary>REST answers to domain values. What is missing or not a number is a <see cref="FormatException"/>, never zero.</summary>
internal static class KrakenMarketMapper
{
    private const int Over24Hours = 1;

    /// <remarks>The answer names no time; <paramref name="now"/> is the venue's as far as it is known.</remarks>
    public static Ticker24Hours Map(KrakenPair pair, KrakenTicker? row, long now)
    {
        var traded = NotNegative(Part(row?.Volume, Over24Hours, "v"), "v") * NotNegative(Part(row?.AveragePrice, Over24Hours, "p"), "p");
        return double.IsFinite(traded)
            ? new Ticker24Hours(new InstrumentId(KrakenSymbols.Venue, pair.Altname), Positive(Part(row?.Last, 0, "c"), "c"), Positive(row?.Open, "o"), traded, now)
            : throw new FormatException("v times p is more than a number holds");
    }

    public static BestPrices MapBest(KrakenPair pair, KrakenTicker? row)
    {
        var (bid, ask) = (Positive(Part(row?.Bid, 0, "b"), "b"), Positive(Part(row?.Ask, 0, "a"), "a"));
        return ask >= bid
            ? new BestPrices(new InstrumentId(KrakenSymbols.Venue, pair.Altname), bid, ask)
            : throw new FormatException($"the best ask, {ask}, is below the best bid, {bid}");
    }

    /// <remarks>The venue gives no update id. The time is that of the newest level.</remarks>
    public static OrderBookSnapshot Map(KrakenDepth row)
    {
        var newest = 0L;
        var (bids, asks) = (Levels(row.Bids, "bids", ref newest), Levels(row.Asks, "asks", ref newest));
        return new OrderBookSnapshot(0, newest, bids, asks);
    }

    private static List<BookLevel> Levels(IReadOnlyList<IReadOnlyList<JsonElement>>? rows, string member, ref long newest)
    {
        var levels = new List<BookLevel>(rows?.Count ?? throw Missing(member));
        foreach (var row in rows)
        {
            if (row is not [{ ValueKind: JsonValueKind.String } price, { ValueKind: JsonValueKind.String } quantity, { ValueKind: JsonValueKind.Number } time, ..])
                throw new FormatException($"a row of {member} is not a price, a quantity and a time");
            levels.Add(new BookLevel(Positive(price.GetString(), member), NotNegative(quantity.GetString(), member)));
            newest = Math.Max(newest, VenueTime.Check((long)(time.GetDouble() * 1000), "a time"));
        }

        return levels;
    }

    private static string? Part(IReadOnlyList<string?>? parts, int index, string member) => parts?.Count > index ? parts[index] : throw Missing(member);

    private static double Positive(string? text, string member) =>
        DecimalText.Parse(text, member) is > 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected more than 0");

    private static double NotNegative(string? text, string member) =>
        DecimalText.Parse(text, member) is >= 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected 0 or more");

    private static FormatException Missing(string member) => new($"{member} is missing");
}
