using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Exchanges.Tests.Simulated;

/// <summary>Whatever happens to the messages, a book that says it is live is the simulator's, level by level, and a lost one comes back.</summary>
public sealed class BookTruthTests
{
    private const double Speed = 5;

    [Theory]
    [InlineData(FaultKind.Gap, 1, true)]
    [InlineData(FaultKind.Gap, 5, true)]
    [InlineData(FaultKind.Reorder, 2, true)]
    [InlineData(FaultKind.Malformed, 1, true)]
    [InlineData(FaultKind.Duplicate, 5, false)]
    [InlineData(FaultKind.Drop, null, true)]
    public async Task BinanceBook_UnderAFault_IsTheSimulatorsOrNotLive(FaultKind fault, int? count, bool isLost)
    {
        await using var bench = await SimulatorBench.StartAsync(Speed);
        using var book = new FollowedBook(bench, new BookRules(Levels: 1_000, RefillBelow: 50), comparedLevels: 200);
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], book);
        await book.UntilAsync(seen => seen is { Loaded: >= 1, Applied: >= 10 });
        var (loaded, applied) = (book.Loaded, book.Applied);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = fault, Stream = fault == FaultKind.Drop ? null : "depth", Count = count });
        await book.UntilAsync(seen => seen.Loaded > loaded || (!isLost && seen.Applied >= applied + 20));
        applied = book.Applied;
        await book.UntilAsync(seen => seen.Applied >= applied + 10);
        (book.Loaded > loaded).ShouldBe(isLost);
    }

    /// <summary>A lost message of levels that the check sum does not cover goes unnoticed; the covered ones, which are shown, are true all the same.</summary>
    [Theory]
    [InlineData(FaultKind.Gap, 3, false)]
    [InlineData(FaultKind.Reorder, 4, false)]
    [InlineData(FaultKind.Malformed, 1, false)]
    [InlineData(FaultKind.Duplicate, 5, false)]
    [InlineData(FaultKind.Drop, null, true)]
    public async Task KrakenBook_UnderAFault_IsTheSimulatorsOrNotLive(FaultKind fault, int? count, bool isLost)
    {
        await using var bench = await KrakenBench.StartAsync(Speed);
        var streamed = bench.Connector.Capabilities.StreamedBook.ShouldNotBeNull();
        using var book = new FollowedBook(bench, new BookRules(streamed.Levels, IsStreamed: true), streamed.CheckedLevels);
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], book);
        await book.UntilAsync(seen => seen is { Loaded: >= 1, Applied: >= 10 });
        var (loaded, applied) = (book.Loaded, book.Applied);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = fault, Stream = fault == FaultKind.Drop ? null : "v2.book_25", Count = count });
        await book.UntilAsync(seen => seen.Loaded > loaded || (!isLost && seen.Applied >= applied + 30));
        applied = book.Applied;
        await book.UntilAsync(seen => seen.Applied >= applied + 10);
    }

    [Theory]
    [InlineData(FaultKind.Gap, 1, true)]
    [InlineData(FaultKind.Malformed, 1, true)]
    [InlineData(FaultKind.Drop, null, true)]
    public async Task OkxBook_UnderAFault_IsTheSimulatorsOrNotLive(FaultKind fault, int? count, bool isLost)
    {
        await using var bench = await OkxBench.StartAsync(Speed);
        var streamed = bench.Connector.Capabilities.StreamedBook.ShouldNotBeNull();
        using var book = new FollowedBook(bench, new BookRules(streamed.Levels, IsStreamed: true), streamed.CheckedLevels);
        await using var subscription = bench.Connector.Streams.Subscribe(bench.Instrument, [new StreamRequest(StreamKind.Depth)], book);
        await book.UntilAsync(seen => seen is { Loaded: >= 1, Applied: >= 10 });
        var (loaded, applied) = (book.Loaded, book.Applied);
        bench.Simulator.Faults.Inject(new FaultRequest { Fault = fault, Stream = fault == FaultKind.Drop ? null : "v5.books", Count = count });
        await book.UntilAsync(seen => seen.Loaded > loaded || (!isLost && seen.Applied >= applied + 30));
        applied = book.Applied;
        await book.UntilAsync(seen => seen.Applied >= applied + 10);
    }
}
