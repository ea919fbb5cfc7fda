using System.Globalization;
using Orleans;
using OrleansTrading.Contracts.Portfolio;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Portfolio;

/// <summary>Takes every account's capital each minute: a point of its equity curve. An account that does not answer is a failed item, and its curve has a hole there.</summary>
internal sealed class SnapshotCapitalJob(IGrainFactory grains, ICapitalStore store) : IJob<NoParameters>
{
    public static JobDefinition Definition { get; } = new()
    {
        Name = "snapshot-capital",
        Description = "Takes the capital of every account: a point of its equity curve.",
        Schedule = "0 * * * * *",
        SlowAfter = TimeSpan.FromSeconds(10),
    };

    public async Task RunAsync(JobContext context, NoParameters parameters, CancellationToken cancellationToken)
    {
        var portfolio = await grains.GetGrain<IPortfolioGrain>(IPortfolioGrain.Key).GetAsync().WaitAsync(cancellationToken);
        await store.SaveAsync(portfolio.Capital, cancellationToken);
        foreach (var _ in portfolio.Capital)
            context.Succeeded();
        foreach (var account in portfolio.Unread)
            context.Failed(account.Account, "NoAnswer", account.Reason);
        context.SetOutput(string.Create(CultureInfo.InvariantCulture, $"{portfolio.Capital.Length} accounts, {portfolio.Unread.Length} did not answer"));
    }
}
