using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Scanning;

/// <summary>
/// Makes the readings of a scan from candles that it asks of the venues: one request for each instrument and interval, and one for the
/// funding rate. It asks under the connector's weight budget, as many at once as the hub allows, and not for longer than its time limit.
/// What the symbols' grains hold is not looked at, except that a change of open interest takes a past, which a request does not bring.
/// </summary>
internal sealed partial class RestScan(
    IMarketDataHub hub,
    IOptions<ScanOptions> scanOptions,
    IOptions<SignalOptions> signalOptions,
    IOptions<MarketOptions> marketOptions,
    TimeProvider time,
    ILogger<RestScan> logger)
{
    private readonly SignalOptions _signals = signalOptions.Value;
    private readonly FactorWeights _weights = signalOptions.Value.Weights.ToWeights();

    /// <param name="instruments">What to read.</param>
    /// <param name="benchmark">Against which relative strength is taken, if it is one of them.</param>
    /// <param name="query">The intervals, and whether open candles count.</param>
    public async Task<SymbolScan[]> ReadAsync(ImmutableArray<InstrumentId> instruments, InstrumentId? benchmark, ScanQuery query)
    {
        using var limit = new CancellationTokenSource(scanOptions.Value.RestTimeLimit, time);
        var series = await Task.WhenAll(instruments.Select(instrument => RequestAsync(instrument, query, limit.Token)));
        ImmutableArray<CandleReturn> returns = benchmark is { } wanted && instruments.IndexOf(wanted) is >= 0 and var index
            ? ReadingsOf(series[index], query with { WithReturns = true }).Returns
            : [];
        return
        [
            .. series.Select(one => ReadingsOf(one, one.Instrument == benchmark ? query : query with { Benchmark = returns })),
        ];
    }

    private async Task<Candles> RequestAsync(InstrumentId instrument, ScanQuery query, CancellationToken cancellationToken)
    {
        try
        {
            var venue = hub.Venue(instrument.Venue);
            var funding = venue.Rest.HasDerivatives ? FundingAsync(venue, instrument, cancellationToken) : Task.FromResult<double?>(null);
            var rows = await Task.WhenAll(query.Intervals.Select(interval => KlinesAsync(venue, instrument, interval, cancellationToken)));
            return new Candles(instrument, venue.Clock, rows, await funding, null);
        }
        catch (OperationCanceledException)
        {
            return new Candles(instrument, null, [], null, $"not read within {scanOptions.Value.RestTimeLimit.TotalSeconds:0.###} s");
        }
        catch (Exception exception) when (exception is VenueException or UnknownVenueException)
        {
            LogRequestFailed(logger, instrument, exception);
            return new Candles(instrument, null, [], null, $"could not be read: {exception.Message}");
        }
    }

    /// <remarks>As many closed candles as a ring holds, and the open one.</remarks>
    private Task<IReadOnlyList<Kline>> KlinesAsync(
        IVenueConnector venue, InstrumentId instrument, KlineInterval interval, CancellationToken cancellationToken)
    {
        var wanted = Math.Min(marketOptions.Value.Capacity, venue.Rest.MaxKlinesPerRequest);
        return hub.RequestHistoryAsync(venue.Venue, token => venue.Rest.GetKlinesAsync(instrument, interval, null, null, wanted, token), cancellationToken);
    }

    /// <summary>The funding rate; null where the venue does not tell one.</summary>
    private async Task<double?> FundingAsync(IVenueConnector venue, InstrumentId instrument, CancellationToken cancellationToken)
    {
        try
        {
            var mark = await hub.RequestHistoryAsync(venue.Venue, token => venue.Rest.GetMarkPriceAsync(instrument, token), cancellationToken);
            return mark.FundingRate;
        }
        catch (Exception exception) when (exception is VenueException)
        {
            LogFundingFailed(logger, instrument, exception);
            return null;
        }
    }

    private SymbolScan ReadingsOf(Candles candles, ScanQuery query)
    {
        if (candles.Problem is { } problem)
            return new SymbolScan(candles.Instrument, [], [new IntervalSkip(null, problem)], [], 0);
        var rings = query.Intervals.Select((interval, i) => RingOf(interval, candles.Rows[i]));
        return new SymbolReadings(candles.Instrument, rings, candles.Clock!, _signals.MinimumCandles, _weights)
            .Scan(query, candles.Funding, openInterestChange: null);
    }

    private static CandleRing RingOf(KlineInterval interval, IReadOnlyList<Kline> rows)
    {
        var ring = new CandleRing(interval, Math.Max(2, rows.Count));
        foreach (var row in rows)
            ring.Apply(row, KlineSource.Rest);
        return ring;
    }

    [LoggerMessage(4611, LogLevel.Warning, "Scan by REST: {Instrument} could not be read and is left out")]
    private static partial void LogRequestFailed(ILogger logger, InstrumentId instrument, Exception exception);

    [LoggerMessage(4612, LogLevel.Debug, "Scan by REST: the funding of {Instrument} is not known")]
    private static partial void LogFundingFailed(ILogger logger, InstrumentId instrument, Exception exception);

    /// <param name="Instrument">The instrument.</param>
    /// <param name="Clock">The venue's clock; null when there is a problem.</param>
    /// <param name="Rows">Its candles, for each interval of the query.</param>
    /// <param name="Funding">Its funding rate.</param>
    /// <param name="Problem">Why there are none.</param>
    private sealed record Candles(InstrumentId Instrument, VenueClock? Clock, IReadOnlyList<Kline>[] Rows, double? Funding, string? Problem);
}
