using System.Collections.Immutable;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Domain.Execution;

/// <summary>Decides what a signal becomes.</summary>
public static class SignalExecution
{
    private const int PriceDigits = 12;

    /// <summary>What the signal alone says against it, whatever the market and the account; null when nothing does.</summary>
    public static ExecutionPlan? RefuseAtOnce(TradeSignal signal, ExecutionRules rules, long now)
    {
        if (signal.Direction == SignalDirection.Neutral)
            return ExecutionPlan.Refused(ExecutionCodes.Neutral, "The signal points nowhere.");
        if (!(Math.Abs(signal.Score) >= rules.Threshold))
            return ExecutionPlan.Refused(ExecutionCodes.BelowThreshold, $"The score is {signal.Score:0.##}; expected at least {rules.Threshold} from zero.");
        return signal.ExpiresAt <= now
            ? ExecutionPlan.Refused(ExecutionCodes.Expired, $"The signal was void from {signal.ExpiresAt} on; it is {now} (Unix milliseconds).")
            : null;
    }

    public static ExecutionPlan Decide(TradeSignal signal, ExecutionRules rules, ExecutionView view)
    {
        if (RefuseAtOnce(signal, rules, view.Now) is { } refused)
            return refused;
        if (view.TakenAt is { } taken && view.Now - taken < rules.CoolDown)
            return ExecutionPlan.Refused(ExecutionCodes.CoolDown, $"A signal of {signal.Instrument} was taken {(view.Now - taken) / 1000} s ago; expected a pause of {rules.CoolDown / 1000} s.");
        if (view.HasPosition)
            return ExecutionPlan.Refused(ExecutionCodes.PositionOpen, $"There is a position in {signal.Instrument}, or an order that may open one.");
        if (view.Positions >= rules.MaxPositions)
            return ExecutionPlan.Refused(ExecutionCodes.MaxPositions, $"There are {view.Positions} positions; expected fewer than {rules.MaxPositions}.");
        var (entry, stop, isLong) = (Price(signal.Entry), Price(signal.Stop), signal.Direction == SignalDirection.Long);
        if (Math.Abs(view.Price - entry) * 100 > rules.MaxDeviationPercent * entry)
            return ExecutionPlan.Refused(ExecutionCodes.PriceMoved, $"The market is at {view.Price}, the signal's entry at {entry}; expected at most {rules.MaxDeviationPercent} percent between them.");
        if (isLong ? view.Price <= stop : view.Price >= stop)
            return ExecutionPlan.Refused(ExecutionCodes.StopPassed, $"The market is at {view.Price}, beyond the signal's stop at {stop}.");
        if (rules.Sizing != SizingMode.FixedNotional && view.Equity <= 0)
            return ExecutionPlan.Refused(ExecutionCodes.NoEquity, $"The account's equity is {view.Equity}.");
        var notional = Math.Min(rules.MaxNotional, Size(rules, view, Math.Abs(view.Price - stop)));
        return new ExecutionPlan(isLong ? OrderSide.Buy : OrderSide.Sell, decimal.Round(notional, 8), Guards(signal, stop, view.Price, isLong), null, null);
    }

    private static decimal Size(ExecutionRules rules, ExecutionView view, decimal stopDistance) => rules.Sizing switch
    {
        SizingMode.EquityPercent => view.Equity * rules.EquityPercent / 100,
        SizingMode.VolatilityTarget => Math.Min(view.Equity * rules.RiskPercent / 100 / (stopDistance / view.Price), rules.MaxNotional),
        _ => rules.Notional,
    };

    /// <summary>The signal's stop, and those of its targets that are still ahead of the market, in equal shares of which the last takes the rest.</summary>
    private static GuardPlan Guards(TradeSignal signal, decimal stop, decimal price, bool isLong)
    {
        var ahead = signal.Targets.Select(Price).Where(target => isLong ? target > price : target < price).ToList();
        var targets = ImmutableArray.CreateBuilder<GuardTarget>(ahead.Count);
        for (var i = 0; i < ahead.Count; i++)
        {
            var share = decimal.Round(1m / ahead.Count, 4);
            targets.Add(new GuardTarget(ahead[i], i == ahead.Count - 1 ? 1 - (share * i) : share));
        }

        return new GuardPlan(stop, targets.MoveToImmutable(), null, null, null, null);
    }

    /// <summary>A price of an indicator as a trigger; it need not lie on a tick.</summary>
    private static decimal Price(double price)
    {
        var exact = (decimal)price;
        var digits = PriceDigits - (exact == 0 ? 0 : (int)Math.Ceiling(Math.Log10(Math.Abs(price))));
        return decimal.Round(exact, Math.Clamp(digits, 0, 18));
    }
}
