using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Domain.Tests.Flow;

/// <summary>Events of one instrument, by a seed. Quantities and prices are whole, so that sums are exact in any order.</summary>
internal sealed class MadeFlow(int seed)
{
    public const long Start = 1_767_225_600_000;

    private readonly Random _random = new(seed);
    private long _now = Start;
    private long _id;
    private int _slips;
    private bool _hasBegun;
    private double _bid = 1000, _ask = 1001;

    /// <summary>Trades and best prices with time going on by up to some seconds, gaps, late and repaired trades, and single events far off.</summary>
    public List<FlowStep> Make(int count)
    {
        var steps = new List<FlowStep>(count);
        while (steps.Count < count)
            steps.Add(Next());
        return steps;
    }

    private FlowStep Next()
    {
        _now += _random.Next(20) == 0 ? _random.Next(90_000) : _random.Next(900);
        var (time, slip) = (_now, false);
        switch (_random.Next(40))
        {
            case 0:
                return FlowStep.Interruption(_random.Next(2) == 0 ? StreamKind.Trade : StreamKind.BookTicker);
            case 1 when _slips < 2 && _hasBegun:
                // Three in a row would be a leap.
                (time, slip, _slips) = (_now + (_random.Next(2) == 0 ? -1 : 1) * _random.NextInt64(7_200_000, 1_000_000_000_000), true, _slips + 1);
                break;
            case 2:
                return FlowStep.Of(Trade(_now - _random.Next(3_000_000)), isRepaired: true, slip: false);
            case 3:
                return FlowStep.Of(Trade(_now - _random.Next(3_600_000, 20_000_000)), isRepaired: true, slip: false);
            case 4:
                time = Math.Max(Start, _now - _random.Next(200_000));
                break;
        }

        if (!slip)
            _slips = 0;
        _hasBegun = true;
        return _random.Next(2) == 0 ? FlowStep.Of(Trade(time), isRepaired: false, slip) : FlowStep.Of(Ticker(time), slip);
    }

    private AggTrade Trade(long time) => new(++_id, time, 1000 + _random.Next(5), _random.Next(1, 100), _random.Next(2) == 0);

    private BookTicker Ticker(long time)
    {
        _bid += _random.Next(-1, 2);
        _ask = Math.Max(_bid + 1, _ask + _random.Next(-1, 2));
        return new BookTicker(++_id, time, _bid, _random.Next(1, 50), _ask, _random.Next(1, 50));
    }
}
