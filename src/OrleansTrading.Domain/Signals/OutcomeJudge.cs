using OrleansTrading.Domain.Candles;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// Decides what came of a signal from the closed candles after its own. The same candles give the same outcome, whenever it is asked for.
/// A candle that is missing is never guessed.
/// </summary>
public static class OutcomeJudge
{
    /// <summary>What came of a signal.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="klines">Candles of its interval, oldest first. Those that are open, or not within its time, do not matter.</param>
    /// <param name="completeUntil">A candle that ended by then should be there (Unix milliseconds): without it the outcome is unknown, not open.</param>
    public static SignalOutcome Judge(TradeSignal signal, OutcomeRules rules, IEnumerable<Kline> klines, long completeUntil)
    {
        var course = new Course(signal, rules);
        if (!course.CanBeJudged)
            return course.Unknown(signal.CandleOpenTime);
        var length = signal.Interval.ToMilliseconds();
        var next = signal.CandleOpenTime + length;
        foreach (var kline in klines)
        {
            if (kline.OpenTime < next || !kline.Closed)
                continue;
            if (kline.OpenTime > next)
                return course.Unknown(next);
            if (course.Take(kline, kline.OpenTime + length) is { } decided)
                return decided;
            next += length;
        }

        return next + length <= completeUntil ? course.Unknown(next) : course.Open(next);
    }

    /// <summary>When the last candle that counts ends, Unix milliseconds.</summary>
    public static long EndOf(TradeSignal signal, int timeLimit) => signal.CandleOpenTime + ((1 + timeLimit) * signal.Interval.ToMilliseconds());

    /// <summary>A signal's way through the candles. Distances are in quote units, positive its way.</summary>
    private sealed class Course
    {
        private readonly TradeSignal _signal;
        private readonly int _side;
        private readonly double _risk;
        private readonly double _aim;
        private readonly double _target;
        private readonly int _timeLimit;
        private double _best;
        private double _worst;
        private int _candles;

        public Course(TradeSignal signal, OutcomeRules rules)
        {
            (_signal, _timeLimit) = (signal, rules.TimeLimit);
            _side = signal.Direction switch { SignalDirection.Long => 1, SignalDirection.Short => -1, _ => 0 };
            _target = signal.Targets is { IsDefaultOrEmpty: false } targets ? targets[Math.Clamp(rules.Target, 1, targets.Length) - 1] : signal.Entry;
            (_risk, _aim) = (-Ahead(signal.Stop), Ahead(_target));
        }

        public bool CanBeJudged => _risk > 0 && _aim > 0;

        /// <summary>One more candle; answers the outcome when it decides.</summary>
        public SignalOutcome? Take(in Kline kline, long end)
        {
            _candles++;
            var open = Ahead(kline.Open);
            // The open is the first price of the candle, so a candle that begins beyond a level has no price at the level itself.
            if (open <= -_risk)
                return Ended(OutcomeKind.Stop, kline.Open, end);
            if (open >= _aim)
                return Ended(OutcomeKind.Target, kline.Open, end);
            Reach(open);
            var (best, worst) = _side > 0 ? (Ahead(kline.High), Ahead(kline.Low)) : (Ahead(kline.Low), Ahead(kline.High));
            if (worst <= -_risk)
                return Ended(OutcomeKind.Stop, _signal.Stop, end, bothTouched: best >= _aim);
            if (best >= _aim)
                return Ended(OutcomeKind.Target, _target, end);
            Reach(best);
            Reach(worst);
            return _candles < _timeLimit ? null : Ended(OutcomeKind.Time, kline.Close, end);
        }

        public SignalOutcome Open(long until) => Of(OutcomeKind.Open, until) with { Favourable = _best / _risk, Adverse = -_worst / _risk };

        public SignalOutcome Unknown(long missing) => Of(OutcomeKind.Unknown, missing);

        private SignalOutcome Ended(OutcomeKind kind, double exit, long end, bool bothTouched = false)
        {
            var result = Ahead(exit);
            Reach(result);
            return Of(kind, end) with
            {
                Exit = exit,
                R = result / _risk,
                Percent = result / _signal.Entry * 100,
                Favourable = _best / _risk,
                Adverse = -_worst / _risk,
                BothTouched = bothTouched,
            };
        }

        private SignalOutcome Of(OutcomeKind kind, long at) => new(kind, _target, _timeLimit, _candles, at, null, null, null, null, null, false);

        private double Ahead(double price) => _side * (price - _signal.Entry);

        private void Reach(double distance) => (_best, _worst) = (Math.Max(_best, distance), Math.Min(_worst, distance));
    }
}
