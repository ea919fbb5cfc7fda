using Orleans;
using Orleans.Concurrency;

namespace OrleansTrading.Contracts.Cluster;

/// <summary>
/// Keeps what one silo told of itself last. Its key is the silo's address as <c>SiloAddress.ToParsableString</c> writes it: a silo that starts again is
/// another one. It may live on any silo; the silo tells it every few seconds.
/// </summary>
[Alias("OrleansTrading.ISiloGrain")]
public interface ISiloGrain : IGrainWithStringKey
{
    [Alias("Publish"), AlwaysInterleave]
    Task PublishAsync(SiloReport report);

    /// <summary>The last report; null when none has come since the grain was activated.</summary>
    [Alias("GetReport"), AlwaysInterleave]
    Task<SiloReport?> GetReportAsync();
}
