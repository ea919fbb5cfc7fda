using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Environment;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Rest;

namespace OrleansTrading.Exchanges.Okx.Rest;

/// <summary>Market data of the USDT-margined swaps by request. See https://www.okx.com/docs-v5/en/#order-book-trading-market-data.</summary>
internal sealed partial class OkxRest : IMarketDataRest, IDisposable
{
    /// <summary>Of endpoints that allow 20 requests in two seconds or more; those that allow 10 count twice.</summary>
    private const int Light = 1;
    private const int Heavy = 2;
    private const int MostLevels = 400;

    /// <summary>Limits are by two seconds: a minute's weight must not go at once.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly VenueRestClient _client;
    private readonly OkxInstruments _instruments;
    private readonly VenueClock _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _listing = new(1, 1);
    private long _refusedRows;

    public OkxRest(
        OkxEnvironment environment, RestOptions options, OkxInstruments instruments, VenueClock clock, IRateBudgets budgets, TimeProvider time, ILogger logger,
        HttpMessageHandler? carrier = null)
    {
        (_instruments, _clock, _logger) = (instruments, clock, logger);
        var budget = budgets.Open(OkxSymbols.Venue, RateResource.RequestWeight, options.WeightLimit, TimeSpan.FromMinutes(1));
        var pace = Math.Max(Heavy, (int)(options.WeightLimit * Window.TotalMinutes));
        _client = new VenueRestClient(new OkxRestRules(environment), options, new PacedBudget(budget, pace, Window), time, logger, carrier);
    }

    public int MaxKlinesPerRequest => 300;

    /// <summary>Where every request to the venue waits for room.</summary>
    public RequestGate Gate => _client.Gate;

    public TimeSpan BudgetWait => _client.BudgetWait;

    /// <summary>Rows of lists that were left out because they could not be used.</summary>
    public long RefusedRows => Volatile.Read(ref _refusedRows);

    public Task<IReadOnlyList<InstrumentInfo>> GetInstrumentsAsync(CancellationToken cancellationToken) =>
        GetAsync<OkxInstrumentRow, IReadOnlyList<InstrumentInfo>>(
            "public/instruments?instType=SWAP", Light, OkxJson.Default.OkxReplyOkxInstrumentRow, ReadInstruments, cancellationToken);

    /// <summary>Completes when the swaps and the sizes of their contracts are known.</summary>
    public async ValueTask EnsureInstrumentsAsync(CancellationToken cancellationToken)
    {
        if (_instruments.AreKnown)
            return;
        await _listing.WaitAsync(cancellationToken);
        try
        {
            if (!_instruments.AreKnown)
                await GetInstrumentsAsync(cancellationToken);
        }
        finally
        {
            _listing.Release();
        }
    }

    public Task<IReadOnlyList<Ticker24Hours>> GetTickersAsync(CancellationToken cancellationToken) =>
        GetTickersAsync(OkxMarketMapper.Map, cancellationToken);

    public Task<IReadOnlyList<BestPrices>> GetBestPricesAsync(CancellationToken cancellationToken) =>
        GetTickersAsync(OkxMarketMapper.MapBest, cancellationToken);

