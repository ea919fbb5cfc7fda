using System.Collections.Immutable;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Accounts;

public sealed partial class AccountMachine
{
    /// <summary>What <see cref="Place"/> would say of a new order now. Nothing changes, and nothing is reserved.</summary>
    public OrderForecast Preview(OrderIntent intent, DecisionContext context)
    {
        var judged = Judge(intent, context);
        var price = judged.Price ?? ReferencePrice(judged.Spec, context);
        var isCut = judged is { Refusal: null, Verdict.Breach: not null };
        return new OrderForecast(
            judged.Spec, price, price is { } at ? MarginOf(judged.Spec, at).Margin : 0, judged.Spec.Quantity * (price ?? 0) * Rules.TakerFee, judged.Refusal,
            isCut ? judged.Verdict!.Reason : null, judged.Verdict is { Quantity: <= 0, Breach: not null, Action: BreachAction.Halt } && Book.Switch == TradingSwitch.On,
            judged is { Order: { } order, Verdict: not null } ? RiskUses.Of(_figures.View, order, Book.Limits) : []);
    }

    /// <summary>How far every limit is used now.</summary>
    public ImmutableArray<RiskUse> LimitUse(IAccountPrices prices, long time)
    {
        _figures.Take(Book, prices, Rules, time);
        return RiskUses.Of(_figures.View, Book.Limits);
    }
}
