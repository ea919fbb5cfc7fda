using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Dashboard.Overview;

/// <summary>
/// Asks many symbols for their snapshots. A symbol has at most one call under way; one that is slow or fails keeps its last
/// answer and delays no other. Not safe for concurrent calls of <see cref="PollAsync"/>.
/// </summary>
internal sealed partial class SnapshotPoller(IMarketReader market, Prices prices, DashboardOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly Dictionary<InstrumentId, Symbol> _symbols = [];
    private readonly SemaphoreSlim _slots = new(options.ConcurrentCalls);
    private ImmutableArray<InstrumentId> _asked = [];

    /// <summary>Rows in the order asked, after all have answered or the frame's time is over.</summary>
    public async Task<ImmutableArray<InstrumentRow>> PollAsync(ImmutableArray<InstrumentId> instruments, CancellationToken cancellationToken)
    {
        Forget(instruments);
        var symbols = new List<Symbol>(instruments.Length);
        foreach (var instrument in instruments)
        {
            if (!_symbols.TryGetValue(instrument, out var symbol))
                _symbols.Add(instrument, symbol = new Symbol(instrument, time.GetTimestamp()));
            if (symbol.Call.IsCompleted)
                symbol.Call = AskAsync(symbol);
            symbols.Add(symbol);
        }

        await WaitWithinBudgetAsync(symbols, cancellationToken);
        return [.. symbols.Select(ToRow)];
    }

    public void Dispose() => _slots.Dispose();

    private async Task WaitWithinBudgetAsync(List<Symbol> symbols, CancellationToken cancellationToken)
    {
        var all = Task.WhenAll(symbols.Select(symbol => symbol.Call));
        try
        {
            await all.WaitAsync(options.FrameBudget, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The late ones are shown with their last answer.
        }
    }

    private async Task AskAsync(Symbol symbol)
    {
        await _slots.WaitAsync();
        try
        {
            var snapshot = await market.GetSnapshotAsync(symbol.Instrument).WaitAsync(options.CallTimeout, time);
            symbol.Answer = new Answer(snapshot, time.GetTimestamp());
            if (symbol.Failed)
                AnswersAgain(logger, symbol.Instrument);
            symbol.Failed = false;
        }
        catch (Exception exception)
        {
            // Isolates one symbol: its row says that it does not answer.
            if (!symbol.Failed)
                SnapshotFailed(logger, exception, symbol.Instrument);
            symbol.Failed = true;
        }
        finally
        {
            _slots.Release();
        }
    }

    private InstrumentRow ToRow(Symbol symbol)
    {
        var answer = symbol.Answer;
        var since = time.GetElapsedTime(answer?.At ?? symbol.FirstAskedAt);
        return new InstrumentRow(symbol.Instrument, answer?.Snapshot, !symbol.Failed && since < options.CallTimeout, since) { Decimals = prices.DecimalsOf(symbol.Instrument) };
    }

    private void Forget(ImmutableArray<InstrumentId> instruments)
    {
        // The same array holds the same instruments; looking each of them up four times a second would cost more than asking them.
        if (instruments == _asked)
            return;
        _asked = instruments;
        foreach (var gone in _symbols.Keys.Except(instruments).ToList())
            _symbols.Remove(gone);
    }

    private sealed record Answer(InstrumentSnapshot Snapshot, long At);

    /// <summary>Written by its own call, read by the poll; the answer is one reference, so a row never mixes two answers.</summary>
    private sealed class Symbol(InstrumentId instrument, long firstAskedAt)
    {
        private volatile Answer? _answer;
        private volatile bool _failed;

        public InstrumentId Instrument { get; } = instrument;

        public long FirstAskedAt { get; } = firstAskedAt;

        public Task Call { get; set; } = Task.CompletedTask;

        public Answer? Answer
        {
            get => _answer;
            set => _answer = value;
        }

        public bool Failed
        {
            get => _failed;
            set => _failed = value;
        }
    }
}
