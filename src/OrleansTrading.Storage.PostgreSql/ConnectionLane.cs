namespace OrleansTrading.Storage.PostgreSql;

/// <summary>Connections that some calls share, and how many calls may be under way or wait for one. Those that wait get theirs in the order they came.</summary>
internal sealed class ConnectionLane(int connections, int maxWaiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(connections);
    private int _waiting;

    public int Connections => connections;

    /// <summary>Calls under way or waiting.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <returns>Whether one more may wait; who may then has to <see cref="Leave"/>.</returns>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _waiting) <= maxWaiting)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _waiting);

    /// <returns>Whether there is a connection for it; then it is to be <see cref="GiveBack">given back</see>.</returns>
    public Task<bool> TakeAsync(TimeSpan longest, CancellationToken cancellationToken) => _free.WaitAsync(longest, cancellationToken);

    public void GiveBack() => _free.Release();

    public void Dispose() => _free.Dispose();
}
