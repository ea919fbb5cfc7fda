using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;

namespace OrleansTrading.Domain.Signals;

/// <summary>
/// Reads one series of closed candles as they come: indicators, regime and what else the factors need. One thread at a time; allocates
/// nothing after its making. Whoever feeds the same candles gets the same readings, from whichever source they are.
/// </summary>
public sealed class ReadingTracker
{
    private readonly IndicatorSet _indicators = new();
    private readonly CandleWindow _window = new();
    private RegimeState _regime;
    private ReadingBasis _closed;

    /// <summary>Candles fed.</summary>
    public int Count => _indicators.Count;

    /// <summary>What a reading of the newest closed candle stands on.</summary>
    public ref readonly ReadingBasis Closed => ref _closed;

    /// <summary>The return up to the candle before the newest closed one; NaN when there are too few.</summary>
    public double PreviousReturn => _window.Return(back: 1);

    /// <summary>Forgets every candle.</summary>
    public void Reset()
    {
        _indicators.Reset();
        _window.Reset();
        (_regime, _closed) = (default, default);
    }

    /// <summary>Takes the closed candle that follows the one before.</summary>
    public void Update(in Kline closed)
    {
        _indicators.Update(closed);
        _window.Add(closed);
        var values = _indicators.Current;
        _regime = RegimeRules.Next(_regime, values);
        var facts = new CandleFacts(
            closed.Close - closed.Open, closed.Volume, _window.TakerBuyShare(), _window.Return(back: 0), _regime.RatioOf(values.Volatility20));
        _closed = new ReadingBasis(values, facts, _regime.Regime);
    }

    /// <summary>What a reading would stand on if the candle that follows closed as it is now. Nothing is remembered of it.</summary>
    public void Preview(in Kline open, out ReadingBasis basis)
    {
        var values = _indicators.Preview(open);
        var regime = RegimeRules.Next(_regime, values);
        var facts = new CandleFacts(
            open.Close - open.Open, open.Volume, _window.TakerBuyShare(open), _window.Return(open), regime.RatioOf(values.Volatility20));
        basis = new ReadingBasis(values, facts, regime.Regime);
    }

}
