using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// No position is without a stop by accident: one whose order brought none, that somebody else opened at the venue, or whose guard has none,
/// gets one at the account's distance. With the fill where there is one, else with the next <see cref="Tick"/>.
/// </summary>
public sealed partial class AccountMachine
{
    private const string Protection = "protection";

    /// <summary>Finer than any venue's prices.</summary>
    private const int StopDecimals = 12;

    /// <summary>Milliseconds for which an execution of somebody else's tells the market's price.</summary>
    private const long FreshFill = 5_000;

    /// <summary>Positions without a stop, while a tick looks at them.</summary>
    private readonly List<Position> _bare = [];

    /// <summary>How far from the market the stop of a position without one stands, percent; 0: left without, by the operator's choice.</summary>
    public decimal ProtectionPercent => Book.ProtectionPercent ?? Rules.ProtectionPercent;

    /// <param name="percent">As <see cref="GuardRules.ValidateProtection"/> allows it.</param>
    /// <param name="by">Who asked.</param>
    /// <param name="time">Unix milliseconds.</param>
    public AccountStep SetProtection(decimal percent, string by, long time)
    {
        if (percent != Book.ProtectionPercent)
            Emit(new ProtectionSet(time, percent, by));
        return Take();
    }

    /// <summary>A position is not protected in full, and nothing is done about it now.</summary>
    public AccountStep Unprotected(PositionKey key, string reason, long time)
    {
        if (!Book.PositionOf(key).IsFlat)
            Emit(new PositionUnprotected(time, key, reason));
        return Take();
    }

    /// <summary>Whether a position is bare although the account protects its own: a price to set its stop by is being waited for.</summary>
    public bool AwaitsStop(PositionKey key) =>
        ProtectionPercent > 0 && !Book.PositionOf(key).IsFlat && !HasStop(key) && !Book.FiredGuards.ContainsKey(key);

    /// <remarks>A price that is not known is waited for: a stop by the entry price, or by an old one, may stand beyond the market and close at once.</remarks>
    private void GuardBare(long time, Func<InstrumentId, DecisionContext?> contexts)
    {
        if (ProtectionPercent == 0)
            return;
        foreach (var position in Book.Positions.Values)
        {
            if (AwaitsStop(position.Key))
                _bare.Add(position);
        }

        foreach (var position in _bare)
        {
            var key = position.Key;
            var price = contexts(key.Instrument)?.Prices.FreshPriceOf(key.Instrument);
            if (price is null)
                continue;
            var guard = Book.Guards.GetValueOrDefault(key);
            var plan = Stopped(guard?.Plan ?? GuardPlan.None, position.Quantity > 0, price.Value);
            var made = NewGuard(position, plan, $"{Protection}/{Book.Version}");
            // A guard that is there goes on from where it is; its id is new with its plan.
            Emit(new GuardSet(time, key, guard is null ? made : guard with { Id = made.Id, Plan = plan }, Book.GuardOriginOf(key) ?? Protection));
        }

        _bare.Clear();
    }

    /// <summary>The plan with a stop if the account protects its positions: its own, one by the market's price, the one that stands; null without any.</summary>
    private GuardPlan? Protected(GuardPlan plan, Position position, decimal? price)
    {
        if (ProtectionPercent == 0 || GuardRules.HasStop(plan))
            return plan;
        if (price is { } market)
            return Stopped(plan, position.Quantity > 0, market);
        return Book.Guards.TryGetValue(position.Key, out var before) && GuardEvaluator.StopOf(before) is { } stop
            ? plan with { StopLoss = Math.Round(stop.Price, StopDecimals) }
            : null;
    }

    private bool HasStop(PositionKey key) =>
        Book.Guards.TryGetValue(key, out var guard) && GuardEvaluator.HasStop(guard);

    /// <summary>The plan with a stop, at the account's distance from a price where it has none of its own.</summary>
    private GuardPlan Stopped(GuardPlan plan, bool isLong, decimal price)
    {
        var distance = price * ProtectionPercent / 100;
        return distance == 0 || GuardRules.HasStop(plan) ? plan : plan with { StopLoss = Math.Round(isLong ? price - distance : price + distance, StopDecimals) };
    }
}
