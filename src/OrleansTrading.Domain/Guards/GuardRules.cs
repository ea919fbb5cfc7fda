using System.Collections.Immutable;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Guards;

/// <summary>What a plan may be, given the position's side and the market.</summary>
public static class GuardRules
{
    public const int MaxTargets = 10;

    /// <summary>Percent.</summary>
    public const decimal LeastTrailing = 0.05m;

    /// <summary>Percent.</summary>
    public const decimal MostTrailing = 50;

    /// <summary>Percent; what an account protects its positions by is 0 or from this on.</summary>
    public const decimal LeastProtection = 0.1m;

    /// <summary>Percent.</summary>
    public const decimal MostProtection = 50;

    /// <summary>The year 9999, Unix milliseconds: what is later is a moment in no calendar and cannot be shown.</summary>
    public const long LatestExpiry = 253_370_764_800_000;

    /// <summary>Whether a plan stops a loss from the position's beginning on. A trailing stop that is armed later does not, nor does one at break-even.</summary>
    public static bool HasStop(GuardPlan plan) => plan.StopLoss is not null || plan is { TrailingPercent: not null, TrailingActivation: null };

    /// <summary>Why an account cannot protect its positions at this distance (percent; 0 for not at all); null when it can.</summary>
    public static string? ValidateProtection(decimal percent) => percent is 0 or (>= LeastProtection and <= MostProtection)
        ? null
        : $"The stop of a position without one stands at {LeastProtection} to {MostProtection} percent from the market, or at 0 for none, not at {percent}.";

    /// <summary>All that is wrong with a plan; empty when it may be set.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isLong">Which way the position is, or will be.</param>
    /// <param name="price">The market now, or what the order that opens the position will get; null when it is not known: then nothing is compared with it.</param>
    /// <param name="entryPrice">What the position was opened at, with the fees of both ways; null when it is not open yet.</param>
    /// <param name="now">The venue's time, Unix milliseconds.</param>
    public static ImmutableArray<GuardProblem> Validate(GuardPlan plan, bool isLong, decimal? price, decimal? entryPrice, long now)
    {
        var problems = ImmutableArray.CreateBuilder<GuardProblem>();
        CheckStop(plan, isLong, price, problems);
        CheckTargets(plan, isLong, price, problems);
        CheckTrailing(plan, problems);
        CheckBreakEven(plan, isLong, entryPrice ?? price, problems);
        if (plan.ExpiresAt <= now)
            problems.Add(new GuardProblem("expiresAt", $"The time stop is in the future, after {now} (Unix milliseconds), not at {plan.ExpiresAt}."));
        else if (plan.ExpiresAt > LatestExpiry)
            problems.Add(new GuardProblem("expiresAt", $"The time stop is at most at {LatestExpiry} (Unix milliseconds), not at {plan.ExpiresAt}."));
        return problems.DrainToImmutable();
    }

    private static void CheckStop(GuardPlan plan, bool isLong, decimal? price, ImmutableArray<GuardProblem>.Builder problems)
    {
        if (plan.StopLoss is not { } stop)
            return;
        if (!OrderBounds.IsPrice(stop))
            problems.Add(NotAPrice("stopLoss", stop));
        else if (price is { } market && (isLong ? stop >= market : stop <= market))
            problems.Add(new GuardProblem("stopLoss", $"The stop-loss of a {Side(isLong)} is {(isLong ? "below" : "above")} the market at {market}, not at {stop}: it would close at once."));
    }

    private static void CheckTargets(GuardPlan plan, bool isLong, decimal? price, ImmutableArray<GuardProblem>.Builder problems)
    {
        if (plan.TakeProfits.IsDefaultOrEmpty)
            return;
        if (plan.TakeProfits.Length > MaxTargets)
        {
            problems.Add(new GuardProblem("takeProfits", $"There are at most {MaxTargets} targets, not {plan.TakeProfits.Length}."));
            return;
        }

        var (shares, before) = (0m, price);
        for (var i = 0; i < plan.TakeProfits.Length; i++)
        {
            var target = plan.TakeProfits[i];
            if (target.Share is <= 0 or > 1)
                problems.Add(new GuardProblem($"takeProfits[{i}].share", $"The share of a target is more than 0 and at most 1, not {target.Share}."));
            else
                shares += target.Share;
            if (!OrderBounds.IsPrice(target.Price))
                problems.Add(NotAPrice($"takeProfits[{i}].price", target.Price));
            else if (before is { } nearer && (isLong ? target.Price <= nearer : target.Price >= nearer))
                problems.Add(new GuardProblem($"takeProfits[{i}].price", $"Target {i + 1} of a {Side(isLong)} is {(isLong ? "above" : "below")} {(i == 0 ? "the market" : "the one before it")} at {nearer}, not at {target.Price}."));
            before = target.Price;
        }

        if (shares > 1)
            problems.Add(new GuardProblem("takeProfits", $"The shares of the targets add up to at most 1, not {shares}."));
    }

    private static void CheckTrailing(GuardPlan plan, ImmutableArray<GuardProblem>.Builder problems)
    {
        if (plan.TrailingPercent is < LeastTrailing or > MostTrailing)
            problems.Add(new GuardProblem("trailingPercent", $"A trailing stop follows at {LeastTrailing} to {MostTrailing} percent, not {plan.TrailingPercent}."));
        if (plan.TrailingActivation is { } activation && !OrderBounds.IsPrice(activation))
            problems.Add(NotAPrice("trailingActivation", activation));
        if (plan.TrailingActivation is not null && plan.TrailingPercent is null)
            problems.Add(new GuardProblem("trailingActivation", "Only a trailing stop is activated: trailingPercent is missing."));
    }

    private static void CheckBreakEven(GuardPlan plan, bool isLong, decimal? entry, ImmutableArray<GuardProblem>.Builder problems)
    {
        if (plan.BreakEvenTrigger is not { } trigger)
            return;
        if (!OrderBounds.IsPrice(trigger))
            problems.Add(NotAPrice("breakEvenTrigger", trigger));
        else if (entry is { } from && (isLong ? trigger <= from : trigger >= from))
            problems.Add(new GuardProblem("breakEvenTrigger", $"The stop of a {Side(isLong)} moves to break-even from a price {(isLong ? "above" : "below")} the entry at {from} (fees included), not from {trigger}."));
    }

    private static GuardProblem NotAPrice(string field, decimal value) => new(field, value <= 0
        ? $"A price is more than 0, not {value}."
        : $"A price is {OrderBounds.LeastPrice} to {OrderBounds.MostPrice}, not {value}.");

    private static string Side(bool isLong) => isLong ? "long position" : "short position";
}
