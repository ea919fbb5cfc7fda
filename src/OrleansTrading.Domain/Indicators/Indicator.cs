namespace OrleansTrading.Domain.Indicators;

/// <summary>
/// A figure that follows a series one input at a time. An update costs the same however long the series is, and allocates nothing.
/// A value is NaN until <see cref="WarmUp"/> inputs have come. An input that is not a number, or beyond
/// <see cref="IndicatorInput.Bound"/>, is not taken: state and value stay as they are. One thread at a time.
/// </summary>
public abstract class Indicator<TInput, TValue>
    where TInput : struct
    where TValue : struct
{
    private readonly TValue _unknown;

    private protected Indicator(int warmUp, TValue unknown)
    {
        WarmUp = warmUp;
        Value = _unknown = unknown;
    }

    /// <summary>The value is a number from this many inputs on, as far as the inputs allow one; where it has parts, all of them are.</summary>
    public int WarmUp { get; }

    /// <summary>How many inputs were taken.</summary>
    public int Count { get; private set; }

    /// <summary>The value after the last input.</summary>
    public TValue Value { get; private set; }

    /// <summary>Takes an input; answers the new value.</summary>
    public TValue Update(in TInput input)
    {
        if (!Accepts(input))
            return Value;
        Value = Next(input, commit: true);
        Count++;
        return Value;
    }

    /// <summary>What <see cref="Update"/> would answer, to the last bit. Nothing changes.</summary>
    public TValue Preview(in TInput input) => Accepts(input) ? Next(input, commit: false) : Value;

    /// <summary>Forgets every input.</summary>
    public void Reset()
    {
        Clear();
        Count = 0;
        Value = _unknown;
    }

    /// <summary>One path for both, so that an update and its preview cannot differ: writes its state only to commit.</summary>
    internal abstract TValue Next(in TInput input, bool commit);

    private protected abstract bool Accepts(in TInput input);

    private protected abstract void Clear();

    /// <summary>The values after each input, from the first.</summary>
    private protected static TValue[] Run(Indicator<TInput, TValue> indicator, ReadOnlySpan<TInput> inputs)
    {
        var values = new TValue[inputs.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = indicator.Update(inputs[i]);
        return values;
    }
}
