using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Risk;

/// <summary>
/// An account's sums, taken once, from which every rule is judged for any quantity of the order. Values are in quote units.
/// </summary>
/// <remarks>
/// The worst of an instrument: all open buys trade and no sell does, or all open sells trade after the long position has been closed by
/// its guard, and the other way round. One-way, only one of the two can come; hedged, both stand side by side.
/// </remarks>
internal readonly struct RiskFigures
{
    /// <summary>An equity of which there is so many times as much counts as none: no limit reaches as far, and a share of it is no number.</summary>
    private const decimal MostTimes = 1_000_000;

    private readonly RiskView _view;
    private readonly RiskOrder _order;

    // Units of the order are valued at the highest of what it asks and what the market says, so that a cheap limit hides nothing.
    private readonly decimal _price;
    private readonly decimal _ownLong;
    private readonly decimal _ownShort;
    private readonly decimal _others;
    private readonly decimal _othersHeld;
    private readonly decimal _bucketOthers;
    private readonly decimal _highest;
    private readonly decimal _lowest;
    private readonly int _otherPositions;

    public RiskFigures(RiskView view, RiskOrder order)
    {
        (_view, _order) = (view, order);
        _price = Math.Max(order.Price, order.MarkPrice ?? 0);
        foreach (ref readonly var position in view.Positions.Span)
        {
            var (bought, sold) = (position.OpenBuys * position.Price, position.OpenSells * position.Price);
            var (held, owed) = (position.Long * position.Price, position.Short * position.Price);
            _highest += held - owed + bought;
            _lowest += held - owed - sold;
            if (position.Instrument == order.Instrument)
            {
                _ownLong += held + bought;
                _ownShort += owed + sold;
                _price = Math.Max(_price, position.Price);
                continue;
            }

            var worst = Gross(held + bought, owed + sold);
            _others += worst;
            _othersHeld += held + owed;
            if (string.Equals(position.Bucket, order.Bucket, StringComparison.Ordinal))
                _bucketOthers += worst;
            _otherPositions += PositionsOf(held + bought, owed + sold);
        }
    }

    /// <summary>Whether so much of the order takes the account above a limit.</summary>
    public bool Breaches(RiskRule rule, decimal limit, decimal quantity) =>
        Measure(rule, quantity) is not { } after || (after > limit && (!IsOfAccount(rule) || after > Measure(rule, 0)));

    /// <summary>
    /// What a rule measures, in its unit, with so much of the order; null when it cannot be told. Where it is a share of an equity that is
    /// not above 0 nothing can be told, unless there is nothing to take a share of.
    /// </summary>
    public decimal? Measure(RiskRule rule, decimal quantity)
    {
        var added = quantity * _price;
        var isBuy = _order.Side == OrderSide.Buy;
        var (ownLong, ownShort) = (_ownLong + (isBuy ? added : 0), _ownShort + (isBuy ? 0 : added));
        var own = Gross(ownLong, ownShort);
        return rule switch
        {
            RiskRule.OrderNotional => quantity * _order.Price,
            RiskRule.PositionNotional => isBuy ? ownLong : ownShort,
            RiskRule.SymbolNotional => ownLong + ownShort,
            RiskRule.TotalExposure => _others + own,
            RiskRule.NetExposure => OfEquity(Math.Max(Math.Abs(_highest + (isBuy ? added : 0)), Math.Abs(_lowest - (isBuy ? 0 : added))), 100),
            RiskRule.GrossExposure => OfEquity(_others + own, 100),
            RiskRule.Leverage => OfEquity(_others + own, 1),
            RiskRule.Concentration => Share(own),
            RiskRule.CorrelationBucket => OfEquity(_bucketOthers + own, 100),
            RiskRule.DailyLoss => _view.DayEquity - _view.Equity,
            RiskRule.Drawdown => _view.PeakEquity > 0 ? Part(Math.Max(0, _view.PeakEquity - _view.Equity), 100, _view.PeakEquity) : null,
            RiskRule.OrdersPerMinute => _view.OrdersInMinute + 1,
            RiskRule.PriceDeviation => Deviation(),
            RiskRule.OpenPositions => _otherPositions + PositionsOf(ownLong, ownShort),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such limit."),
        };
    }

    /// <summary>Rules of what the account has: an order that does not add to it does not breach them.</summary>
    private static bool IsOfAccount(RiskRule rule) =>
        rule is not (RiskRule.OrderNotional or RiskRule.DailyLoss or RiskRule.Drawdown or RiskRule.OrdersPerMinute or RiskRule.PriceDeviation);

    private decimal Gross(decimal longs, decimal shorts) => _view.IsHedged ? longs + shorts : Math.Max(longs, shorts);

    private int PositionsOf(decimal longs, decimal shorts) => _view.IsHedged ? (longs > 0 ? 1 : 0) + (shorts > 0 ? 1 : 0) : longs > 0 || shorts > 0 ? 1 : 0;

    private decimal? OfEquity(decimal value, int factor) => value == 0 ? 0 : _view.Equity > 0 ? Part(value, factor, _view.Equity) : null;

    private static decimal? Part(decimal value, int factor, decimal of) => value <= of * MostTimes ? value * factor / of : null;

    /// <summary>
    /// The order's instrument among all: beside what is held of the others, or, where nothing is held yet, beside what their orders may
    /// open. The first instrument of an account is alone and not looked at.
    /// </summary>
    private decimal Share(decimal own)
    {
        var others = _othersHeld > 0 ? _othersHeld : _others;
        return others > 0 ? own * 100 / (own + others) : 0;
    }

    private decimal? Deviation()
    {
        if (_order.LimitPrice is not { } limit)
            return 0;
        return _order.MarkPrice is { } mark && mark > 0 ? Math.Abs(limit - mark) * 100 / mark : _order.ReduceOnly ? 0 : null;
    }
}
