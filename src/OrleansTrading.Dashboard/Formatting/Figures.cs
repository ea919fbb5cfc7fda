using System.Globalization;

namespace OrleansTrading.Dashboard.Formatting;

/// <summary>Numbers as a trader reads them. What is not known is a dash.</summary>
internal static class Figures
{
    public const string None = "–";

    private const int SignificantDigits = 6;

    private static readonly (double Unit, string Suffix)[] Units = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")];

    /// <summary>Decimals that give a price of this magnitude six significant digits, 0 to 12.</summary>
    public static int PriceDecimals(double price) =>
        price == 0 || !double.IsFinite(price) ? 2 : Math.Clamp(SignificantDigits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(price))), 0, 12);

    public static string Price(double? price) => price is { } value && double.IsFinite(value) ? Price(value, PriceDecimals(value)) : None;

    public static string Price(double price, int decimals) => price.ToString("N" + decimals, CultureInfo.InvariantCulture);

    /// <summary>Signed, two decimals: <c>+1.23%</c>.</summary>
    public static string Percent(double? percent)
    {
        if (percent is not { } value || !double.IsFinite(value))
            return None;
        var rounded = Math.Round(value, 2) + 0.0;
        return rounded.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>A funding rate given as a fraction, signed, four decimals: <c>+0.0100%</c>.</summary>
    public static string Rate(double? fraction) =>
        fraction is { } value && double.IsFinite(value)
            ? (Math.Round(value * 100, 4) + 0.0).ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture) + "%"
            : None;

    /// <summary>Three to four significant digits and a unit: <c>1.23B</c>, <c>456M</c>, <c>12.3K</c>, <c>87.5</c>.</summary>
    public static string Compact(double? amount)
    {
        if (amount is not { } value || !double.IsFinite(value))
            return None;
        foreach (var (unit, suffix) in Units)
        {
            // Compared after rounding, so that 999,999 becomes 1.00M and not 1000K.
            if (Math.Abs(value) >= unit * 0.9995)
                return ThreeDigits(value / unit) + suffix;
        }

        return Math.Abs(value) is > 0 and < 0.01 ? value.ToString("G3", CultureInfo.InvariantCulture) : ThreeDigits(value);
    }

    /// <summary>Width of the spread in basis points of its middle: <c>0.15 bp</c>.</summary>
    public static string Spread(double bid, double ask)
    {
        var middle = (bid + ask) / 2;
        if (!(middle > 0) || !double.IsFinite(middle))
            return None;
        var basisPoints = (ask - bid) / middle * 10_000;
        return basisPoints.ToString(Math.Abs(basisPoints) >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + " bp";
    }

    /// <summary>Money with two decimals: <c>10,000.00</c>.</summary>
    public static string Money(decimal? amount) => amount is { } value ? value.ToString("N2", CultureInfo.InvariantCulture) : None;

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string ThreeDigits(double value) => value.ToString(
        Math.Abs(value) switch { >= 99.95 => "0", >= 9.995 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture);
}
