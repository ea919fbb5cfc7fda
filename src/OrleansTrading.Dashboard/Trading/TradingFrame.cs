using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An account at one moment, shared by all pages that show it.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Accounts">All there are; empty until they are known.</param>
/// <param name="Instruments">Ids of what is followed, in order.</param>
/// <param name="View">The account; null until it has answered.</param>
/// <param name="Positions">What it holds.</param>
/// <param name="Open">Orders that are not final, newest first.</param>
/// <param name="Orders">The last orders, newest first.</param>
/// <param name="Tail">The last of what has happened.</param>
/// <param name="Failed">Whether it does not answer; the rest is then what came last.</param>
/// <param name="AnsweredAt">When it last answered.</param>
/// <param name="TakenAt">When this was put together.</param>
public sealed record TradingFrame(
    string Account,
    ImmutableArray<string> Accounts,
    ImmutableArray<string> Instruments,
    AccountView? View,
    ImmutableArray<PositionView> Positions,
    ImmutableArray<Order> Open,
    ImmutableArray<Order> Orders,
    AccountTail Tail,
    bool Failed,
    DateTimeOffset AnsweredAt,
    DateTimeOffset TakenAt)
{
    /// <summary>Orders of a page.</summary>
    public const int PageSize = 20;

    /// <summary>Open orders that are shown.</summary>
    public const int MostOpen = 200;

    /// <summary>Whether its orders and events do not come; what is shown of them is what came last.</summary>
    public bool HistoryFailed { get; init; }

    /// <summary>Whether there is no account of that name.</summary>
    public bool IsUnknown => Accounts.Length > 0 && !Accounts.Contains(Account);

    public static TradingFrame Empty(string account, DateTimeOffset now) => new(account, [], [], null, [], [], [], AccountTail.Empty, false, now, now);
}
