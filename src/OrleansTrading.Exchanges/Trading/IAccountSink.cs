using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>Hears of an account from its venue's stream. Called one at a time, from the stream's own loop; must not block or throw.</summary>
public interface IAccountSink
{
    void OnOrder(OrderReport report);

    void OnFill(Fill fill);

    void OnCash(CashMoved move);

    /// <summary>Balances or positions as the venue has them now; only what changed is in it.</summary>
    void OnAccount(VenueAccount account);

    /// <summary>The stream is (again) whole from here on: what happened before may have been missed and is to be asked for.</summary>
    void OnConnected();

    void OnInterrupted(string reason);
}
