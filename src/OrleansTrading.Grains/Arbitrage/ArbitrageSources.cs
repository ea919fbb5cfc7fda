using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.MarketData;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>
/// What an execution asks of accounts and venues. Whoever fails is told of once, until it answers again: what it would have said is not known,
/// nothing follows from it, and it is asked again with the next look.
/// </summary>
internal sealed partial class ArbitrageSources(IGrainFactory grains, IMarketDataHub hub, TimeProvider time, ILogger logger)
{
    /// <summary>Whoever does not answer sooner is not waited for: other trades are under way.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _silent = new(StringComparer.Ordinal);

    public async Task<InstrumentInfo?> RulesOfAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        var listed = await AskAsync($"venue {instrument.Venue}", () => hub.GetInstrumentsAsync(instrument.Venue, cancellationToken).WaitAsync(Patience, time, cancellationToken), cancellationToken);
        return listed?.GetValueOrDefault(instrument);
    }

    public Task<AccountView?> FindAsync(string account, CancellationToken cancellationToken) =>
        AskAsync(NameOf(account), () => AccountOf(account).GetAsync().WaitAsync(Patience, time, cancellationToken), cancellationToken);

    /// <summary>What the account holds; null while that is not known.</summary>
    public async Task<IReadOnlyList<PositionView>?> ListPositionsAsync(string account, CancellationToken cancellationToken) => await AskAsync<IReadOnlyList<PositionView>>(
        NameOf(account), async () => await AccountOf(account).GetPositionsAsync().WaitAsync(Patience, time, cancellationToken), cancellationToken);

    /// <summary>Orders that may open something, or have and are not booked yet; null while that is not known.</summary>
    public async Task<IReadOnlyList<Order>?> ListOpeningAsync(string account, CancellationToken cancellationToken) => await AskAsync<IReadOnlyList<Order>>(
        NameOf(account), async () => await OpeningAsync(account).WaitAsync(Patience, time, cancellationToken), cancellationToken);

    /// <summary>Asks for an order, or for what has become of it; null while that is not known.</summary>
    /// <remarks>Waited for as long as an account may take: it may be making the order.</remarks>
    public Task<PlaceResult?> PlaceAsync(string account, PlaceOrder order, CancellationToken cancellationToken) =>
        AskAsync(NameOf(account), () => AccountOf(account).PlaceAsync(order), cancellationToken);

    private async Task<ImmutableArray<Order>> OpeningAsync(string account)
    {
        var orders = await AccountOf(account).GetOrdersAsync(new OrderQuery(null, OpenOnly: true, null, IAccountGrain.MaxLimit, WithUnbooked: true));
        return orders.RemoveAll(order => order.Spec.ReduceOnly);
    }

    private IAccountGrain AccountOf(string account) => grains.GetGrain<IAccountGrain>(account);

    private static string NameOf(string account) => $"account {account}";

    private async Task<T?> AskAsync<T>(string whom, Func<Task<T>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var answer = await ask();
            _silent.Remove(whom);
            return answer;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_silent.Add(whom))
                LogSilent(logger, whom, exception);
            return null;
        }
    }

    [LoggerMessage(4840, LogLevel.Warning, "Arbitrage has no answer from {Whom}; its trades wait where they are, and it is asked again with each look")]
    private static partial void LogSilent(ILogger logger, string whom, Exception exception);
}
