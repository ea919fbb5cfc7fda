using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Numbers as the venue writes them: text without zeros behind the last digit.</summary>
internal static class OkxNumbers
{
    /// <summary>In quotes.</summary>
    public static void Decimal(this Utf8Buffer json, long units, int decimals)
    {
        Trim(ref units, ref decimals);
        json.Fixed(units, decimals);
    }

    /// <summary>Without quotes.</summary>
    public static void Digits(this Utf8Buffer text, long units, int decimals)
    {
        Trim(ref units, ref decimals);
        text.Plain(units, decimals);
    }

    /// <summary>An integer in quotes.</summary>
    public static void Whole(this Utf8Buffer json, long value) => json.Fixed(value, 0);

    /// <summary>A member of an object that holds a number in quotes; a comma before it where <paramref name="name"/> has one.</summary>
    public static void Member(this Utf8Buffer json, ReadOnlySpan<byte> name, long units, int decimals)
    {
        json.Raw(name);
        json.Decimal(units, decimals);
    }

    private static void Trim(ref long units, ref int decimals)
    {
        while (decimals > 0 && units % 10 == 0)
        {
            units /= 10;
            decimals--;
        }
    }
}
