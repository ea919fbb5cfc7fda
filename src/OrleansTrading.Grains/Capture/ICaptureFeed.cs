using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// Where one symbol's market goes to be recorded. What it has been told of is written by <see cref="IAsyncDisposable.DisposeAsync"/> at the
/// latest, if the disk takes it. A trade that it already has is left out silently, so telling one twice does no harm.
/// </summary>
internal interface ICaptureFeed : IMarketFollower, IAsyncDisposable
{
    /// <summary>
    /// The newest aggregate trade id that is recorded without a gap before it; null when none is.
    /// When a symbol is opened it is read from its newest files; older gaps than those show are not seen. After a resumption: without a gap
    /// since what was let go; a gap from before it does not count.
    /// </summary>
    long? LastTradeId { get; }

    /// <summary>
    /// Grows whenever recording goes on after it had to let trades go (a disk that was full for long). Everything after
    /// <see cref="LastTradeId"/> is then to be asked for again and told to this feed alone: the other followers have heard of it.
    /// </summary>
    int Resumptions { get; }

    /// <summary>All that was to be brought after so many resumptions was told here, as far as it is to be had.</summary>
    /// <returns>What was let go, or lay between, and is not here. Empty when more is to be brought: there was another resumption, or will be.</returns>
    IReadOnlyList<IdRange> EndBringing(int resumptions);

    /// <summary>Whether trades are among what is recorded.</summary>
    bool RecordsTrades { get; }

    /// <summary>What was recorded before, by whatever silo, and lies here: everything else is to be asked for, and told here.</summary>
    /// <param name="mark">Up to which trade the cluster has all in files, or told as lost; null when it knows nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IOException">Older files are to be looked at, and cannot be read; this and others that mean the same.</exception>
    Task<RecordedBefore> FindBeforeAsync(long? mark, CancellationToken cancellationToken);

    /// <summary>Every trade up to this one was told here, or was dealt with otherwise: recorded before, or told as lost. Null: that is not known.</summary>
    void Settle(long? upTo);

    /// <summary>False while memory for what is not yet written is used up: the symbol takes nothing more from its inbox, so its sockets wait.</summary>
    bool HasRoom { get; }

    /// <summary>Completes when there may be room again.</summary>
    Task WaitForRoomAsync(CancellationToken cancellationToken);
}
