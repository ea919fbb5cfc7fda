using System.Collections.Concurrent;
using System.Collections.Immutable;
using OrleansTrading.Contracts.Books;
using OrleansTrading.Contracts.Flow;
using OrleansTrading.Contracts.Streams;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Markets that walk at random with a fixed seed: every question moves the asked symbol on.</summary>
internal sealed class FakeMarket(TimeProvider time) : IMarketReader
{
    private readonly ConcurrentDictionary<InstrumentId, FakeSymbol> _symbols = new();

    /// <summary>What is on the watchlist.</summary>
    public ImmutableArray<InstrumentId> Listed { get; set; } = [];

    /// <summary>Symbols that answer with a failure.</summary>
    public ConcurrentDictionary<InstrumentId, bool> Failing { get; } = new();

    /// <summary>Symbols that answer only once their task is completed.</summary>
    public ConcurrentDictionary<InstrumentId, TaskCompletionSource> Hanging { get; } = new();

    public bool WatchlistFails { get; set; }

    public FakeSymbol Add(string id, double price, Action<FakeSymbol>? shape = null)
    {
        var symbol = new FakeSymbol(InstrumentId.Parse(id), price, time);
        shape?.Invoke(symbol);
        _symbols[symbol.Id] = symbol;
        Listed = Listed.Add(symbol.Id);
        return symbol;
    }

    public Task<IReadOnlyList<InstrumentId>> GetInstrumentsAsync() =>
        WatchlistFails ? Task.FromException<IReadOnlyList<InstrumentId>>(new TimeoutException("The watchlist is told to fail.")) : Task.FromResult<IReadOnlyList<InstrumentId>>(Listed);

    public Task<InstrumentSnapshot> GetSnapshotAsync(InstrumentId instrument) => Answer(instrument, symbol => symbol.Snapshot());

    public Task<KlineSeries> GetKlinesAsync(InstrumentId instrument, KlineQuery query) =>
        Answer(instrument, symbol => new KlineSeries(instrument, query.Interval, query.StartTime is { } start ? symbol.From(query.Interval, start, query.Limit) : symbol.Klines(query.Interval, query.Limit)));

    public Task<CandleStatus> GetCandleStatusAsync(InstrumentId instrument) => Answer(instrument, symbol => symbol.Status());

    public Task<OrderBookView> GetBookAsync(InstrumentId instrument, int levels) => Answer(instrument, symbol => symbol.Activity.Book(levels));

    public Task<OrderFlowSeries> GetOrderFlowAsync(InstrumentId instrument, int seconds) => Answer(instrument, symbol => symbol.Activity.Flow(seconds));

    public Task<StreamHistory> GetStreamHistoryAsync(InstrumentId instrument, long from, long to) =>
        Answer(instrument, symbol => symbol.Activity.History(from, to));

    private async Task<T> Answer<T>(InstrumentId instrument, Func<FakeSymbol, T> answer)
    {
        if (Hanging.TryGetValue(instrument, out var hanging))
            await hanging.Task;
        if (Failing.ContainsKey(instrument))
            throw new TimeoutException($"{instrument} is told to fail.");
        return answer(_symbols[instrument]);
    }
}
