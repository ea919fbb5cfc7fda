namespace OrleansTrading.Domain.Signals;

/// <summary>Signals of about the same strength: ten points of score, whichever way.</summary>
public static class ScoreBand
{
    /// <summary>Points that a band spans.</summary>
    public const int Width = 10;

    /// <summary>Where the band of a score begins: 0, 10 ... 90. The last one holds 100 too.</summary>
    public static int Of(double score) => Math.Min((int)(Math.Abs(score) / Width), (100 / Width) - 1) * Width;
}
