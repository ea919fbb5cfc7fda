using System.Numerics;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>An exact fraction.</summary>
internal readonly record struct Rational(BigInteger Numerator, BigInteger Denominator)
{
    public static Rational Zero => new(0, 1);

    public bool IsZero => Numerator.IsZero;

    public int Sign => Numerator.Sign;

    public static Rational Of(decimal value)
    {
        var bits = decimal.GetBits(value);
        var digits = (new BigInteger((uint)bits[2]) << 64) | (new BigInteger((uint)bits[1]) << 32) | (uint)bits[0];
        return Lowest(bits[3] < 0 ? -digits : digits, BigInteger.Pow(10, (bits[3] >> 16) & 0xFF));
    }

    public static Rational operator +(Rational left, Rational right) =>
        Lowest((left.Numerator * right.Denominator) + (right.Numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + (right * Of(-1));

    public static Rational operator *(Rational left, Rational right) => Lowest(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) => Lowest(left.Numerator * right.Denominator, left.Denominator * right.Numerator);

    public Rational Abs() => new(BigInteger.Abs(Numerator), Denominator);

    public bool IsWithin(Rational other, decimal tolerance) => (this - other).Abs() is var gap && gap.Numerator * Of(tolerance).Denominator <= Of(tolerance).Numerator * gap.Denominator;

    public override string ToString() => $"{(double)Numerator / (double)Denominator:R}";

    private static Rational Lowest(BigInteger numerator, BigInteger denominator)
    {
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        return common.IsZero ? new Rational(0, 1) : new Rational(numerator / common, denominator / common);
    }
}
