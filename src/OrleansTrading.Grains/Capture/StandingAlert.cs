using Microsoft.Extensions.Logging;
using Orleans;
using OrleansTrading.Contracts.Alerts;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// One alert that stands while something is so. Raised and cleared beside the caller, one call at a time, until it has been told; so the
/// grain of alerts may be slow or away. The first state is always told: an alert of an earlier process may still stand.
/// </summary>
internal sealed partial class StandingAlert(IGrainFactory grains, string key, AlertSeverity severity, string title, ILogger logger)
{
    private Task _telling = Task.CompletedTask;
    private bool? _told;

    /// <summary>Says how it is now. To be called now and then; one thread at a time.</summary>
    public void Set(bool stands, Func<string> detail)
    {
        if (_telling.IsCompleted && _told != stands)
            _telling = TellAsync(stands, detail);
    }

    private async Task TellAsync(bool stands, Func<string> detail)
    {
        try
        {
            var alerts = grains.GetGrain<IAlertsGrain>(IAlertsGrain.Key);
            _ = stands ? await alerts.RaiseAsync(key, severity, title, detail()) : await alerts.ClearAsync(key);
            _told = stands;
        }
        catch (Exception failure)
        {
            // Whatever keeps the alert from being told, recording goes on, and it is tried again.
            LogNotTold(logger, key, failure);
        }
    }

    [LoggerMessage(4627, LogLevel.Warning, "Alert {Alert} could not be told of; it is tried again")]
    private static partial void LogNotTold(ILogger logger, string alert, Exception exception);
}
