using System.Globalization;

namespace OrleansTrading.Domain.Candles;

/// <summary>
/// Adds volumes as the venue would. A venue sums decimals and we hold the nearest double of each; the shortest text that
/// names a double is the venue's own number again, so the sum of those decimals, rounded once, is the venue's sum to the
/// last digit. A cast from double to decimal will not do: it keeps 15 digits. Nor will one from decimal to double: it
/// rounds more than once. Allocates nothing.
/// </summary>
internal struct ExactSum
{
    // A decimal holds 7.9e28; 1,440 minutes of a day below this bound cannot overflow it.
    private const double Bound = 1e25;
    private const int LongestText = 40;

    private decimal _sum;

    /// <summary>Adds a number; false, and nothing is added, when it is too large to be added exactly.</summary>
    public bool TryAdd(double value)
    {
        Span<char> text = stackalloc char[LongestText];
        if (!(Math.Abs(value) < Bound)
            || !value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture)
            || !decimal.TryParse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
        {
            return false;
        }

        _sum += exact;
        return true;
    }

    /// <summary>The double nearest to the sum.</summary>
    public readonly double ToDouble()
    {
        Span<char> text = stackalloc char[LongestText];
        _ = _sum.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
