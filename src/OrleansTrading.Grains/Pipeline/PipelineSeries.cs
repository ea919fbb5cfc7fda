using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>What a step deals with at once: one instrument on one interval.</summary>
internal readonly record struct PipelineSeries(InstrumentId Instrument, KlineInterval Interval)
{
    public override string ToString() => $"{Instrument} {Interval.ToCode()}";
}
