using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading.Risk;

/// <summary>What is at stake at one moment, and how far one account's limits are used. Shared by all pages that show the account.</summary>
/// <param name="Account">Whose limits.</param>
/// <param name="Accounts">All there are; empty until they are known.</param>
/// <param name="Portfolio">All accounts together; null until it has answered.</param>
/// <param name="View">The account; null until it has answered.</param>
/// <param name="Uses">How far each limit is used.</param>
/// <param name="Tail">The last of what has happened to it.</param>
/// <param name="Failed">Whether the account does not answer.</param>
/// <param name="PortfolioFailed">Whether the portfolio does not.</param>
/// <param name="AnsweredAt">When the account last answered.</param>
/// <param name="TakenAt">When this was put together.</param>
public sealed record RiskFrame(
    string Account,
    ImmutableArray<string> Accounts,
    PortfolioView? Portfolio,
    AccountView? View,
    ImmutableArray<RiskUse> Uses,
    AccountTail Tail,
    bool Failed,
    bool PortfolioFailed,
    DateTimeOffset AnsweredAt,
    DateTimeOffset TakenAt)
{
    /// <summary>Whether there is no account of that name.</summary>
    public bool IsUnknown => Accounts.Length > 0 && !Accounts.Contains(Account);

    public static RiskFrame Empty(string account, DateTimeOffset now) => new(account, [], null, null, [], AccountTail.Empty, false, false, now, now);
}
