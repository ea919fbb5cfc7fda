using Microsoft.Extensions.Logging;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// Lets an account's orders through as the venue's limits allow. The limits are the account's and not the address', and an account is
/// active in one place, so its budget is not shared out.
/// </summary>
public sealed class OrderGate : IDisposable
{
    private readonly List<(TimeSpan Window, RequestGate Gate)> _gates;
    private readonly TimeSpan _longestWait;

    /// <param name="limits">Windows and how many orders each may hold.</param>
    /// <param name="longestWait">An order that would wait longer is not sent.</param>
    /// <param name="time">Drives waits.</param>
    /// <param name="logger">Takes waits.</param>
    public OrderGate(IEnumerable<(TimeSpan Window, int Orders)> limits, TimeSpan longestWait, TimeProvider time, ILogger logger)
    {
        _longestWait = longestWait;
        _gates = [.. limits.Select(limit => (limit.Window, new RequestGate(new RateBudget(limit.Orders, limit.Window), longestWait, time, logger)))];
    }

    /// <summary>Orders sent in the last such window, here or, as far as the venue has told, elsewhere.</summary>
    public int UsedIn(TimeSpan window) => _gates.Single(gate => gate.Window == window).Gate.Used;

    /// <summary>Completes when the orders may be sent; they are counted as sent.</summary>
    /// <exception cref="VenueException">There is no room for too long.</exception>
    public async Task EnterAsync(int orders, CancellationToken cancellationToken)
    {
        foreach (var (_, gate) in _gates)
            await gate.EnterAtOnceAsync(orders, _longestWait, cancellationToken);
    }

    /// <summary>What the venue reports as used of one window.</summary>
    public void ObserveUsed(TimeSpan window, int used)
    {
        foreach (var gate in _gates.Where(gate => gate.Window == window))
            gate.Gate.ObserveUsed(used);
    }

    /// <summary>The venue has refused an order for its number: none is sent for this long.</summary>
    public void Block(TimeSpan duration)
    {
        foreach (var (_, gate) in _gates)
            gate.Block(duration, ErrorKind.RateLimited);
    }

    public void Dispose()
    {
        foreach (var (_, gate) in _gates)
            gate.Dispose();
    }
}
