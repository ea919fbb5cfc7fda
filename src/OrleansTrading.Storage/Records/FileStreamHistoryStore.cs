using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Storage.Records;

/// <summary>Changes of streams' states in files, by the time at which they were seen.</summary>
internal sealed class FileStreamHistoryStore(RecordLog<StreamTransition> log) : IStreamHistoryStore
{
    public static RecordTable<StreamTransition> Table { get; } =
        new("streams", KeyOf, transition => transition.At, transition => transition.Instrument.ToString(), transition => (byte)transition.Kind, RecordJson.Default.StreamTransition);

    public Task AppendAsync(IReadOnlyList<StreamTransition> transitions, CancellationToken cancellationToken)
    {
        RecordArguments.CheckTransitions(transitions);
        return log.SaveAsync(transitions, cancellationToken);
    }

    public async Task<IReadOnlyList<StreamTransition>> ListAsync(
        InstrumentId instrument, StreamKind? kind, long from, long to, int limit, CancellationToken cancellationToken)
    {
        var group = instrument.ToString();
        var newestFirst = await log.ListAsync(
            (_, entry) => entry.Group == group && (kind is null || entry.Tag == (byte)kind), to, beforeKey: null, limit, cancellationToken, from)
            .ConfigureAwait(false);
        return [.. newestFirst.Reverse()];
    }

    public async Task<IReadOnlyList<StreamTransition>> ListLastAsync(InstrumentId instrument, long before, CancellationToken cancellationToken)
    {
        var last = await log.ListNewestOfTagsAsync(instrument.ToString(), before, Enum.GetValues<StreamKind>().Length, cancellationToken).ConfigureAwait(false);
        return [.. last.OrderBy(transition => transition.Kind)];
    }

    public Task<int> PruneAsync(long before, CancellationToken cancellationToken) => log.PruneAsync(before, cancellationToken);

    private static string KeyOf(StreamTransition transition) => $"{transition.Instrument}|{(byte)transition.Kind}|{transition.At}";
}
