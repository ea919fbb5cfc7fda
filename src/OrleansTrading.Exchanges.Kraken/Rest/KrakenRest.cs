using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Kraken.Environment;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Kraken.Rest;

/// <summary>Market data of the spot market by request. See https://docs.kraken.com/api/docs/rest-api/get-server-time.</summary>
internal sealed partial class KrakenRest : IMarketDataRest, IDisposable
{
    /// <summary>Every public request counts the same.</summary>
    private const int Weight = 1;
    private const int MostLevels = 500;

    private readonly VenueRestClient _client;
    private readonly KrakenPairs _pairs;
    private readonly VenueClock _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _listing = new(1, 1);
    private long _refusedRows;

    public KrakenRest(
        KrakenEnvironment environment, RestOptions options, KrakenPairs pairs, VenueClock clock, IRateBudgets budgets, TimeProvider time, ILogger logger,
        HttpMessageHandler? carrier = null)
    {
        (_pairs, _clock, _logger) = (pairs, clock, logger);
        _client = new VenueRestClient(
            new KrakenRestRules(environment), options, budgets.Open(KrakenSymbols.Venue, RateResource.RequestWeight, options.WeightLimit, TimeSpan.FromMinutes(1)), time, logger, carrier);
    }

    /// <remarks>The venue keeps 720 rows of an interval and always gives them up to the running one.</remarks>
    public int MaxKlinesPerRequest => 720;

    public bool HasDerivatives => false;

    public TimeSpan BudgetWait => _client.BudgetWait;

    public double BudgetUsed => _client.BudgetUsed;

    /// <summary>Rows of lists that were left out because they could not be used.</summary>
    public long RefusedRows => Volatile.Read(ref _refusedRows);

    /// <summary>Requests in the last minute.</summary>
    public int UsedWeight => _client.UsedWeight;

    public Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken) =>
        GetAsync<IReadOnlyList<InstrumentInfo>>("AssetPairs", ReadPairs, cancellationToken);

    /// <summary>Completes when the names of the pairs are known.</summary>
    public async ValueTask EnsurePairsAsync(CancellationToken cancellationToken)
    {
        if (_pairs.AreKnown)
            return;
        await _listing.WaitAsync(cancellationToken);
        try
        {
            if (!_pairs.AreKnown)
                await GetInstrumentsAsync(cancellationToken);
        }
        finally
        {
            _listing.Release();
        }
    }

    /// <remarks>
    /// Candles that are older than the venue's 720 newest cannot be had: a range that lies before them brings nothing, one that
    /// reaches into them brings what is there.
    /// </remarks>
    public async Task<IReadOnlyList<Kline>> GetKlinesAsync(
        InstrumentId instrument, KlineInterval interval, long? fromOpenTime, long? toOpenTime, int limit, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxKlinesPerRequest);
        // Whether a row at that very second belongs to the answer has been both ways; the second before it is right for either.
        var path = $"OHLC?pair={Escaped(instrument)}&interval={KrakenMarket.MinutesOf(interval)}"
            + (fromOpenTime is { } since ? $"&since={(since / 1000) - 1}" : "");
        var klines = await GetAsync(path, body => KrakenOhlcReader.Read(body, interval), cancellationToken, order);
        klines.RemoveAll(kline => kline.OpenTime < fromOpenTime || kline.OpenTime > toOpenTime);
        if (klines.Count > limit)
            klines.RemoveRange(fromOpenTime is null ? 0 : limit, klines.Count - limit);
        return klines;
    }

    public async Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken)
    {
        await EnsurePairsAsync(cancellationToken);
        return await GetAsync("Ticker", body => ReadTickers(body, (pair, row) => KrakenMarketMapper.Map(pair, row, _clock.Now)), cancellationToken);
    }

    public async Task<IReadOnlyList<BestPrices>> GetBestPricesAsync(CancellationToken cancellationToken)
    {
        await EnsurePairsAsync(cancellationToken);
        return await GetAsync("Ticker", body => ReadTickers(body, KrakenMarketMapper.MapBest), cancellationToken);
    }

    public Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Task.FromException<MarkPrice>(KrakenMarket.Lacks("mark price and funding"));

    public Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken) =>
        Task.FromException<OpenInterest>(KrakenMarket.Lacks("open interest"));

    public Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        return GetAsync(
            $"Depth?pair={Escaped(instrument)}&count={Math.Min(levels, MostLevels)}",
            static body => KrakenMarketMapper.Map(Result(body, KrakenJson.Default.KrakenReplyDictionaryStringKrakenDepth).Values.FirstOrDefault()
                ?? throw new FormatException("the answer has no book")),
            cancellationToken);
    }

    /// <remarks>The venue tells whole seconds.</remarks>
    public async Task<long> GetServerTimeAsync(CancellationToken cancellationToken)
    {
        var now = await GetAsync(
            "Time",
            static body => VenueTime.Check(checked(Result(body, KrakenJson.Default.KrakenReplyKrakenServerTime).UnixTime * 1000), "unixtime"),
            cancellationToken);
        _clock.Observe(now);
        return now;
    }

    public void Dispose()
    {
        _client.Dispose();
        _listing.Dispose();
    }

    private Task<T> GetAsync<T>(string request, Func<byte[], T> read, CancellationToken cancellationToken, RequestClass order = RequestClass.Data) =>
        _client.GetAsync("/0/public/" + request, Weight, read, cancellationToken, order);

    private List<InstrumentInfo> ReadPairs(byte[] body)
    {
        var (instruments, pairs) = KrakenPairMapper.Map(Result(body, KrakenJson.Default.KrakenReplyDictionaryStringKrakenAssetPair), Refuse);
        _pairs.Replace(pairs);
        return instruments;
    }

    private List<T> ReadTickers<T>(byte[] body, Func<KrakenPair, KrakenTicker?, T> map)
    {
        var rows = Result(body, KrakenJson.Default.KrakenReplyDictionaryStringKrakenTicker);
        var tickers = new List<T>(rows.Count);
        foreach (var (name, row) in rows)
        {
            // Pairs that do not trade now are in this answer too.
            if (!_pairs.TryFindName(name, out var pair))
                continue;
            try
            {
                tickers.Add(map(pair, row));
            }
            catch (FormatException fault)
            {
                Refuse(name, fault.Message);
            }
        }

        return tickers;
    }

    private void Refuse(string pair, string reason)
    {
        Interlocked.Increment(ref _refusedRows);
        LogRefusedRow(pair, reason);
    }

    private static T Result<T>(byte[] body, JsonTypeInfo<KrakenReply<T>> type) where T : class =>
        JsonSerializer.Deserialize(body, type)?.Result ?? throw new FormatException("the answer has no result");

    private static string Escaped(InstrumentId instrument) => Uri.EscapeDataString(KrakenSymbols.ToAltname(instrument));
}
