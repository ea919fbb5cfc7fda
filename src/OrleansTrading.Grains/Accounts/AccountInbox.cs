using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// Where a venue's stream leaves what it has heard and the grain fetches it, in order and on its own turns. Bounded: what finds no room is
/// let go and leaves a mark that something was missed, so that the account is compared with its venue. Safe for any thread.
/// </summary>
internal sealed class AccountInbox(int capacity, Action scheduleDrain) : IAccountSink
{
    private readonly Lock _gate = new();
    private List<AccountNews> _filling = [];
    private List<AccountNews> _draining = [];
    private bool _missed;
    private bool _scheduled;
    private bool _closed;

    public void OnOrder(OrderReport report) => Post(new AccountNews.OrderHeard(report));

    public void OnFill(Fill fill) => Post(new AccountNews.FillHeard(fill));

    public void OnCash(CashMoved move) => Post(new AccountNews.CashHeard(move));

    public void OnAccount(VenueAccount account) => Post(new AccountNews.AccountHeard(account));

    public void OnConnected() => Post(new AccountNews.Connected());

    public void OnInterrupted(string reason) => Post(new AccountNews.Interrupted(reason));

    /// <summary>Takes what has come; the list stays valid until the next call. <paramref name="missed"/> says that some found no room.</summary>
    public IReadOnlyList<AccountNews> Take(out bool missed)
    {
        lock (_gate)
        {
            (_filling, _draining) = (_draining, _filling);
            _filling.Clear();
            (missed, _missed) = (_missed, false);
            _scheduled = false;
            return _draining;
        }
    }

    /// <summary>From now on everything is taken and forgotten.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _filling.Clear();
        }
    }

    private void Post(AccountNews news)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            if (_filling.Count < capacity)
                _filling.Add(news);
            else
                _missed = true;
            if (_scheduled)
                return;
            _scheduled = true;
        }

        scheduleDrain();
    }
}
