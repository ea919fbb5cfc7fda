using System.Threading.Channels;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Tests.Trading;

/// <summary>Keeps what an account's stream tells, to wait for.</summary>
internal sealed class RecordingAccountSink : IAccountSink
{
    private readonly Channel<object> _told = Channel.CreateUnbounded<object>();

    public void OnOrder(OrderReport report) => _told.Writer.TryWrite(report);

    public void OnFill(Fill fill) => _told.Writer.TryWrite(fill);

    public void OnCash(CashMoved move) => _told.Writer.TryWrite(move);

    public void OnAccount(VenueAccount account) => _told.Writer.TryWrite(account);

    public void OnConnected() => _told.Writer.TryWrite("connected");

    public void OnInterrupted(string reason) => _told.Writer.TryWrite("interrupted: " + reason);

    public int Waiting => _told.Reader.Count;

    /// <summary>The next thing told, whatever it is.</summary>
    public async Task<object> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience.Long);
        return await _told.Reader.ReadAsync(deadline.Token);
    }

    /// <summary>The next of this kind that fits; others before it are passed over.</summary>
    public async Task<T> UntilAsync<T>(Func<T, bool>? fits = null)
    {
        while (true)
        {
            if (await NextAsync() is T told && (fits is null || fits(told)))
                return told;
        }
    }

    public Task WhenConnectedAsync() => UntilAsync<string>(told => told == "connected");

    public Task<string> WhenInterruptedAsync() => UntilAsync<string>(told => told.StartsWith("interrupted", StringComparison.Ordinal));
}
