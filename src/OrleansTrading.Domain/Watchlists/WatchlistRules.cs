namespace OrleansTrading.Domain.Watchlists;

/// <summary>When an instrument joins and leaves a list. It is harder to join than to stay, so that one near the border does not flap.</summary>
public sealed record WatchlistRules
{
    /// <summary>Most instruments that the list holds.</summary>
    public required int Size { get; init; }

    /// <summary>From this rank on (1 is the best) an instrument displaces the worst of a full list. Others wait for a free place.</summary>
    public required int EnterRank { get; init; }

    /// <summary>Beyond this rank a member leaves; at least <see cref="Size"/>.</summary>
    public required int LeaveRank { get; init; }

    /// <summary>The score that joining takes.</summary>
    public double EnterScore { get; init; } = double.NegativeInfinity;

    /// <summary>Below this score a member leaves; at most <see cref="EnterScore"/>.</summary>
    public double LeaveScore { get; init; } = double.NegativeInfinity;

    /// <summary>A member stays at least so long, whatever its rank and score.</summary>
    public TimeSpan MinimumDwell { get; init; }

    /// <summary>How many of those that may join next are named.</summary>
    public int WarmAhead { get; init; }

    /// <summary>The part of the score needed from which on an instrument may join next, 0 to 1.</summary>
    public double WarmShare { get; init; } = 0.9;

    /// <summary>Rules of a list that is ranked only: instruments join within, and leave beyond, a margin around its size.</summary>
    /// <param name="size">Most instruments that the list holds.</param>
    /// <param name="margin">Width of the border on either side as a fraction of the size; at least one rank.</param>
    public static WatchlistRules Ranked(int size, double margin)
    {
        var width = Math.Max(1, (int)Math.Ceiling(size * margin));
        return new WatchlistRules { Size = size, EnterRank = size - width, LeaveRank = size + width };
    }
}
