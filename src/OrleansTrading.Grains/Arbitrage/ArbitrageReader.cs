using System.Collections.Immutable;
using System.Globalization;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Reads the books of the compared instruments from their grains, and keeps those live.</summary>
internal sealed class ArbitrageReader(IGrainFactory grains, string baseAsset, ArbitrageOptions options, TimeProvider time)
{
    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan HoldAgainAfter = TimeSpan.FromSeconds(10);

    /// <summary>Whoever does not answer sooner is left out of a look, so that the others, and trades under way, need not wait.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<InstrumentId, double?> _funding = [];
    private readonly Dictionary<InstrumentId, long> _heldAt = [];

    public async Task<ArbitrageLook> ReadAsync(ImmutableArray<ArbitrageInstrument> instruments, CancellationToken cancellationToken)
    {
        if (instruments.IsDefault || instruments.Length < 2)
            return new ArbitrageLook([], []);
        var (markets, leftOut) = (new List<ArbitrageMarket>(instruments.Length), ImmutableArray.CreateBuilder<ArbitrageGap>());
        foreach (var (market, defect) in await Task.WhenAll(instruments.Select(instrument => ReadAsync(instrument, cancellationToken))))
        {
            if (market is not null)
                markets.Add(market);
            if (defect is not null)
                leftOut.Add(defect);
        }

        return new ArbitrageLook(markets, leftOut.DrainToImmutable());
    }

    private async Task<(ArbitrageMarket? Market, ArbitrageGap? Defect)> ReadAsync(ArbitrageInstrument instrument, CancellationToken cancellationToken)
    {
        try
        {
            await HoldAsync(instrument).WaitAsync(Patience, time, cancellationToken);
            var book = await Symbol(instrument.Id).GetBookAsync(options.Levels).WaitAsync(Patience, time, cancellationToken);
            if (Defect(book) is { } defect)
                return (null, new ArbitrageGap(instrument.Id.ToString(), defect));
            var market = MarketOf(instrument, book);
            return (market, ArbitrageMath.ThinSide(market, options.Notional) is { } thin ? new ArbitrageGap(instrument.Id.ToString(), Thin(market, thin)) : null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Isolated here, and said in the answer: one instrument that does not answer holds up no other.
            return (null, new ArbitrageGap(instrument.Id.ToString(), $"It does not answer ({exception.GetType().Name})."));
        }
    }

    /// <summary>Renews the hold when it is time, and learns the funding rate on the way; until it is known it is asked for with each look.</summary>
    private async Task HoldAsync(ArbitrageInstrument instrument)
    {
        var id = instrument.Id;
        var isFresh = _heldAt.TryGetValue(id, out var last) && time.GetElapsedTime(last) < HoldAgainAfter;
        if (isFresh && (!instrument.CanBeSold || _funding[id] is not null))
            return;
        if (!isFresh)
            await Symbol(id).HoldAsync($"arbitrage/{baseAsset}", HoldFor);
        _funding[id] = (await Symbol(id).GetSnapshotAsync()).Mark?.FundingRate;
        if (!isFresh)
            _heldAt[id] = time.GetTimestamp();
    }

    private ArbitrageMarket MarketOf(ArbitrageInstrument instrument, OrderBookView book) => new(
        instrument.Id, instrument.QuoteAsset, book.Bids, book.Asks, options.TakerFees.GetValueOrDefault(instrument.Id.Venue, options.DefaultTakerFee),
        _funding.GetValueOrDefault(instrument.Id), instrument.FundingsPerYear, book.Age ?? TimeSpan.MaxValue, instrument.CanBeSold);

    private string Thin(ArbitrageMarket market, string side) => string.Create(
        CultureInfo.InvariantCulture, $"The best {options.Levels} levels of its {side} side do not hold {options.Notional:0.##} {market.QuoteAsset}.");

    private string? Defect(OrderBookView book) => book switch
    {
        { Phase: not BookPhase.Live } => $"Its book is not live but {book.Phase}.",
        { Bids.IsEmpty: true } or { Asks.IsEmpty: true } => "A side of its book is empty.",
        { Age: null } => "Its book has not changed yet.",
        { Age: { } age } when age > options.MaxAge => string.Create(
            CultureInfo.InvariantCulture, $"Its book has been silent for {age.TotalSeconds:F1} s; at most {options.MaxAge.TotalSeconds:F1} s count."),
        _ => null,
    };

    private ISymbolGrain Symbol(InstrumentId instrument) => grains.GetGrain<ISymbolGrain>(instrument.ToString());
}
