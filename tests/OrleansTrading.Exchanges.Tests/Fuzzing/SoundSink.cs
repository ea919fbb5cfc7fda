using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Looks at whatever an account's stream tells.</summary>
internal sealed class SoundSink : IAccountSink
{
    /// <summary>How often anything was told.</summary>
    public int Told { get; private set; }

    public void OnOrder(OrderReport report)
    {
        Told++;
        SoundAnswers.Report(report);
    }

    public void OnFill(Fill fill)
    {
        Told++;
        SoundAnswers.Fill(fill);
    }

    public void OnCash(CashMoved move)
    {
        Told++;
        SoundAnswers.Cash(move);
    }

    public void OnAccount(VenueAccount account)
    {
        Told++;
        SoundAnswers.Account(account);
    }

    public void OnConnected()
    {
    }

    public void OnInterrupted(string reason)
    {
    }
}
