using OrleansTrading.Domain.Flow;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Tests.Fakes;

/// <summary>What one symbol has told, in order.</summary>
internal sealed class RecordingFeed : ICaptureFeed
{
    private readonly Lock _gate = new();
    private readonly List<(AggTrade Trade, bool IsRepaired)> _trades = [];
    private readonly List<Liquidation> _liquidations = [];
    private readonly List<FlowBucket> _flow = [];

    public long? LastTradeId { get; set; }

    public int Resumptions { get; set; }

    /// <summary>While false, nobody is told to go on either.</summary>
    public bool HasRoom { get; set; } = true;

    /// <summary>Every trade that was told, each time that it was.</summary>
    public (AggTrade Trade, bool IsRepaired)[] Trades
    {
        get
        {
            lock (_gate)
                return [.. _trades];
        }
    }

    public Liquidation[] Liquidations
    {
        get
        {
            lock (_gate)
                return [.. _liquidations];
        }
    }

    public FlowBucket[] Flow
    {
        get
        {
            lock (_gate)
                return [.. _flow];
        }
    }

    /// <summary>What the symbol said last.</summary>
    public long? Settled { get; private set; }

    /// <summary>While false, nothing is asked of what was recorded before.</summary>
    public bool RecordsTrades { get; set; } = true;

    /// <summary>What lies here besides what ends with <see cref="LastTradeId"/>.</summary>
    public IdRange[] Here { get; set; } = [];

    public void Settle(long? upTo) => Settled = upTo;

    public Task<RecordedBefore> FindBeforeAsync(long? mark, CancellationToken cancellationToken) =>
        Task.FromResult(new RecordedBefore(mark ?? LastTradeId, LastTradeId is { } last ? [new IdRange(1, last), .. Here] : Here));

    public IReadOnlyList<IdRange> EndBringing(int resumptions)
    {
        var (after, told) = (LastTradeId ?? 0, Trades);
        var again = told.Where(trade => trade.IsRepaired).Select(trade => trade.Trade.Id).ToHashSet();
        return [.. told.Where(trade => !trade.IsRepaired && trade.Trade.Id > after && !again.Contains(trade.Trade.Id)).Select(trade => new IdRange(trade.Trade.Id, trade.Trade.Id))];
    }

    public void OnFlowBucket(in FlowBucket bucket)
    {
        lock (_gate)
            _flow.Add(bucket);
    }

    public void OnTrade(in AggTrade trade, bool isRepaired)
    {
        lock (_gate)
            _trades.Add((trade, isRepaired));
    }

    public void OnLiquidation(in Liquidation liquidation)
    {
        lock (_gate)
            _liquidations.Add(liquidation);
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken) => HasRoom ? Task.CompletedTask : Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
