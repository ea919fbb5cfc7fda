using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using OrleansTrading.Contracts.RateBudgets;
using OrleansTrading.Exchanges.RateLimits;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>
/// This silo's shares of the venues' budgets: opens them for the connectors, and keeps asking the grains behind. Alone behind its
/// address it opens whole budgets and asks nobody.
/// </summary>
internal sealed class SharedRateBudgets(
    IGrainFactory grains, IOptions<RateBudgetOptions> options, TimeProvider time, ILogger<SharedRateBudgets> logger) : BackgroundService, IRateBudgets
{
    private const int DefaultSilos = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, VenueShare> _shares = [];
    private readonly TaskCompletionSource<CancellationToken> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _keeping = [];

    public IRateBudget Open(string venue, RateResource resource, int limit, TimeSpan window)
    {
        var settings = options.Value;
        var silos = settings.MaxSilos ?? DefaultSilos;
        if (silos == 1)
            return LocalRateBudgets.Instance.Open(venue, resource, limit, window);
        var reserve = Math.Max(1, (int)(limit * settings.ReservedPart / silos));
        lock (_gate)
        {
            if (!_shares.TryGetValue(venue, out var share))
            {
                var address = string.IsNullOrWhiteSpace(settings.EgressAddress) ? Environment.MachineName : settings.EgressAddress;
                _shares[venue] = share = new VenueShare(
                    venue, grains.GetGrain<IRateBudgetGrain>(RateBudgetKey.Of(venue, address)), settings, time, logger);
                _keeping.Add(KeepAsync(share));
            }

            return share.Open(resource, limit, Math.Max(1, limit - (silos * reserve)), reserve, window);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _started.TrySetResult(stoppingToken);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The silo stops: what it holds ends by itself.
        }

        Task[] keeping;
        lock (_gate)
            keeping = [.. _keeping];
        await Task.WhenAll(keeping);
    }

    /// <summary>Connectors may be made before the silo has started; until then there is nobody to ask.</summary>
    private async Task KeepAsync(VenueShare share)
    {
        var stopping = await _started.Task;
        await share.KeepAsync(stopping);
    }
}
