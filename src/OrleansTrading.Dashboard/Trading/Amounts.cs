using System.Globalization;
using OrleansTrading.Dashboard.Formatting;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>Exact amounts as a trader reads them. What is not known is a dash.</summary>
internal static class Amounts
{
    /// <summary>Two decimals: <c>10,000.00</c>; small ones keep their digits.</summary>
    public static string Money(decimal? amount) => amount is { } value
        ? value.ToString(Math.Abs(value) is > 0 and < 0.01m ? "0.########" : "N2", CultureInfo.InvariantCulture)
        : Figures.None;

    /// <summary>The same with its sign: <c>+12.30</c>.</summary>
    public static string Gain(decimal? amount) => amount is not { } value ? Figures.None : value > 0 ? "+" + Money(value) : Money(value);

    /// <summary>up, down or flat.</summary>
    public static string Trend(decimal? amount) => amount switch { > 0 => "up", < 0 => "down", _ => "flat" };

    /// <summary>Without zeros at the end: <c>0.015</c>.</summary>
    public static string Quantity(decimal? quantity) => quantity is { } value ? value.ToString("#,##0.############", CultureInfo.InvariantCulture) : Figures.None;

    /// <summary>By the instrument's tick size; where that is not known, by its magnitude.</summary>
    public static string Price(decimal? price, decimal? tick) => price is not { } value ? Figures.None
        : tick is > 0 and { } step ? Fixed(value, DecimalsOf(step))
        : value.ToString("#,##0." + new string('#', Math.Max(2, Figures.PriceDecimals((double)value))), CultureInfo.InvariantCulture);

    public static string Fixed(decimal value, int decimals) => value.ToString("N" + decimals, CultureInfo.InvariantCulture);

    /// <summary>Percent with two decimals.</summary>
    public static string Percent(decimal? percent) => percent is { } value ? value.ToString("0.##", CultureInfo.InvariantCulture) + "%" : Figures.None;

    /// <summary>A number as a machine reads it, for fields and files.</summary>
    public static string Plain(decimal? value) => value is { } number ? number.ToString("0.############################", CultureInfo.InvariantCulture) : "";

    /// <summary>Decimals of a step: 0.010 has two.</summary>
    public static int DecimalsOf(decimal step)
    {
        var decimals = 0;
        while (decimals < 12 && decimal.Truncate(step) != step)
            (step, decimals) = (step * 10, decimals + 1);
        return decimals;
    }
}
