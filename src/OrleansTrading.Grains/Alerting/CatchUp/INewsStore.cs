using OrleansTrading.Domain.Alerting;

namespace OrleansTrading.Grains.Alerting.CatchUp;

/// <summary>A store of what has happened, in which news is found that the event bus may have lost.</summary>
internal interface INewsStore
{
    /// <summary>What the place that was reached in it is kept under.</summary>
    string Name { get; }

    /// <summary>News of what happened after a time, Unix milliseconds.</summary>
    Task<IReadOnlyList<Notification>> ListAsync(long after, CancellationToken cancellationToken);
}
