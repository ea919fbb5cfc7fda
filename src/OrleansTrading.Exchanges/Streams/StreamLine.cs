namespace OrleansTrading.Exchanges.Streams;

/// <summary>One socket of a connection: the streams as they stand on it, and its session while it is open.</summary>
internal sealed class StreamLine
{
    private StreamSession? _session;

    public StreamTable Streams { get; } = new();

    public StreamSession? Session
    {
        get => Volatile.Read(ref _session);
        set => Volatile.Write(ref _session, value);
    }

    /// <summary>Whether the last session has read everything that the venue had sent.</summary>
    public bool IsDrained { get; set; }

    /// <summary>Completes with the session's end.</summary>
    public Task<SessionEnd> Running { get; set; } = Task.FromResult(new SessionEnd(SessionEndKind.Lost, "it was never open"));

    /// <summary>The stream's share: takes it on, or asks for it once more.</summary>
    public void Want(MarketStream stream)
    {
        if (!Streams.TryFind(stream.Utf8Name, out var known) || known != stream)
            Streams.Add(stream);
        if (stream.Phase is not (StreamPhase.Asked or StreamPhase.Renewing))
            stream.Phase = StreamPhase.Wanted;
    }

    /// <summary>Nobody needs the stream any more.</summary>
    public void Drop(MarketStream stream)
    {
        if (Session is null || stream.Phase is StreamPhase.Wanted or StreamPhase.Refused)
            Streams.Remove(stream);
        else
            stream.Phase = StreamPhase.Unwanted;
    }
}
