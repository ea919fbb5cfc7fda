using System.Collections.Immutable;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Desk;

/// <summary>What stands beside the market at one moment. What has never answered is null; what failed last is named and shown as it was.</summary>
/// <param name="Alerts">Those that are open, the worst and newest first.</param>
/// <param name="Jobs">How the jobs are.</param>
/// <param name="Portfolio">Capital and exposure.</param>
/// <param name="Signals">The newest ones.</param>
/// <param name="Failed">What did not answer: <c>alerts</c>, <c>jobs</c>, <c>capital</c>, <c>signals</c>.</param>
/// <param name="Now">When the frame was made, Unix milliseconds.</param>
public sealed record DeskFrame(
    ImmutableArray<Alert>? Alerts, JobsSummary? Jobs, PortfolioView? Portfolio, ImmutableArray<TradeSignal>? Signals, ImmutableArray<string> Failed, long Now)
{
    internal static DeskFrame Empty { get; } = new(null, null, null, null, [], 0);
}
