using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Storage.Records;

/// <summary>Keeps the changes of streams' states. One is known by instrument, kind and time; saving it again replaces it.</summary>
public interface IStreamHistoryStore
{
    /// <summary>Saves changes of any instruments. When the call completes they survive the process.</summary>
    Task AppendAsync(IReadOnlyList<StreamTransition> transitions, CancellationToken cancellationToken);

    /// <summary>
    /// Changes of one instrument and kind (null: of all) from <paramref name="from"/> to <paramref name="to"/>, both inclusive, Unix
    /// milliseconds, oldest first. Of more than <paramref name="limit"/> the newest.
    /// </summary>
    Task<IReadOnlyList<StreamTransition>> ListAsync(
        InstrumentId instrument, StreamKind? kind, long from, long to, int limit, CancellationToken cancellationToken);

    /// <summary>Of each kind the last change before a time (Unix milliseconds), by kind; kinds without one are left out.</summary>
    Task<IReadOnlyList<StreamTransition>> ListLastAsync(InstrumentId instrument, long before, CancellationToken cancellationToken);

    /// <summary>Forgets changes before that time; answers how many. May keep some for up to a day longer.</summary>
    Task<int> PruneAsync(long before, CancellationToken cancellationToken);
}
