using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.Environment;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Binance.Rest;

/// <summary>
/// Market data of USD-M futures by request.
/// See https://developers.binance.com/docs/derivatives/usds-margined-futures/market-data/rest-api.
/// </summary>
internal sealed partial class BinanceRest : IMarketDataRest, IDisposable
{
    private static readonly TimeSpan UsualFunding = TimeSpan.FromHours(8);
    /// <summary>Hours; a longer time between two fundings is not believed.</summary>
    private const int LongestFunding = 24 * 31;

    private static readonly TimeSpan SaidTimeLife = TimeSpan.FromSeconds(1);
    private static readonly int[] DepthLimits = [5, 10, 20, 50, 100, 500, 1000];

    private readonly VenueRestClient _client;
    private readonly BinanceEnvironment _environment;
    private readonly VenueClock _clock;
    private readonly ILogger _logger;
    private long _refusedRows;

    public BinanceRest(
        BinanceEnvironment environment, RestOptions options, VenueClock clock, IRateBudgets budgets, TimeProvider time, ILogger logger, HttpMessageHandler? carrier = null)
    {
        (_environment, _clock, _logger) = (environment, clock, logger);
        _client = new VenueRestClient(
            new BinanceRestRules(environment), options, budgets.Open(BinanceSymbols.Venue, RateResource.RequestWeight, options.WeightLimit, TimeSpan.FromMinutes(1)), time, logger, carrier);
    }

    /// <remarks>The venue gives 1,500; one of them is spent to see that another follows.</remarks>
    public int MaxKlinesPerRequest => 1499;

    /// <summary>Rows of lists that were left out because they could not be used.</summary>
    public long RefusedRows => Volatile.Read(ref _refusedRows);

    /// <summary>Weight spent in the last minute.</summary>
    public int UsedWeight => _client.UsedWeight;

    public TimeSpan BudgetWait => _client.BudgetWait;

    public double BudgetUsed => _client.BudgetUsed;

    /// <summary>Where every request to the venue waits for room.</summary>
    public RequestGate Gate => _client.Gate;

