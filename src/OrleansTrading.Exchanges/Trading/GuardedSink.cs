using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>Calls a sink one at a time, whichever connection speaks, and keeps its faults from the connection.</summary>
internal sealed class GuardedSink(IAccountSink sink, ExpectedEvents expected, Action<Exception> onFault) : IAccountSink
{
    private readonly Lock _gate = new();

    public void OnOrder(OrderReport report)
    {
        expected.Came(report);
        Call(report, static (sink, report) => sink.OnOrder(report));
    }

    public void OnFill(Fill fill) => Call(fill, static (sink, fill) => sink.OnFill(fill));

    public void OnCash(CashMoved move) => Call(move, static (sink, move) => sink.OnCash(move));

    public void OnAccount(VenueAccount account) => Call(account, static (sink, account) => sink.OnAccount(account));

    public void OnConnected() => Call(0, static (sink, _) => sink.OnConnected());

    public void OnInterrupted(string reason) => Call(reason, static (sink, reason) => sink.OnInterrupted(reason));

    private void Call<T>(T value, Action<IAccountSink, T> call)
    {
        lock (_gate)
        {
            try
            {
                call(sink, value);
            }
            catch (Exception fault)
            {
                onFault(fault);
            }
        }
    }
}
