using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>
/// Profit at average cost, naively and exactly: an execution is taken apart into a part that closes and a part that opens; what is open has
/// one entry price, a fraction.
/// </summary>
internal sealed class ProfitOracle
{
    public Rational Quantity { get; private set; } = Rational.Zero;

    public Rational Entry { get; private set; } = Rational.Zero;

    public Rational Realised { get; private set; } = Rational.Zero;

    public Rational Fees { get; private set; } = Rational.Zero;

    public void Fill(Fill fill)
    {
        var (left, price) = (Rational.Of(fill.SignedQuantity), Rational.Of(fill.Price));
        Fees += Rational.Of(fill.Fee);
        if (Quantity.Sign * left.Sign < 0)
        {
            var isWhole = (Quantity.Abs() - left.Abs()).Sign <= 0;
            var closed = isWhole ? Quantity : left * Rational.Of(-1);
            Realised += closed * (price - Entry);
            Quantity -= closed;
            left += closed;
        }

        if (left.IsZero)
            return;
        Entry = ((Quantity * Entry) + (left * price)) / (Quantity + left);
        Quantity += left;
    }

    public Rational UnrealisedAt(decimal price) => Quantity * (Rational.Of(price) - Entry);
}
