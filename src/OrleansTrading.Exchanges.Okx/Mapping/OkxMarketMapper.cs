using System.Globalization;
using System.Text;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Rest;

namespace OrleansTrading.Exchanges.Okx.Mapping;

/// <summary>REST answers to domain values. What is missing or not a number is a <see cref="FormatException"/>, never zero.</summary>
internal static class OkxMarketMapper
{
    /// <remarks>The venue tells the traded value only in base units; it is taken at the last price.</remarks>
    public static Ticker24Hours Map(InstrumentId id, OkxTicker row)
    {
        var last = Positive(row.Last, "last");
        var traded = NotNegative(row.BaseVolume, "volCcy24h") * last;
        return double.IsFinite(traded)
            ? new Ticker24Hours(id, last, Positive(row.Open, "open24h"), traded, Time(row.Time))
            : throw new FormatException($"volCcy24h is '{row.BaseVolume}', which is more than a number holds at {last}");
    }

    public static BestPrices MapBest(InstrumentId id, OkxTicker row)
    {
        var (bid, ask) = (Positive(row.Bid, "bidPx"), Positive(row.Ask, "askPx"));
        return ask >= bid ? new BestPrices(id, bid, ask) : throw new FormatException($"the best ask, {ask}, is below the best bid, {bid}");
    }

    public static MarkPrice Map(OkxMarkPrice mark, OkxIndexTicker index, OkxFundingRate funding) => new(
        Time(mark.Time), Positive(mark.Price, "markPx"), Positive(index.Price, "idxPx"), DecimalText.Parse(funding.Rate, "fundingRate"), Time(funding.Time));

    /// <remarks>The venue names the next two fundings; where it leaves one out the time between them is not known.</remarks>
    public static TimeSpan? FundingInterval(OkxFundingRate funding) => string.IsNullOrEmpty(funding.Time) || string.IsNullOrEmpty(funding.NextTime)
        ? null
        : Time(funding.NextTime) - Time(funding.Time) is > 0 and var between ? TimeSpan.FromMilliseconds(between) : null;

    public static OpenInterest Map(OkxOpenInterest row) => new(NotNegative(row.Quantity, "oiCcy"), Time(row.Time));

    public static AggTrade Map(OkxInstrument instrument, OkxTradeRow row) => new(
        Integer(row.Id, "tradeId"), Time(row.Time), Positive(row.Price, "px"), BaseUnits(instrument, row.Size), row.Side switch
        {
            "sell" => true,
            "buy" => false,
            var other => throw new FormatException($"side is '{other}'; expected buy or sell"),
        });

    public static OrderBookSnapshot Map(OkxInstrument instrument, OkxBookRow row) =>
        new(row.Sequence ?? 0, Time(row.Time), Levels(instrument, row.Bids, "bids"), Levels(instrument, row.Asks, "asks"));

    public static long Time(string? text) => VenueTime.Parse(text, "a time");

    private static List<BookLevel> Levels(OkxInstrument instrument, IReadOnlyList<IReadOnlyList<string?>>? rows, string member)
    {
        var levels = new List<BookLevel>(rows?.Count ?? throw new FormatException($"{member} is missing"));
        foreach (var row in rows)
        {
            if (row is not [{ } price, { } size, ..])
                throw new FormatException($"a row of {member} is not a price and a size");
            levels.Add(new BookLevel(Positive(price, member), BaseUnits(instrument, size)));
        }

        return levels;
    }

    private static double BaseUnits(OkxInstrument instrument, string? contracts) =>
        contracts is not null && OkxNumber.TryParse(Encoding.UTF8.GetBytes(contracts), out var number)
            && number.Times(instrument.Contract) is var units && double.IsFinite(units)
            ? units
            : throw new FormatException($"a size is '{contracts}'; expected a number of contracts");

    private static long Integer(string? text, string member) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new FormatException($"{member} is '{text}'; expected an integer");

    private static double Positive(string? text, string member) =>
        DecimalText.Parse(text, member) is > 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected more than 0");

    private static double NotNegative(string? text, string member) =>
        DecimalText.Parse(text, member) is >= 0 and var value ? value : throw new FormatException($"{member} is '{text}'; expected 0 or more");
}
