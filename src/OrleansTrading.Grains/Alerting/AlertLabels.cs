using System.Collections.Immutable;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Alerting;

/// <summary>Labels of alerts and events.</summary>
internal static class AlertLabels
{
    /// <summary>
    /// The kind and labels that an alert's key tells: <c>candles-stale/binance:BTCUSDT</c> is of an instrument and its venue,
    /// <c>streams-stalled/SILO/binance/kline</c> of a silo's streams at a venue, <c>capture-paused/SILO</c> of a silo.
    /// </summary>
    public static (string Kind, ImmutableArray<Label> Labels) Of(string alert)
    {
        var parts = alert.Split('/');
        return (parts[0], parts switch
        {
            [_, var name] when InstrumentId.TryParse(name, out var instrument) => Of(null, instrument),
            ["metric", var rule, var silo] => [new Label("rule", rule), new Label("silo", silo)],
            [_, var silo, var venue, var stream] => [new Label("silo", silo), new Label("stream", stream), new Label("venue", venue)],
            [_, var subject] => [new Label("silo", subject)],
            [_] => [],
            _ => [new Label("subject", string.Join('/', parts.Skip(1)))],
        });
    }

    /// <summary>Of an account's event, of an instrument's, or of both.</summary>
    public static ImmutableArray<Label> Of(string? account, InstrumentId? instrument)
    {
        var labels = ImmutableArray.CreateBuilder<Label>();
        if (account is not null)
            labels.Add(new Label("account", account));
        if (instrument is { } traded)
        {
            labels.Add(new Label("instrument", traded.ToString()));
            labels.Add(new Label("venue", traded.Venue));
        }

        return labels.ToImmutable();
    }
}
