using System.Collections.Immutable;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Storage.Records;

/// <summary>Which signals are wanted; what is not given does not matter.</summary>
public sealed record SignalQuery
{
    /// <summary>Of this instrument.</summary>
    public InstrumentId? Instrument { get; init; }

    /// <summary>Of this interval.</summary>
    public KlineInterval? Interval { get; init; }

    /// <summary>With one of these outcomes; those without one are open. Empty: with any.</summary>
    public ImmutableArray<OutcomeKind> Outcomes { get; init; } = [];

    /// <summary>Made at this time or later, Unix milliseconds.</summary>
    public long? CreatedFrom { get; init; }

    /// <summary>Made before this time, Unix milliseconds.</summary>
    public long? CreatedBefore { get; init; }

    /// <summary>Only what comes after the signal of this key, for paging.</summary>
    public string? BeforeKey { get; init; }
}
