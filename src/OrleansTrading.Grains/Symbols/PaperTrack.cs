using System.Globalization;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// A resting paper order held against the market's trades. A conditional order waits for its trigger; a limit order is touched by every
/// trade at its price or through it, until as much has traded there as it still wants.
/// </summary>
internal sealed class PaperTrack
{
    /// <summary>How near to a bound is looked at exactly, as a part of it.</summary>
    private const double Nearness = 1e-9;

    private readonly long _since;
    private readonly bool _isBuy;
    private PaperPhase _phase;
    private decimal _left;
    private decimal _best;

    // What is waited for lies at or below the bound, or at or above it.
    private decimal _bound;
    private double _near;
    private bool _fromAbove;

    /// <param name="order">The order as its account has it.</param>
    /// <param name="since">The venue's time, Unix milliseconds: missed trades of before do not touch it.</param>
    public PaperTrack(Order order, long since)
    {
        (Order, _since, _isBuy, _left) = (order, since, order.Spec.Side == OrderSide.Buy, order.Remaining);
        Enter(order.Spec.Type switch
        {
            OrderType.Market => PaperPhase.Over,
            OrderType.Limit => PaperPhase.Resting,
            OrderType.TrailingStop => order.Spec.StopPrice is null || order.TrailBest is not null ? PaperPhase.Trailing : PaperPhase.BeforeTrailing,
            _ => PaperPhase.BeforeTrigger,
        });
        _best = order.TrailBest ?? 0;
    }

    public Order Order { get; private set; }

    /// <summary>How far it has followed the market; null while it does not trail.</summary>
    public PaperTrail? Trail => _phase == PaperPhase.Trailing && _best > 0 ? new PaperTrail(Order.Id, _best) : null;

    /// <summary>Takes the order as its account has it now.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isTold">Whether the account knows of all that has touched it.</param>
    public void Renew(Order order, bool isTold)
    {
        Order = order;
        if (!isTold || _phase is not (PaperPhase.Resting or PaperPhase.Satisfied))
            return;
        _left = order.Remaining;
        Enter(_left > 0 ? PaperPhase.Resting : PaperPhase.Satisfied);
    }

    public PaperTouch? OnTrade(in AggTrade trade, bool isLate)
    {
        if (_phase >= PaperPhase.Satisfied || (isLate && trade.EventTime < _since))
            return null;
        if (_phase != PaperPhase.Trailing && !(_fromAbove ? trade.Price <= _near : trade.Price >= _near))
            return null;
        return trade.Price is > 0 and < 1e18 ? Look(trade, (decimal)trade.Price) : null;
    }

    private PaperTouch? Look(in AggTrade trade, decimal price)
    {
        if (_phase == PaperPhase.Trailing)
            return Follow(price) ? Touch(trade, price, PaperPhase.Over) : null;
        if (_fromAbove ? price > _bound : price < _bound)
            return null;
        switch (_phase)
        {
            case PaperPhase.BeforeTrailing:
                Enter(PaperPhase.Trailing);
                Follow(price);
                return null;
            case PaperPhase.BeforeTrigger:
                return Touch(trade, price, Order.Spec.Price is null ? PaperPhase.Over : PaperPhase.Resting);
            default:
                _left -= (decimal)trade.Quantity;
                return Touch(trade, price, _left > 0 ? PaperPhase.Resting : PaperPhase.Satisfied);
        }
    }

    /// <summary>Follows the best price; whether the market has come back far enough from it.</summary>
    private bool Follow(decimal price)
    {
        if (_best == 0 || (_isBuy ? price < _best : price > _best))
            _best = price;
        var distance = _best * (Order.Spec.TrailingPercent ?? 0) / 100;
        return _isBuy ? price >= _best + distance : price <= _best - distance;
    }

    private PaperTouch Touch(in AggTrade trade, decimal price, PaperPhase next)
    {
        var isTrigger = _phase is PaperPhase.BeforeTrigger or PaperPhase.Trailing;
        if (next != _phase)
            Enter(next);
        return new PaperTouch(Order.Id, price, (decimal)trade.Quantity, isTrigger, trade.Id.ToString(CultureInfo.InvariantCulture), trade.EventTime);
    }

    private void Enter(PaperPhase phase)
    {
        _phase = phase;
        var spec = Order.Spec;
        (_bound, _fromAbove) = phase switch
        {
            PaperPhase.Resting => (spec.Price ?? 0, _isBuy),
            // A trailing buy begins below the market, a trailing sell above it.
            PaperPhase.BeforeTrailing => (spec.StopPrice ?? 0, _isBuy),
            PaperPhase.BeforeTrigger when spec.Type is OrderType.TakeProfitMarket or OrderType.TakeProfitLimit => (spec.StopPrice ?? 0, _isBuy),
            PaperPhase.BeforeTrigger => (spec.StopPrice ?? 0, !_isBuy),
            _ => (0, true),
        };
        var bound = (double)_bound;
        _near = bound + (_fromAbove ? bound * Nearness : -bound * Nearness);
    }
}
