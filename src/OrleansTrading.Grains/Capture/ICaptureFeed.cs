using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Where one symbol's market goes to be recorded. What it has been told of is written by <see cref="IAsyncDisposable.DisposeAsync"/> at the
/// latest, if the disk takes it. A trade that it already has is left out silently, so telling one twice does no harm.
/// </summary>
internal interface ICaptureFeed : IMarketFollower, IAsyncDisposable
{
    /// <summary>
    /// The newest aggregate trade id that is recorded without a gap before it; null when none is. Trades after it are to be asked for.
    /// When a symbol is opened it is read from its newest files; older gaps than those show are not seen. After a resumption: without a gap
    /// since what was let go; a gap from before it does not count.
    /// </summary>
    long? LastTradeId { get; }

    /// <summary>
    /// Grows whenever recording goes on after it had to let trades go (a disk that was full for long). Everything after
    /// <see cref="LastTradeId"/> is then to be asked for again and told to this feed alone: the other followers have heard of it.
    /// </summary>
    int Resumptions { get; }

    /// <summary>False while memory for what is not yet written is used up: the symbol takes nothing more from its inbox, so its sockets wait.</summary>
    bool HasRoom { get; }

    /// <summary>Completes when there may be room again.</summary>
    Task WaitForRoomAsync(CancellationToken cancellationToken);
}