    public async Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken) =>
        await _client.GetAsync(
            "/fapi/v1/exchangeInfo",
            BinanceWeights.ExchangeInfo,
            body => BinanceInstrumentMapper.Map(Read(body, BinanceJson.Default.BinanceExchangeInfo), Refuse),
            cancellationToken);

    public async Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxKlinesPerRequest);
        var path = $"/fapi/v1/klines?symbol={Escaped(instrument)}&interval={interval.ToCode()}"
            + (fromOpenTime is { } from ? $"&startTime={from}" : "")
            + (toOpenTime is { } to ? $"&endTime={to + interval.ToMilliseconds()}" : "")
            + $"&limit={limit + 1}";
        // Asked before the request goes out: what had closed by then is final in any answer to it.
        var final = await GetSaidTimeAsync(cancellationToken) - (long)_environment.KlineSettleTime.TotalMilliseconds;
        var klines = await _client.GetAsync(
            path, BinanceWeights.OfKlines(limit + 1), body => BinanceKlineReader.Read(body, interval, final), cancellationToken, order);
        return Wanted(klines, fromOpenTime, toOpenTime, limit);
    }

    /// <summary>Takes the extra candle off again: the oldest one of the newest, the last one of a range.</summary>
    private static List<Kline> Wanted(List<Kline> klines, long? from, long? to, int limit)
    {
        if (to is { } last)
            klines.RemoveAll(kline => kline.OpenTime > last);
        if (klines.Count > limit)
            klines.RemoveAt(from is null ? 0 : klines.Count - 1);
        return klines;
    }

    public async Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken) =>
        await _client.GetAsync("/fapi/v1/ticker/24hr", BinanceWeights.AllTickers, ReadTickers, cancellationToken);

    public async Task<IReadOnlyList<BestPrices>> GetBestPricesAsync(CancellationToken cancellationToken) =>
        await _client.GetAsync("/fapi/v1/ticker/bookTicker", BinanceWeights.AllBookTickers, ReadBestPrices, cancellationToken);

    public Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        _client.GetAsync(
            $"/fapi/v1/premiumIndex?symbol={Escaped(instrument)}",
            BinanceWeights.PremiumIndex,
            static body => BinanceMarketMapper.Map(Read(body, BinanceJson.Default.BinancePremiumIndex)),
            cancellationToken);

    /// <remarks>The list names the symbols whose funding was ever adjusted; all others have the venue's eight hours.</remarks>
    public async Task<TimeSpan?> GetFundingIntervalAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var rows = await _client.GetAsync(
            "/fapi/v1/fundingInfo", BinanceWeights.FundingInfo, static body => Read(body, BinanceJson.Default.BinanceFundingInfoArray), cancellationToken);
        var row = rows.FirstOrDefault(row => row?.Symbol == BinanceSymbols.ToSymbol(instrument));
        return row is null ? UsualFunding : row.IntervalHours is > 0 and <= LongestFunding and var hours ? TimeSpan.FromHours(hours) : null;
    }

    public Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        _client.GetAsync(
            $"/fapi/v1/openInterest?symbol={Escaped(instrument)}",
            BinanceWeights.OpenInterest,
            static body => BinanceMarketMapper.Map(Read(body, BinanceJson.Default.BinanceOpenInterest)),
            cancellationToken);

    public Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        var limit = DepthLimits.FirstOrDefault(offered => offered >= levels, DepthLimits[^1]);
        return _client.GetAsync(
            $"/fapi/v1/depth?symbol={Escaped(instrument)}&limit={limit}",
            BinanceWeights.OfDepth(limit),
            static body => BinanceMarketMapper.Map(Read(body, BinanceJson.Default.BinanceDepth)),
            cancellationToken);
    }

    public async Task<IReadOnlyList<AggTrade>> GetTradesAsync(InstrumentId instrument, long fromId, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fromId);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, IMarketDataRest.MaxTradesPerRequest);
        var trades = await _client.GetAsync(
            $"/fapi/v1/aggTrades?symbol={Escaped(instrument)}&fromId={fromId}&limit={limit}", BinanceWeights.AggTrades, body => BinanceTradeReader.Read(body), cancellationToken);
        if (trades is [{ Id: var first }, ..] && first < fromId)
            throw new VenueException(ErrorKind.MalformedResponse, isTransient: false, $"{instrument}: asked for trades from {fromId} on, got {first}.");
        return trades;
    }

    public async Task<long> GetServerTimeAsync(CancellationToken cancellationToken)
    {
        var now = await _client.GetAsync(
            "/fapi/v1/time",
            BinanceWeights.Time,
            static body => VenueTime.Check(Read(body, BinanceJson.Default.BinanceServerTime).ServerTime, "serverTime"),
            cancellationToken,
            RequestClass.Account);
        _clock.Observe(now);
        return now;
    }

    public void Dispose() => _client.Dispose();

    /// <summary>A time that the venue has named within the last second; live streams name it all the time.</summary>
    private async Task<long> GetSaidTimeAsync(CancellationToken cancellationToken) =>
        _clock.Said is { } said && said.Age < SaidTimeLife ? said.Time : await GetServerTimeAsync(cancellationToken);

    private List<Ticker24Hours> ReadTickers(byte[] body) =>
        MapRows(Read(body, BinanceJson.Default.BinanceTicker24HoursArray), BinanceMarketMapper.Map, row => row?.Symbol);

    private List<BestPrices> ReadBestPrices(byte[] body) =>
        MapRows(Read(body, BinanceJson.Default.BinanceBookTickerArray), BinanceMarketMapper.Map, row => row?.Symbol);

    private List<TValue> MapRows<TRow, TValue>(TRow[] rows, Func<TRow, TValue> map, Func<TRow, string?> symbolOf)
    {
        var values = new List<TValue>(rows.Length);
        foreach (var row in rows)
        {
            try
            {
                values.Add(map(row));
            }
            catch (FormatException fault)
            {
                Refuse(symbolOf(row) ?? "", fault.Message);
            }
        }

        return values;
    }

    private void Refuse(string symbol, string reason)
    {
        Interlocked.Increment(ref _refusedRows);
        LogRefusedRow(symbol, reason);
    }

    private static T Read<T>(byte[] body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(body, type) ?? throw new FormatException("the answer is null");

    private static string Escaped(InstrumentId instrument) => Uri.EscapeDataString(BinanceSymbols.ToSymbol(instrument));
}
