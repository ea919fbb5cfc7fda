namespace OrleansTrading.Domain.Signals;

/// <summary>Counts outcomes. Not safe for use from more than one thread at once.</summary>
public sealed class HitTally
{
    private readonly int[] _kinds = new int[(int)OutcomeKind.Unknown + 1];
    private int _bothTouched;
    private double _sumR;
    private long _sumCandles;

    /// <summary>Counts one; null is one that nobody has judged yet.</summary>
    public void Add(SignalOutcome? outcome)
    {
        _kinds[(int)(outcome?.Kind ?? OutcomeKind.Open)]++;
        if (outcome?.R is not { } result)
            return;
        _sumR += result;
        _sumCandles += outcome.Candles;
        _bothTouched += outcome.BothTouched ? 1 : 0;
    }

    public HitRate ToRate()
    {
        var (targets, stops, times) = (_kinds[(int)OutcomeKind.Target], _kinds[(int)OutcomeKind.Stop], _kinds[(int)OutcomeKind.Time]);
        var decided = targets + stops + times;
        return new HitRate(
            _kinds.Sum(), targets, stops, times, _kinds[(int)OutcomeKind.Open], _kinds[(int)OutcomeKind.Unknown], _bothTouched,
            decided > 0 ? targets / (double)decided : null, WilsonInterval.Of(targets, decided),
            decided > 0 ? _sumR / decided : null, decided > 0 ? _sumCandles / (double)decided : null);
    }
}
