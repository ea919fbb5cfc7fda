using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Dashboard.Feeds;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Dashboard.Trading.Risk;

/// <summary>Makes the next frame of what is at stake from the last one. One refresh at a time.</summary>
internal sealed class RiskRefresh(string account, ITradingReader reader, DashboardOptions options, TimeProvider time, ILogger logger)
{
    private readonly PendingCall<PortfolioView> _portfolio = new("the portfolio", options, time, logger);
    private readonly PendingCall<Listed> _listed = new("the list of accounts", options, time, logger);
    private readonly PendingCall<Now> _now = new($"limits of account {account}", options, time, logger);

    public async Task<RiskFrame> RefreshAsync(RiskFrame? last, CancellationToken cancellationToken)
    {
        var frame = last ?? RiskFrame.Empty(account, time.GetUtcNow());
        var (portfolio, listed) = (_portfolio.AskAsync(reader.GetPortfolioAsync, cancellationToken), _listed.AskAsync(ListAsync, cancellationToken));
        await Task.WhenAll(portfolio, listed);
        frame = frame with { Portfolio = await portfolio ?? frame.Portfolio, PortfolioFailed = _portfolio.Failed };
        if (await listed is { } known && !known.Accounts.SequenceEqual(frame.Accounts))
            frame = frame with { Accounts = known.Accounts };
        if (!frame.IsUnknown && await _now.AskAsync(() => AskAsync(frame.Tail), cancellationToken) is { } now)
            frame = frame with { View = now.View, Uses = now.Uses, Tail = now.Tail, AnsweredAt = time.GetUtcNow() };
        return frame with { Failed = _now.Failed, TakenAt = time.GetUtcNow() };
    }

    private async Task<Listed> ListAsync() => new(await reader.GetAccountsAsync());

    private async Task<Now> AskAsync(AccountTail tail)
    {
        var (view, uses) = (reader.GetAccountAsync(account), reader.GetLimitUseAsync(account));
        await Task.WhenAll(view, uses);
        var version = (await view).Version;
        return new Now(await view, await uses, version == tail.Version ? tail : await tail.AdvanceAsync(account, version, reader));
    }

    private sealed record Listed(ImmutableArray<string> Accounts);

    private sealed record Now(AccountView View, ImmutableArray<RiskUse> Uses, AccountTail Tail);
}
