using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>
/// Lets connections be made as the venue's limit allows. What replaces a working connection leaves the last part of the budget to those
/// without one, and waits while any of them waits.
/// </summary>
internal sealed class DialGate(RequestGate gate, int limit, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    private readonly int _reserve = limit / 4;
    private int _repairs;

    /// <summary>Completes when a connection may be made; it is counted as made.</summary>
    /// <exception cref="Errors.VenueException">There is no room for too long.</exception>
    public async Task EnterAsync(DialPurpose purpose, CancellationToken cancellationToken)
    {
        if (purpose == DialPurpose.RollOver)
        {
            while (Volatile.Read(ref _repairs) > 0 || gate.Room <= _reserve)
                await Task.Delay(LookAgain, time, cancellationToken);
            await gate.EnterAsync(1, cancellationToken);
            return;
        }

        Interlocked.Increment(ref _repairs);
        try
        {
            await gate.EnterAsync(1, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _repairs);
        }
    }

    public void Dispose() => gate.Dispose();
}
