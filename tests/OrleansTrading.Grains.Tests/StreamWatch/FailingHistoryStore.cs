using System.Collections.Concurrent;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Storage.Records;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.StreamWatch;

/// <summary>A store whose disk can be full.</summary>
internal sealed class FailingHistoryStore(IStreamHistoryStore inner) : IStreamHistoryStore
{
    private readonly ConcurrentQueue<int> _batches = new();
    private int _failures;

    public bool IsFull { get; set; }

    /// <summary>Sizes of what was written.</summary>
    public IReadOnlyCollection<int> Batches => _batches;

    public int Failures => Volatile.Read(ref _failures);

    public Task FailedAsync(int count, TimeSpan limit) => Eventually.TrueAsync(() => Task.FromResult(Failures >= count), limit);

    public async Task AppendAsync(IReadOnlyList<StreamTransition> transitions, CancellationToken cancellationToken)
    {
        Fail();
        await inner.AppendAsync(transitions, cancellationToken);
        _batches.Enqueue(transitions.Count);
    }

    public Task<IReadOnlyList<StreamTransition>> ListAsync(
        InstrumentId instrument, StreamKind? kind, long from, long to, int limit, CancellationToken cancellationToken)
    {
        Fail();
        return inner.ListAsync(instrument, kind, from, to, limit, cancellationToken);
    }

    public Task<IReadOnlyList<StreamTransition>> ListLastAsync(InstrumentId instrument, long before, CancellationToken cancellationToken)
    {
        Fail();
        return inner.ListLastAsync(instrument, before, cancellationToken);
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => inner.PruneAsync(before, cancellationToken);

    private void Fail()
    {
        if (!IsFull)
            return;
        Interlocked.Increment(ref _failures);
        throw new IOException("The disk is told to be full.");
    }
}
