using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Grains.Accounts.Paper;

internal sealed partial class PaperSession
{
    private const int FeeDecimals = 8;

    /// <summary>
    /// The market has reached resting orders. A limit order trades at its own price, and never more than traded there: a trade that reaches
    /// several orders is shared out in the order in which they came.
    /// </summary>
    public async Task TouchAsync(IReadOnlyCollection<PaperTouch> touches, CancellationToken cancellationToken)
    {
        var shared = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var touch in touches)
        {
            if (!_open.TryGetValue(touch.OrderId, out var paper))
                continue;
            if (touch.IsTrigger && !paper.IsInBook)
                await TriggerAsync(paper, touch, cancellationToken);
            else if (!touch.IsTrigger && paper.IsInBook && paper.Spec.Price is { } limit && PaperMatching.Reaches(paper.Spec.Side, touch.Price, limit))
                Trade(paper, touch, limit, shared);
        }

        takeIn();
    }

    private async Task TriggerAsync(PaperOrder paper, PaperTouch touch, CancellationToken cancellationToken)
    {
        var quote = await QuoteAsync(paper.Spec.Instrument, cancellationToken);
        takeIn();
        // The order may have ended, or been triggered by another touch, while the market was asked for.
        if (!_open.ContainsKey(paper.Order.Id) || paper.IsInBook)
            return;
        paper.IsInBook = true;
        Take(paper, quote, touch.TradeId, refuse: false);
    }

    private void Trade(PaperOrder paper, PaperTouch touch, decimal limit, Dictionary<string, decimal> shared)
    {
        takeIn();
        var there = touch.Quantity - shared.GetValueOrDefault(touch.TradeId);
        var quantity = Math.Min(Reducible(paper, Math.Min(paper.Left, there)), paper.Left);
        if (paper.OnlyReduces && Reducible(paper, paper.Left) == 0)
        {
            End(paper, OrderState.Expired, touch.Time, "there is no position left that it could reduce");
            return;
        }

        if (quantity <= 0 || !Book(paper, new PaperLevel(limit, quantity), touch.TradeId, touch.Time, isMaker: true))
            return;
        shared[touch.TradeId] = shared.GetValueOrDefault(touch.TradeId) + quantity;
        if (paper.Left == 0)
            End(paper, OrderState.Filled, touch.Time);
        else
            Tell(paper.Report(OrderState.PartiallyFilled, touch.Time));
    }

    /// <summary>An order meets the book now: takes what it may, and rests or ends with what is left.</summary>
    private OrderReport Take(PaperOrder paper, PaperQuote quote, string mark, bool refuse)
    {
        var spec = paper.Spec;
        var isLimit = spec.Price is not null;
        var wanted = Reducible(paper, paper.Left);
        var traded = PaperMatching.Walk(quote, spec.Side, wanted, spec.Price);
        var problem = Problem(spec, wanted, traded);
        if (problem is not null && refuse)
            throw new VenueException(ErrorKind.OrderRejected, false, $"Order {paper.Order.Id}: {problem}");
        if (problem is not null)
            return End(paper, OrderState.Expired, quote.Time, problem);
        for (var level = 0; level < traded.Count; level++)
            Book(paper, traded[level], $"{mark}.{level}", quote.Time, isMaker: false);
        if (paper.Left == 0)
            return End(paper, OrderState.Filled, quote.Time);
        var cut = paper.Left > 0 && traded.Sum(level => level.Quantity) == wanted && wanted < spec.Quantity;
        if (cut && paper.OnlyReduces)
            return End(paper, OrderState.Expired, quote.Time, "cut to the position that it reduces");
        return CanRest(spec)
            ? Rest(paper, quote.Time)
            : End(paper, OrderState.Expired, quote.Time, isLimit ? "what did not trade at once has expired" : "the book has no more");
    }

    private static string? Problem(OrderSpec spec, decimal wanted, List<PaperLevel> traded)
    {
        var sum = traded.Sum(level => level.Quantity);
        if (wanted <= 0)
            return "there is no position that it could reduce";
        if (spec.TimeInForce == TimeInForce.PostOnly && sum > 0)
            return $"it would trade at once, at {traded[0].Price}, and is to rest only";
        if (spec.TimeInForce == TimeInForce.FillOrKill && sum < wanted)
            return $"{sum} of {wanted} could trade at once, and it is to trade whole or not at all";
        return spec.Price is null && sum == 0 ? "there is nobody on the other side" : null;
    }

    /// <summary>How much of a quantity may trade: all of it, or what the position leaves when the order only reduces.</summary>
    private decimal Reducible(PaperOrder paper, decimal quantity)
    {
        if (!paper.OnlyReduces)
            return quantity;
        var held = book.PositionOf(new PositionKey(paper.Spec.Instrument, paper.Spec.PositionSide)).Quantity;
        return Math.Min(quantity, Math.Max(0, paper.Spec.Side == OrderSide.Buy ? -held : held));
    }

    /// <returns>Whether it is new: what was told before changes nothing.</returns>
    private bool Book(PaperOrder paper, PaperLevel traded, string mark, long time, bool isMaker)
    {
        var value = traded.Price * traded.Quantity;
        var fee = Math.Round(value * (isMaker ? options.MakerFee : options.TakerFee), FeeDecimals);
        var fill = new Fill(
            paper.Spec.Instrument, $"{paper.Order.Id}-{mark}", paper.Order.Id, paper.VenueId, paper.Spec.Side, paper.Spec.PositionSide, traded.Price,
            traded.Quantity, fee, book.Asset, isMaker, time);
        if (book.IsBooked(fill))
            return false;
        (paper.Filled, paper.FilledValue) = (paper.Filled + traded.Quantity, paper.FilledValue + value);
        _sink?.OnFill(fill);
        return true;
    }
}
