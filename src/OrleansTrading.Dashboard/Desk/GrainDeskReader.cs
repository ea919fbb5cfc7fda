using Orleans;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Dashboard.Desk;

internal sealed class GrainDeskReader(IGrainFactory grains, ISignalStore signals) : IDeskReader
{
    public async Task<IReadOnlyList<Alert>> ListOpenAlertsAsync() =>
        await grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key).ListAsync(openOnly: true, IAlertsGrain.MaxLimit);

    public async Task<IReadOnlyList<JobStatus>> ListJobsAsync() =>
        await grains.GetGrain<ISchedulerGrain>(ISchedulerGrain.Key).ListJobsAsync();

    public Task<PortfolioView> GetPortfolioAsync() => grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAsync();

    public Task<IReadOnlyList<TradeSignal>> ListSignalsAsync(int limit) =>
        signals.ListAsync(instrument: null, interval: null, createdBefore: null, limit, CancellationToken.None);
}
