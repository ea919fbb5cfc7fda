using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>Signals that were stored.</summary>
internal sealed class SignalNews(ISignalStore store) : INewsStore
{
    private const int Page = 500;

    public string Name => "signals";

    public async Task<IReadOnlyList<Notification>> ListAsync(long after, CancellationToken cancellationToken)
    {
        var found = new List<TradeSignal>();
        IReadOnlyList<TradeSignal> page;
        do
        {
            page = await store.ListAsync(new SignalQuery { CreatedFrom = after + 1, BeforeKey = found.LastOrDefault()?.Key }, Page, cancellationToken);
            found.AddRange(page);
        }
        while (page.Count == Page);
        // Oldest first, as they were raised.
        return [.. Enumerable.Reverse(found).Select(signal => AlertNews.Of(signal, signal.CreatedAt))];
    }
}
