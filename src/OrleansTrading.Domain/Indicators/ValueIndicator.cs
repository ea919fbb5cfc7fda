namespace OrleansTrading.Domain.Indicators;

/// <summary>An indicator of a series of numbers, usually closes.</summary>
public abstract class ValueIndicator<TValue> : Indicator<double, TValue>
    where TValue : struct
{
    private protected ValueIndicator(int warmUp, TValue unknown)
        : base(warmUp, unknown)
    {
    }

    private protected sealed override bool Accepts(in double input) => IndicatorInput.IsUsable(input);
}
