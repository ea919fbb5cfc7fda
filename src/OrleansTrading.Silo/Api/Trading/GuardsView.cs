using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What protects a position. Prices are triggers in quote units: what is closed, is closed at the market.</summary>
internal sealed record GuardsView
{
    /// <summary>Its id, new with every plan.</summary>
    public required string Id { get; init; }

    /// <summary>Trigger of the loss. Null for none.</summary>
    public required decimal? StopLoss { get; init; }

    /// <summary>Targets, nearest first.</summary>
    public required IReadOnlyList<GuardTargetView> TakeProfits { get; init; }

    /// <summary>How far the market may come back from its best price, percent. Null for none.</summary>
    public required decimal? TrailingPercent { get; init; }

    /// <summary>Price from which on the trailing stop is armed. Null for at once.</summary>
    public required decimal? TrailingActivation { get; init; }

    /// <summary>Price at which the stop moves to the entry price. Null for never.</summary>
    public required decimal? BreakEvenTrigger { get; init; }

    /// <summary>When the position is closed whatever it is worth, Unix milliseconds. Null for never.</summary>
    public required long? ExpiresAt { get; init; }

    /// <summary>The best price since entry. Null when none was seen.</summary>
    public required decimal? BestPrice { get; init; }

    /// <summary>Targets that have triggered.</summary>
    public required int TargetsDone { get; init; }

    /// <summary>Whether the stop has moved to the entry price.</summary>
    public required bool IsBreakEven { get; init; }

    /// <summary>Whether the trailing stop is armed.</summary>
    public required bool IsTrailing { get; init; }

    public static GuardsView Of(PositionGuard guard) => new()
    {
        Id = guard.Id, StopLoss = guard.Plan.StopLoss,
        TakeProfits = guard.Plan.TakeProfits.IsDefault ? [] : [.. guard.Plan.TakeProfits.Select(target => new GuardTargetView(target.Price, target.Share))],
        TrailingPercent = guard.Plan.TrailingPercent, TrailingActivation = guard.Plan.TrailingActivation, BreakEvenTrigger = guard.Plan.BreakEvenTrigger,
        ExpiresAt = guard.Plan.ExpiresAt, BestPrice = guard.Progress.BestPrice, TargetsDone = guard.Progress.TargetsDone,
        IsBreakEven = guard.Progress.IsBreakEven, IsTrailing = guard.Progress.IsTrailing,
    };
}

/// <summary>A price at which a part of a position is closed with profit.</summary>
/// <param name="Price">Trigger, quote units.</param>
/// <param name="Share">How much of the position as it was when the guard was set, more than 0 and at most 1.</param>
internal sealed record GuardTargetView(decimal Price, decimal Share);
