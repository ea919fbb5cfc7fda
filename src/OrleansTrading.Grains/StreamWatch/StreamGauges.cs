using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.StreamWatch;

/// <summary>
/// How this silo's streams are now, as metrics read at each scrape: states and ages of the newest data by venue and kind, and the ages of
/// instruments with series of their own; besides, what the writing of history counts.
/// </summary>
internal sealed class StreamGauges : IDisposable
{
    private static readonly (string Name, double Part)[] Statistics = [("median", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1)];

    private readonly Meter _meter = new("OrleansTrading.StreamWatch");
    private readonly FollowedStreams _followed;

    public StreamGauges(FollowedStreams followed)
    {
        _followed = followed;
        _meter.CreateObservableGauge("orleanstrading.symbols", () => followed.All.Count(), "{symbol}", "Symbols that this silo follows now.");
        _meter.CreateObservableGauge("orleanstrading.stream.states", States, "{stream}", "Streams followed now, by state.");
        _meter.CreateObservableGauge(
            "orleanstrading.stream.data_age", Ages, "s", "Time since the newest data of streams that have had any: of the median stream, of nine in ten, of 99 in a hundred, of the oldest.");
        _meter.CreateObservableGauge("orleanstrading.symbol.data_age", AgesOfSymbols, "s", "Time since the newest data of single instruments, as asked for.");
        _meter.CreateObservableCounter("orleanstrading.stream_history.written", () => followed.Writer.Written, "{change}", "Changes of streams that were stored.");
        _meter.CreateObservableCounter(
            "orleanstrading.stream_history.dropped", () => followed.Writer.Dropped, "{change}", "Changes of streams that were lost because the store was away for too long.");
        _meter.CreateObservableGauge("orleanstrading.stream_history.waiting", () => followed.Writer.Waiting, "{change}", "Changes of streams that are not stored yet.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> States() =>
        from survey in StreamSurvey.Of(_followed.All)
        from state in Enum.GetValues<StreamState>()
        select new Measurement<int>(
            survey.Count(state), new("venue", survey.Venue), StreamWatchMetrics.Kind(survey.Kind), new("state", StreamWatchMetrics.NameOf(state)));

    private IEnumerable<Measurement<double>> Ages() =>
        from survey in StreamSurvey.Of(_followed.All)
        from statistic in Statistics
        let age = survey.AgeAt(statistic.Part)
        where age is not null
        select new Measurement<double>(
            age.Value.TotalSeconds, new("venue", survey.Venue), StreamWatchMetrics.Kind(survey.Kind), new("statistic", statistic.Name));

    private IEnumerable<Measurement<double>> AgesOfSymbols() =>
        from symbol in _followed.All
        where symbol.IsNamed
        from health in symbol.Health
        let age = health.LastDataAge
        where age is not null
        select new Measurement<double>(
            age.Value.TotalSeconds, new("instrument", symbol.Instrument.ToString()), StreamWatchMetrics.Kind(health.Kind));
}
