using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Dashboard.Desk;

/// <summary>What the overview tells besides the market.</summary>
internal interface IDeskReader
{
    Task<IReadOnlyList<Alert>> ListOpenAlertsAsync();

    Task<IReadOnlyList<JobStatus>> ListJobsAsync();

    Task<PortfolioView> GetPortfolioAsync();

    /// <summary>The newest signals, newest first.</summary>
    Task<IReadOnlyList<TradeSignal>> ListSignalsAsync(int limit);
}
