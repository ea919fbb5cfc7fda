using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Watchlists;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>
/// Which instruments are live for a time because they move. Section <c>Watchlist:Overlay</c>. An instrument joins when one of the three
/// limits is reached, and leaves when it falls below a share of each.
/// </summary>
public sealed class OverlayOptions
{
    /// <summary>Most instruments on the list; 0: there is none.</summary>
    [Range(0, 1000)]
    public int Size { get; set; } = 10;

    /// <summary>Whether it adds to a fixed list too.</summary>
    public bool WithFixedList { get; set; }

    /// <summary>Change of the price within 24 hours, percent, either way.</summary>
    [Range(0.01, 1000.0)]
    public double Change24HoursPercent { get; set; } = 10;

    /// <summary>Change of the price since the choice before, percent, either way.</summary>
    [Range(0.01, 1000.0)]
    public double ShortChangePercent { get; set; } = 2;

    /// <summary>Traded value since the choice before, against what the instrument itself usually trades in such a time.</summary>
    [Range(1.1, 1000.0)]
    public double VolumeTimesUsual { get; set; } = 4;

    /// <summary>A member leaves when it falls below this share of what joining takes.</summary>
    [Range(0.0, 1.0)]
    public double LeaveShare { get; set; } = 0.6;

    /// <summary>How long an instrument stays on the list at least.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan MinimumDwell { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Instruments that trade less in 24 hours (quote units) do not join.</summary>
    [Range(0.0, 1e15)]
    public double MinimumQuoteVolume { get; set; } = 1_000_000;

    /// <summary>How many instruments that may join next are kept live beside the list, so that they come warm.</summary>
    [Range(0, 100)]
    public int WarmAhead { get; set; } = 3;

    internal MovementScale Scale => new(Change24HoursPercent / 100, ShortChangePercent / 100, VolumeTimesUsual);

    internal WatchlistRules Rules => new()
    {
        Size = Size,
        EnterRank = Size,
        LeaveRank = int.MaxValue,
        EnterScore = 1,
        LeaveScore = LeaveShare,
        MinimumDwell = MinimumDwell,
        WarmAhead = WarmAhead,
        WarmShare = 0.8,
    };
}
