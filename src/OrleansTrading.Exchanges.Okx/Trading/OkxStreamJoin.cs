using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// Makes one stream of two: orders and balances come on one path, conditional orders on another. It is whole while both are, and the sink is
/// called by one of them at a time.
/// </summary>
internal sealed class OkxStreamJoin(IAccountSink sink)
{
    private readonly Lock _gate = new();
    private readonly bool[] _isUp = new bool[2];

    /// <summary>What the first (0) or the second (1) of the streams tells.</summary>
    public IAccountSink Of(int part) => new Part(this, part);

    private void OnConnected(int part)
    {
        lock (_gate)
        {
            _isUp[part] = true;
            if (_isUp[0] && _isUp[1])
                sink.OnConnected();
        }
    }

    private void OnInterrupted(int part, string reason)
    {
        lock (_gate)
        {
            var wasWhole = _isUp[0] && _isUp[1];
            _isUp[part] = false;
            if (wasWhole)
                sink.OnInterrupted(reason);
        }
    }

    private void Tell<T>(T what, Action<IAccountSink, T> tell)
    {
        lock (_gate)
            tell(sink, what);
    }

    private sealed class Part(OkxStreamJoin join, int part) : IAccountSink
    {
        public void OnOrder(OrderReport report) => join.Tell(report, static (sink, report) => sink.OnOrder(report));

        public void OnFill(Fill fill) => join.Tell(fill, static (sink, fill) => sink.OnFill(fill));

        public void OnCash(CashMoved move) => join.Tell(move, static (sink, move) => sink.OnCash(move));

        public void OnAccount(VenueAccount account) => join.Tell(account, static (sink, account) => sink.OnAccount(account));

        public void OnConnected() => join.OnConnected(part);

        public void OnInterrupted(string reason) => join.OnInterrupted(part, reason);
    }
}
