using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>Makes an account's next frame from its last. Orders and events are read again only after the account has moved. One refresh at a time.</summary>
internal sealed class TradingRefresh(string account, ITradingReader reader, IMarketReader market, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan AccountsEvery = TimeSpan.FromSeconds(10);

    /// <summary>Venues may report an order many times a second.</summary>
    private static readonly TimeSpan HistoryEvery = TimeSpan.FromMilliseconds(500);

    private readonly PendingCall<Listed> _listed = new("the list of accounts", options, time, logger);
    private readonly PendingCall<Now> _now = new($"account {account}", options, time, logger);
    private readonly PendingCall<History> _history = new($"orders and events of account {account}", options, time, logger);
    private long? _listedAt;
    private long? _historyAt;

    public async Task<TradingFrame> RefreshAsync(TradingFrame? last, CancellationToken cancellationToken)
    {
        var frame = last ?? TradingFrame.Empty(account, time.GetUtcNow());
        if (IsDue(_listedAt, AccountsEvery) && await _listed.AskAsync(ListAsync, cancellationToken) is { } listed)
        {
            _listedAt = time.GetTimestamp();
            frame = frame with { Accounts = Same(listed.Accounts, frame.Accounts), Instruments = Same(listed.Instruments, frame.Instruments) };
        }

        if (!frame.IsUnknown)
            frame = await RefreshAccountAsync(frame, cancellationToken);
        return frame with { TakenAt = time.GetUtcNow() };
    }

    private async Task<TradingFrame> RefreshAccountAsync(TradingFrame frame, CancellationToken cancellationToken)
    {
        if (await _now.AskAsync(AskAsync, cancellationToken) is { } now)
            frame = frame with { View = now.View, Positions = now.Positions, AnsweredAt = time.GetUtcNow() };
        frame = frame with { Failed = _now.Failed };
        if (frame.View is not { } view || (view.Version == frame.Tail.Version && _historyAt is not null) || !IsDue(_historyAt, HistoryEvery))
            return frame;
        if (await _history.AskAsync(() => ReadAsync(frame.Tail, view.Version), cancellationToken) is not { } history)
            return frame with { HistoryFailed = _history.Failed };
        _historyAt = time.GetTimestamp();
        return frame with { Open = history.Open, Orders = history.Orders, Tail = history.Tail, HistoryFailed = false };
    }

    private async Task<Listed> ListAsync()
    {
        var (accounts, instruments) = (reader.GetAccountsAsync(), market.GetInstrumentsAsync());
        await Task.WhenAll(accounts, instruments);
        return new Listed(await accounts, [.. (await instruments).Select(instrument => instrument.ToString()).Order(StringComparer.Ordinal)]);
    }

    private async Task<Now> AskAsync()
    {
        var (view, positions) = (reader.GetAccountAsync(account), reader.GetPositionsAsync(account));
        await Task.WhenAll(view, positions);
        return new Now(await view, await positions);
    }

    private async Task<History> ReadAsync(AccountTail tail, long version)
    {
        var open = reader.GetOrdersAsync(account, new OrderQuery(null, true, null, TradingFrame.MostOpen));
        var orders = reader.GetOrdersAsync(account, new OrderQuery(null, false, null, TradingFrame.PageSize));
        var advanced = tail.AdvanceAsync(account, version, reader);
        await Task.WhenAll(open, orders, advanced);
        return new History(await open, await orders, await advanced);
    }

    /// <remarks>The array that is held already when nothing differs, so that nothing is drawn again for it.</remarks>
    private static ImmutableArray<string> Same(ImmutableArray<string> listed, ImmutableArray<string> held) => listed.SequenceEqual(held) ? held : listed;

    private bool IsDue(long? lastAt, TimeSpan every) => lastAt is not { } at || time.GetElapsedTime(at) >= every;

    private sealed record Listed(ImmutableArray<string> Accounts, ImmutableArray<string> Instruments);

    private sealed record Now(AccountView View, ImmutableArray<PositionView> Positions);

    private sealed record History(ImmutableArray<Order> Open, ImmutableArray<Order> Orders, AccountTail Tail);
}