    /// <remarks>Three requests: the venue tells mark price, index and funding apart.</remarks>
    public async Task<MarkPrice> GetMarkPriceAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var name = OkxSymbols.ToName(instrument);
        var escaped = Uri.EscapeDataString(name);
        var mark = await GetOneAsync(
            $"public/mark-price?instType=SWAP&instId={escaped}", Heavy, OkxJson.Default.OkxReplyOkxMarkPrice, static row => row, cancellationToken);
        var index = await GetOneAsync(
            $"market/index-tickers?instId={Uri.EscapeDataString(OkxSymbols.ToIndex(name))}", Light, OkxJson.Default.OkxReplyOkxIndexTicker, static row => row, cancellationToken);
        return await GetOneAsync(
            $"public/funding-rate?instId={escaped}", Light, OkxJson.Default.OkxReplyOkxFundingRate, funding => OkxMarketMapper.Map(mark, index, funding), cancellationToken);
    }

    public Task<TimeSpan?> GetFundingIntervalAsync(InstrumentId instrument, CancellationToken cancellationToken) => GetOneAsync(
        $"public/funding-rate?instId={Escaped(instrument)}", Light, OkxJson.Default.OkxReplyOkxFundingRate, OkxMarketMapper.FundingInterval, cancellationToken);

    public Task<OpenInterest> GetOpenInterestAsync(InstrumentId instrument, CancellationToken cancellationToken) => GetOneAsync(
        $"public/open-interest?instType=SWAP&instId={Escaped(instrument)}", Light, OkxJson.Default.OkxReplyOkxOpenInterest, OkxMarketMapper.Map, cancellationToken);

    public async Task<OrderBookSnapshot> GetDepthAsync(InstrumentId instrument, int levels, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        await EnsureInstrumentsAsync(cancellationToken);
        var known = _instruments.Get(OkxSymbols.ToName(instrument));
        return await GetOneAsync(
            $"market/books?instId={Escaped(instrument)}&sz={Math.Min(levels, MostLevels)}", Light, OkxJson.Default.OkxReplyOkxBookRow,
            row => OkxMarketMapper.Map(known, row), cancellationToken);
    }

    public async Task<long> GetServerTimeAsync(CancellationToken cancellationToken)
    {
        var now = await GetOneAsync("public/time", Heavy, OkxJson.Default.OkxReplyOkxTime, static row => OkxMarketMapper.Time(row.Time), cancellationToken, RequestClass.Account);
        _clock.Observe(now);
        return now;
    }

    public void Dispose()
    {
        _client.Dispose();
        _listing.Dispose();
    }

    private async Task<IReadOnlyList<T>> GetTickersAsync<T>(Func<InstrumentId, OkxTicker, T> map, CancellationToken cancellationToken)
    {
        await EnsureInstrumentsAsync(cancellationToken);
        return await GetAsync("market/tickers?instType=SWAP", Light, OkxJson.Default.OkxReplyOkxTicker, rows => ReadTickers(rows, map), cancellationToken);
    }

    private List<T> ReadTickers<T>(IReadOnlyList<OkxTicker> rows, Func<InstrumentId, OkxTicker, T> map)
    {
        var tickers = new List<T>(rows.Count);
        foreach (var row in rows)
        {
            // Inverse swaps are in this answer too.
            if (row.Name is null || !_instruments.TryFind(row.Name, out var instrument))
                continue;
            try
            {
                tickers.Add(map(new InstrumentId(OkxSymbols.Venue, instrument.Name), row));
            }
            catch (FormatException fault)
            {
                Refuse(row.Name, fault.Message);
            }
        }

        return tickers;
    }

    private List<InstrumentInfo> ReadInstruments(IReadOnlyList<OkxInstrumentRow> rows)
    {
        var (infos, instruments) = OkxInstrumentMapper.Map(rows, Refuse);
        _instruments.Replace(instruments);
        return infos;
    }

    private Task<T> GetOneAsync<TRow, T>(
        string request, int weight, JsonTypeInfo<OkxReply<TRow>> type, Func<TRow, T> map, CancellationToken cancellationToken, RequestClass order = RequestClass.Data) =>
        GetAsync(request, weight, type, rows => rows.Count > 0 ? map(rows[0]) : throw new FormatException("the answer is empty"), cancellationToken, order);

    private Task<T> GetAsync<TRow, T>(
        string request, int weight, JsonTypeInfo<OkxReply<TRow>> type, Func<IReadOnlyList<TRow>, T> read, CancellationToken cancellationToken,
        RequestClass order = RequestClass.Data) =>
        _client.GetAsync(
            "/api/v5/" + request, weight,
            body => read(Answers.Whole<IReadOnlyList<TRow>, TRow>(JsonSerializer.Deserialize(body, type)?.Data)), cancellationToken, order);

    private void Refuse(string name, string reason)
    {
        Interlocked.Increment(ref _refusedRows);
        LogRefusedRow(name, reason);
    }

    private static string Escaped(InstrumentId instrument) => Uri.EscapeDataString(OkxSymbols.ToName(instrument));
}
