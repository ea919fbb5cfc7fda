using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>Asks for orders, cancels and closes, each under one key, again and again until it is answered, of whatever activation it reaches.</summary>
internal sealed class ChaosClient(ChaosWorld world)
{
    private readonly Dictionary<string, string> _answered = [];
    private readonly List<string> _keys = [];

    /// <summary>Keys that were asked under.</summary>
    public IReadOnlyCollection<string> Keys => _keys;

    /// <summary>By key the id of the order that was answered.</summary>
    public IReadOnlyDictionary<string, string> Answered => _answered;

    public void Ask()
    {
        var key = $"intent-{_keys.Count}";
        _keys.Add(key);
        world.Tally.Add(ChaosCount.Intents);
        var intent = new OrderIntent(key, OrderPurpose.Manual, MakeSpec(), MakePlan(), Request: key);
        Try(intent, attempt: 0);
    }

    /// <summary>Asks for the end of some order that was answered before.</summary>
    public void Cancel()
    {
        if (_answered.Count > 0)
            world.Route()?.Decide(machine => machine.Cancel(_answered.Values.ElementAt(world.Random.Next(_answered.Count)), "client", world.Clock.Now));
    }

    private void Try(OrderIntent intent, int attempt)
    {
        var isAnswered = false;
        world.Route()?.Decide(
            machine => machine.Place(intent, world.ContextOf(intent.Spec.Instrument, world.Clock.Now)),
            step =>
            {
                isAnswered = true;
                Learn(intent.IntentKey, step);
            });
        if (attempt < 5)
            world.Clock.After(world.Random.Next(200, 3_000), () =>
            {
                // An impatient client asks again although it was answered: the answer may not have reached it.
                if (!isAnswered || world.Faults.Strikes(100, ChaosCount.Repeated))
                    Try(intent, attempt + 1);
            });
    }

    private void Learn(string key, AccountStep step)
    {
        if (step.Refusal is not null)
            world.Tally.Add(ChaosCount.Refused);
        if (step.Order is not { } order)
            return;
        if (_answered.TryGetValue(key, out var known) && known != order.Id)
            throw new InvalidOperationException($"{key} was answered with {known} and then with {order.Id}.");
        _answered[key] = order.Id;
    }

    private OrderSpec MakeSpec()
    {
        var random = world.Random;
        var instrument = ChaosVenue.Instruments[random.Next(2)];
        var side = random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var market = world.Venue.PriceOf(instrument);
        var away = market * random.Next(-20, 21) / 10_000m;
        var quantity = random.Next(1, 30) * ChaosVenue.Step;
        var reduces = random.Next(6) == 0;
        var position = !world.IsHedged ? PositionSide.Net : (side == OrderSide.Buy) != reduces ? PositionSide.Long : PositionSide.Short;
        var spec = new OrderSpec(instrument, side, position, OrderType.Market, quantity, null, null, null, TimeInForce.GoodTillCancel, reduces);
        return random.Next(6) switch
        {
            0 or 1 => spec,
            2 => spec with { Type = OrderType.Limit, Price = Tick(market + away), TimeInForce = TimeInForce.ImmediateOrCancel },
            3 => spec with { Type = OrderType.Limit, Price = Tick(market + away), TimeInForce = TimeInForce.PostOnly },
            4 => spec with { Type = OrderType.StopMarket, StopPrice = Tick(side == OrderSide.Buy ? market + Math.Abs(away) : market - Math.Abs(away)) },
            _ => spec with { Type = OrderType.Limit, Price = Tick(market + away) },
        };
    }

    private GuardPlan? MakePlan()
    {
        if (world.Random.Next(3) > 0)
            return null;
        return new GuardPlan(1, [], null, null, null, null);
    }

    private static decimal Tick(decimal price) => Math.Round(price, 1);
}
