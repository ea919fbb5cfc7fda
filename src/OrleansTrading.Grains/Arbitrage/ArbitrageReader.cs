using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Arbitrage;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Reads the books of the compared instruments from their grains, and keeps those live.</summary>
internal sealed class ArbitrageReader(IGrainFactory grains, string baseAsset, ArbitrageOptions options)
{
    /// <remarks>Funding is settled every eight hours at most instruments; some have shorter intervals, whose yearly figure is then too small.</remarks>
    private const double FundingsPerYear = 3 * 365;
    private const int LooksBetweenHolds = 20;
    private static readonly TimeSpan HoldFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Never = TimeSpan.MaxValue;
    private readonly Dictionary<InstrumentId, double?> _funding = [];
    private int _looks;

    public async Task<ArbitrageLook> ReadAsync(ImmutableArray<ArbitrageInstrument> instruments, CancellationToken cancellationToken)
    {
        if (instruments.IsDefault || instruments.Length < 2)
            return new ArbitrageLook([], []);
        if (_looks++ % LooksBetweenHolds == 0)
            await HoldAsync(instruments).WaitAsync(cancellationToken);
        var books = await Task.WhenAll(instruments.Select(instrument => Symbol(instrument.Id).GetBookAsync(options.Levels))).WaitAsync(cancellationToken);
        var (markets, leftOut) = (new List<ArbitrageMarket>(books.Length), ImmutableArray.CreateBuilder<ArbitrageGap>());
        for (var i = 0; i < books.Length; i++)
        {
            if (Defect(books[i]) is { } defect)
                leftOut.Add(new ArbitrageGap(instruments[i].Id.ToString(), defect));
            else
                markets.Add(MarketOf(instruments[i], books[i]));
        }

        return new ArbitrageLook(markets, leftOut.DrainToImmutable());
    }

    /// <summary>Renews the holds, and learns the funding rates on the way.</summary>
    private async Task HoldAsync(ImmutableArray<ArbitrageInstrument> instruments)
    {
        await Task.WhenAll(instruments.Select(instrument => Symbol(instrument.Id).HoldAsync($"arbitrage/{baseAsset}", HoldFor)));
        var snapshots = await Task.WhenAll(instruments.Select(instrument => Symbol(instrument.Id).GetSnapshotAsync()));
        foreach (var snapshot in snapshots)
            _funding[snapshot.Id] = snapshot.Mark?.FundingRate;
    }

    private ArbitrageMarket MarketOf(ArbitrageInstrument instrument, OrderBookView book) => new(
        instrument.Id, instrument.QuoteAsset, book.Bids, book.Asks, options.TakerFees.GetValueOrDefault(instrument.Id.Venue, options.DefaultTakerFee),
        _funding.GetValueOrDefault(instrument.Id), FundingsPerYear, book.Age ?? Never, instrument.CanBeSold);

    private string? Defect(OrderBookView book) => book switch
    {
        { Phase: not BookPhase.Live } => $"Its book is not live but {book.Phase}.",
        { Bids.IsEmpty: true } or { Asks.IsEmpty: true } => "A side of its book is empty.",
        { Age: var age } when age is null || age > options.MaxAge => $"Its book has been silent for {age?.TotalSeconds:F1} s; at most {options.MaxAge.TotalSeconds:F1} s count.",
        _ => null,
    };

    private ISymbolGrain Symbol(InstrumentId instrument) => grains.GetGrain<ISymbolGrain>(instrument.ToString());
}
