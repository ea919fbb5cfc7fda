namespace OrleansTrading.Domain.Indicators.Windows;

/// <summary>A sum without end that keeps what rounding drops (Neumaier), so that its error does not grow with the number of terms.</summary>
internal readonly record struct CompensatedSum(double Sum, double Dropped)
{
    public double Value => Sum + Dropped;

    public CompensatedSum Plus(double term)
    {
        var sum = Sum + term;
        var dropped = Math.Abs(Sum) >= Math.Abs(term) ? Sum - sum + term : term - sum + Sum;
        return new CompensatedSum(sum, Dropped + dropped);
    }
}
