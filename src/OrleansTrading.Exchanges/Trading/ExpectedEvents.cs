using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>
/// Orders about which an event must come on the stream. The event may come before the answer to the request, so what came lately counts.
/// Safe for any number of threads.
/// </summary>
internal sealed class ExpectedEvents(TimeProvider time)
{
    /// <summary>What came this long before it was expected was what was expected.</summary>
    private static readonly TimeSpan LatelyIs = TimeSpan.FromSeconds(30);

    private const int MostKept = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TimeSpan> _missing = [];
    private readonly Dictionary<string, TimeSpan> _came = [];

    public void Add(string orderId)
    {
        lock (_gate)
        {
            var now = Now;
            if (!_came.Remove(orderId, out var at) || now - at > LatelyIs)
                _missing.TryAdd(orderId, now);
        }
    }

    public void Came(OrderReport report)
    {
        lock (_gate)
        {
            _missing.Remove(report.OrderId);
            if (_came.Count >= MostKept)
                _came.Clear();
            _came[report.OrderId] = Now;
        }
    }

    /// <summary>An order that has been waited for longer than this; null when there is none.</summary>
    public string? FindOverdue(TimeSpan patience)
    {
        lock (_gate)
        {
            var now = Now;
            return _missing.FirstOrDefault(order => now - order.Value > patience).Key;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _missing.Clear();
    }

    private TimeSpan Now => time.GetElapsedTime(0);
}
