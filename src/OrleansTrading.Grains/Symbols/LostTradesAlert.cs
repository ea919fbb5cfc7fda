using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Symbols;

/// <summary>One alert a symbol while trades have been lost within the last hour. Used on one grain's turns.</summary>
internal sealed class LostTradesAlert(TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private long _since = time.GetTimestamp();
    private long _lost;
    private bool _isRaised;

    // One that an earlier activation left open is cleared as well, an hour after this one began.
    private bool _isCleared;
    private bool _isUnderWay;

    /// <summary>Takes what was lost since the last call; answers whether there is something to tell.</summary>
    public bool IsDue(long lost)
    {
        if (lost > 0)
            (_lost, _since, _isCleared) = (_lost + lost, time.GetTimestamp(), false);
        return !_isUnderWay && ((_lost > 0 && !_isRaised) || IsOver);
    }

    private bool IsOver => !_isCleared && time.GetElapsedTime(_since) >= Life;

    public async Task TellAsync(IAlertsGrain alerts, InstrumentId instrument)
    {
        var key = $"trades-lost/{instrument}";
        _isUnderWay = true;
        try
        {
            if (IsOver)
            {
                await alerts.ClearAsync(key);
                (_isCleared, _isRaised, _lost) = (true, false, 0);
                return;
            }

            await alerts.RaiseAsync(
                key, AlertSeverity.Warning, "Trades are lost",
                $"{instrument}: {_lost} trades that the stream or the recording missed could not be had from the venue, or were too many to ask for.");
            _isRaised = true;
        }
        finally
        {
            _isUnderWay = false;
        }
    }
}
