using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What an account knows of its markets: the rules of instruments, and the newest prices that their symbols have told.</summary>
/// <param name="account">The account.</param>
/// <param name="grains">Finds the symbols.</param>
/// <param name="hub">Finds the venues.</param>
/// <param name="buckets">Which assets move together.</param>
/// <param name="freshFor">A price that was fresh when its symbol was asked, and is no older than this since, is where the market is.</param>
/// <param name="time">The clock.</param>
internal sealed class AccountMarkets(string account, IGrainFactory grains, IMarketDataHub hub, CorrelationBuckets buckets, TimeSpan freshFor, TimeProvider time) : IAccountPrices
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan UsualFunding = TimeSpan.FromHours(8);
    private static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(1);

    private readonly Dictionary<InstrumentId, InstrumentInfo> _infos = [];
    private readonly Dictionary<InstrumentId, Known> _prices = [];
    private readonly Dictionary<InstrumentId, (decimal Price, long At)> _fresh = [];
    private readonly Dictionary<InstrumentId, TimeSpan> _intervals = [];

    /// <inheritdoc/>
    public decimal? PriceOf(InstrumentId instrument) => _prices.TryGetValue(instrument, out var known) ? known.Price : null;

    /// <inheritdoc/>
    public decimal? FreshPriceOf(InstrumentId instrument) =>
        _fresh.TryGetValue(instrument, out var told) && time.GetElapsedTime(told.At) <= freshFor ? told.Price : null;

    /// <inheritdoc/>
    public string BucketOf(InstrumentId instrument) =>
        buckets.BucketOf(_infos.TryGetValue(instrument, out var info) ? info.BaseAsset : instrument.Symbol);

    /// <summary>The time at a venue, Unix milliseconds; ours where there is no such venue here.</summary>
    public long NowAt(string venue) =>
        hub.Venues.FirstOrDefault(connector => connector.Venue == venue)?.Clock.Now ?? time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>The rules of an instrument that was looked up before; null when it was not.</summary>
    public InstrumentInfo? InfoOf(InstrumentId instrument) => _infos.GetValueOrDefault(instrument);

    /// <summary>The rules of an instrument as its venue lists them now; null when it lists none.</summary>
    /// <exception cref="Exchanges.Errors.VenueException">The venue cannot be asked, and nothing is known.</exception>
    public async Task<InstrumentInfo?> FindAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        if (hub.Venues.All(venue => venue.Venue != instrument.Venue))
            return null;
        try
        {
            var listed = await hub.GetInstrumentsAsync(instrument.Venue, cancellationToken);
            if (!listed.TryGetValue(instrument, out var info))
                return null;
            _infos[instrument] = info;
            return info;
        }
        catch (Exchanges.Errors.VenueException) when (_infos.ContainsKey(instrument))
        {
            // What is known of it goes on to hold.
            return _infos[instrument];
        }
    }

    /// <summary>Time between two payments of funding, as the venue tells it; eight hours where it does not.</summary>
    public async Task<TimeSpan> FundingIntervalAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        if (_intervals.TryGetValue(instrument, out var known))
            return known;
        if (hub.Venues.FirstOrDefault(connector => connector.Venue == instrument.Venue) is not { } venue)
            return UsualFunding;
        return _intervals[instrument] = await venue.Rest.GetFundingIntervalAsync(instrument, cancellationToken) is { } told && told > TimeSpan.Zero ? told : UsualFunding;
    }

    /// <summary>Takes in what a symbol has told.</summary>
    /// <param name="instrument">Which one.</param>
    /// <param name="answer">What it has told.</param>
    /// <param name="askedAt">When it was asked, a timestamp of the clock: what it told may be as old as that.</param>
    public void Learn(InstrumentId instrument, WatchAnswer answer, long askedAt)
    {
        Learn(instrument, answer.MarkPrice ?? answer.LastPrice, answer.DataAge);
        if (answer.FreshPrice is { } fresh)
            _fresh[instrument] = (fresh, askedAt);
        else
            _fresh.Remove(instrument);
    }

    /// <summary>Whether the newest data of an instrument is no older than an age.</summary>
    public bool IsFresh(InstrumentId instrument, TimeSpan maxAge) => AgeOf(instrument) <= maxAge;

    /// <summary>How old the newest data of an instrument is; null when nothing has been told of it.</summary>
    public TimeSpan? AgeOf(InstrumentId instrument) =>
        _prices.TryGetValue(instrument, out var known) ? known.Age + time.GetElapsedTime(known.At) : null;

    /// <summary>Asks a symbol for its price, keeping it live meanwhile, and waits a while for the first one.</summary>
    public async Task RefreshAsync(InstrumentId instrument, TimeSpan wait, TimeSpan maxAge, CancellationToken cancellationToken)
    {
        var symbol = grains.GetGrain<ISymbolGrain>(instrument.ToString());
        await symbol.HoldAsync($"account/{account}", HoldTime);
        for (var started = time.GetTimestamp(); ;)
        {
            var snapshot = await symbol.GetSnapshotAsync();
            Learn(instrument, (decimal?)(snapshot.Mark?.Price ?? snapshot.LastPrice), snapshot.DataAge);
            if (IsFresh(instrument, maxAge) || time.GetElapsedTime(started) >= wait)
                return;
            await Task.Delay(PollInterval, time, cancellationToken);
        }
    }

    private void Learn(InstrumentId instrument, decimal? price, TimeSpan? age)
    {
        if (price is > 0 and var told && age is { } since)
            _prices[instrument] = new Known(told, since, time.GetTimestamp());
    }

    private readonly record struct Known(decimal Price, TimeSpan Age, long At);
}
