namespace OrleansTrading.Domain.Guards;

/// <summary>
/// A guard held against a stream of prices. Prices are compared as doubles with bounds that are worked out beforehand, which costs a few
/// nanoseconds and no memory; only a price at or near a bound is evaluated exactly (<see cref="GuardEvaluator"/>). Not thread-safe.
/// </summary>
public sealed class GuardTrack
{
    /// <summary>
    /// How near to a bound is evaluated exactly, as a part of it: far more than what a price loses as a double, far less than a tick.
    /// </summary>
    private const double Nearness = 1e-9;

    /// <summary>Beyond it nothing is a price, and nothing fits a decimal with room to spare.</summary>
    private const double MostPrice = 1e18;

    private PositionGuard _guard;

    // Mirrored: more is better for the position, whichever way it is.
    private double _sign;
    private double _stopNear;
    private double _aheadNear;
    private double _best;
    private double _trailFactor;
    private bool _followsBest;
    private bool _isTrailing;
    private long _expiresAt;
    private long _movedAt;
    private bool _isBestNewer;

    /// <param name="guard">The guard as its account has it.</param>
    /// <param name="now">The venue's time, Unix milliseconds: since when it is watched, unless that was begun earlier.</param>
    public GuardTrack(PositionGuard guard, long now)
    {
        _guard = guard with { Progress = guard.Progress with { Since = guard.Progress.Since ?? now } };
        Load();
    }

    /// <summary>Whether the whole position is being closed: nothing more triggers.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The guard as far as it has come.</summary>
    public PositionGuard Guard
    {
        get
        {
            Save();
            return _guard;
        }
    }

    /// <summary>Takes what the account says of the same guard now; what has been seen here is never forgotten.</summary>
    /// <param name="guard">The guard as its account has it.</param>
    /// <param name="isTold">
    /// Whether the account has answered all that triggered: then what it does not know of, a target or that all is being closed, may trigger anew, for the
    /// account may have lost it. If it only did not know yet, as it wrote this, it tells the same trigger from a new one.
    /// </param>
    public void Renew(PositionGuard guard, bool isTold = false)
    {
        Save();
        var progress = _guard.Progress.Merge(guard.Progress, guard.IsLong);
        _guard = guard with { Progress = isTold ? progress with { TargetsDone = guard.Progress.TargetsDone } : progress };
        IsOver &= !isTold;
        Load();
    }

    /// <summary>
    /// Takes a price. When something triggers, the same price is to be given again until nothing does: it may have gone through several targets.
    /// </summary>
    public GuardTrigger? OnPrice(double price, GuardPriceKind kind, long time)
    {
        var value = price * _sign;
        if (kind == GuardPriceKind.Trade && _followsBest && value > _best && IsPrice(price))
            Follow(value, time);
        // A late trade is rare and judged by what stood when it happened.
        if (value > _stopNear && value < _aheadNear && time < _expiresAt && kind != GuardPriceKind.LateTrade)
            return null;
        return IsOver || !IsPrice(price) ? null : Judge((decimal)price, kind, time);
    }

    /// <summary>Takes the time when no price comes.</summary>
    /// <param name="time">The venue's time, Unix milliseconds.</param>
    /// <param name="marketPrice">The last known price; 0 when none is.</param>
    public GuardTrigger? OnTime(long time, double marketPrice)
    {
        if (IsOver || time < _expiresAt)
            return null;
        var trigger = GuardEvaluator.Expire(Guard, IsPrice(marketPrice) ? (decimal)marketPrice : 0, time);
        IsOver = trigger is not null;
        Load();
        return trigger;
    }

    private static bool IsPrice(double price) => price is > 0 and < MostPrice;

    private GuardTrigger? Judge(decimal price, GuardPriceKind kind, long time)
    {
        Save();
        var outcome = GuardEvaluator.Evaluate(_guard, new GuardTick(price, kind, time));
        if (!ReferenceEquals(outcome.Progress, _guard.Progress))
            _guard = _guard with { Progress = outcome.Progress };
        IsOver = outcome.Trigger is { Share: 1 };
        Load();
        return outcome.Trigger;
    }

    private void Follow(double value, long time)
    {
        (_best, _isBestNewer) = (value, true);
        if (!_isTrailing)
            return;
        _movedAt = Math.Max(_movedAt, time);
        _stopNear = Math.Max(_stopNear, Above(value * _trailFactor));
    }

    /// <summary>Works the bounds out anew.</summary>
    private void Load()
    {
        var (plan, progress) = (_guard.Plan, _guard.Progress);
        _sign = _guard.IsLong ? 1 : -1;
        _followsBest = plan.TrailingPercent is not null && !IsOver;
        _isTrailing = progress.IsTrailing;
        _trailFactor = 1 - ((double)(plan.TrailingPercent ?? 0) / 100 * _sign);
        _best = progress.BestPrice is { } best ? (double)best * _sign : double.NegativeInfinity;
        _movedAt = progress.MovedAt ?? long.MinValue;
        _expiresAt = IsOver ? long.MaxValue : plan.ExpiresAt ?? long.MaxValue;
        _isBestNewer = false;
        _stopNear = !IsOver && GuardEvaluator.StopOf(_guard) is { } stop ? Above((double)stop.Price * _sign) : double.NegativeInfinity;
        _aheadNear = double.PositiveInfinity;
        if (IsOver)
            return;
        Expect(GuardEvaluator.NextTarget(plan, progress.TargetsDone)?.Price);
        if (!progress.IsBreakEven)
            Expect(plan.BreakEvenTrigger);
        // A trailing stop without activation is armed by the first trade, whatever its price.
        if (!progress.IsTrailing && plan.TrailingPercent is not null)
            _aheadNear = plan.TrailingActivation is null ? double.NegativeInfinity : Math.Min(_aheadNear, Below((double)plan.TrailingActivation * _sign));
    }

    private void Expect(decimal? price)
    {
        if (price is { } bound)
            _aheadNear = Math.Min(_aheadNear, Below((double)bound * _sign));
    }

    /// <summary>Brings the best price, which is followed as a double, into the progress.</summary>
    private void Save()
    {
        if (!_isBestNewer)
            return;
        _isBestNewer = false;
        _guard = _guard with
        {
            Progress = _guard.Progress with
            {
                BestPrice = (decimal)(_best * _sign),
                MovedAt = _movedAt == long.MinValue ? null : _movedAt,
            },
        };
    }

    private static double Above(double bound) => bound + (Math.Abs(bound) * Nearness);

    private static double Below(double bound) => bound - (Math.Abs(bound) * Nearness);
}
