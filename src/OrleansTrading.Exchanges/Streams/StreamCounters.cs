namespace OrleansTrading.Exchanges.Streams;

/// <summary>Counts of rare things, shared by all connections. Messages are counted by each reader for itself.</summary>
internal sealed class StreamCounters
{
    private long _unknown;
    private long _reconnects;
    private long _rollOvers;
    private long _resubscriptions;
    private long _faults;
    private long _messagesOfClosed;

    public long Unknown => Volatile.Read(ref _unknown);

    public long Reconnects => Volatile.Read(ref _reconnects);

    public long RollOvers => Volatile.Read(ref _rollOvers);

    public long Resubscriptions => Volatile.Read(ref _resubscriptions);

    /// <summary>Faults of our own and of sinks.</summary>
    public long Faults => Volatile.Read(ref _faults);

    /// <summary>Messages of connections that are no more.</summary>
    public long MessagesOfClosed => Volatile.Read(ref _messagesOfClosed);

    public void CountUnknown() => Interlocked.Increment(ref _unknown);

    public void CountReconnect() => Interlocked.Increment(ref _reconnects);

    public void CountRollOver() => Interlocked.Increment(ref _rollOvers);

    public void CountResubscriptions(int streams) => Interlocked.Add(ref _resubscriptions, streams);

    public void CountFault() => Interlocked.Increment(ref _faults);

    public void KeepMessages(long messages) => Interlocked.Add(ref _messagesOfClosed, messages);
}
