using Orleans;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Contracts.Signals;

/// <summary>Which signals are wanted; what is not given does not matter.</summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.SignalHistoryQuery")]
public sealed record SignalHistoryQuery
{
    /// <summary>Most signals of a page.</summary>
    public const int MostSignals = 500;

    /// <summary>Of this instrument.</summary>
    [Id(0)]
    public InstrumentId? Instrument { get; init; }

    /// <summary>Of this interval.</summary>
    [Id(1)]
    public KlineInterval? Interval { get; init; }

    /// <summary>Pointing this way.</summary>
    [Id(2)]
    public SignalDirection? Direction { get; init; }

    /// <summary>With this outcome.</summary>
    [Id(3)]
    public OutcomeKind? Outcome { get; init; }

    /// <summary>Whose score is at least so far from zero, 0 to 100.</summary>
    [Id(4)]
    public double MinimumScore { get; init; }

    /// <summary>Whose score is nearer to zero than this.</summary>
    [Id(5)]
    public double? ScoreBelow { get; init; }

    /// <summary>Made at this time or later, Unix milliseconds.</summary>
    [Id(6)]
    public long? CreatedFrom { get; init; }

    /// <summary>Made before this time, Unix milliseconds.</summary>
    [Id(7)]
    public long? CreatedBefore { get; init; }

    /// <summary>Where the page before ended, see <see cref="SignalPage.Next"/>.</summary>
    [Id(8)]
    public string? After { get; init; }
}
