using System.Globalization;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Dashboard.Trading.Arbitrage;

/// <summary>The words of arbitrage, in English: the keys of their translations.</summary>
internal static class ArbitrageWords
{
    public static string Of(ArbitrageEnd end) => end switch
    {
        ArbitrageEnd.Closed => /* text */ "The spread closed",
        ArbitrageEnd.Lost => /* text */ "A book was lost",
        _ => /* text */ "Nobody looked",
    };

    public static string Of(ArbitrageStage stage) => stage switch
    {
        ArbitrageStage.Entering => /* text */ "Entering",
        ArbitrageStage.Unwinding => /* text */ "Unwinding",
        ArbitrageStage.Holding => /* text */ "Holding",
        ArbitrageStage.Exiting => /* text */ "Exiting",
        _ => /* text */ "Done",
    };

    /// <summary>Signed, one decimal.</summary>
    public static string Bps(double bps) => (Math.Round(bps, 1) + 0.0).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>up, down or flat.</summary>
    public static string Trend(double value) => Math.Round(value, 1) switch { > 0 => "up", < 0 => "down", _ => "flat" };
}
