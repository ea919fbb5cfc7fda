using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Indicators;
using OrleansTrading.TestKit;

namespace OrleansTrading.Domain.Tests.Indicators;

/// <summary>Against the npm package technicalindicators, run by node on the same candles.</summary>
public sealed class OtherPackageTests
{
    private const int Count = 400;
    private const double Tolerance = 1e-9;

    /// <summary>It gives these to two decimals.</summary>
    private const double Rounded = 0.005 + 1e-9;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Set_RandomWalk_AgreesWithTheOtherPackage()
    {
        var klines = MadeUp.Walk(seed: 21, Count, quiet: false);
        using var answer = JsonDocument.Parse(await RunAsync(klines));
        var theirs = answer.RootElement.GetProperty("newest");
        var ours = IndicatorSet.Compute(klines)[^1];

        Near(ours.Sma20, theirs, "sma20");
        Near(ours.Ema9, theirs, "ema9");
        Near(ours.Ema21, theirs, "ema21");
        Near(ours.Ema50, theirs, "ema50");
        Near(ours.Ema200, theirs, "ema200");
        Near(ours.Wma20, theirs, "wma20");
        Near(ours.Rsi14, theirs, "rsi14", null, Rounded);
        Near(ours.Macd, theirs, "macd", "MACD");
        Near(ours.MacdSignal, theirs, "macd", "signal");
        Near(ours.MacdHistogram, theirs, "macd", "histogram");
        Near(ours.Atr14, theirs, "atr14");
        Near(ours.Adx14, theirs, "adx14", "adx");
        Near(ours.PlusDi14, theirs, "adx14", "pdi");
        Near(ours.MinusDi14, theirs, "adx14", "mdi");
        Near(ours.BollingerUpper, theirs, "bollinger", "upper");
        Near(ours.BollingerLower, theirs, "bollinger", "lower");
        Near(ours.Cci20, theirs, "cci20");
        Near(ours.Mfi14, theirs, "mfi14", null, Rounded);
        Near(ours.DonchianUpper20, theirs, "highest20");
        Near(ours.DonchianLower20, theirs, "lowest20");
        Near(ours.EmaChannelHigh, theirs, "channelHigh");
        Near(ours.EmaChannelLow, theirs, "channelLow");
        Near(ours.KeltnerUpper, theirs, "keltner", "upper");
        Near(ours.KeltnerLower, theirs, "keltner", "lower");
        Near(ours.Obv, theirs, "obv");
        Near(ours.VolumeSma20, theirs, "volumeSma20");
        Near(SessionVwap.Compute(klines, long.MaxValue)[^1], theirs, "vwap");
        Near((ours.Close - ours.Sma20) / ours.ZScore20, theirs, "deviation20");
        // Theirs divides by the number of returns, ours by one less.
        Near(ours.Volatility20 * Math.Sqrt(19.0 / 20), theirs, "returnDeviation20");
        // Theirs does not smooth %K: its %D is our %K.
        Near(ours.StochasticK, theirs, "stochastic", "d");
    }

    private static void Near(double ours, JsonElement newest, string name, string? part = null, double? tolerance = null)
    {
        var theirs = part is null ? newest.GetProperty(name).GetDouble() : newest.GetProperty(name).GetProperty(part).GetDouble();
        ours.ShouldBe(theirs, tolerance ?? Tolerance * Math.Max(1, Math.Abs(theirs)), $"{name} {part}");
    }

    private static async Task<string> RunAsync(Kline[] klines)
    {
        var clients = Repository.PathOf("tests", "clients");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(clients, "node_modules", "technicalindicators")),
            "tests/clients/node_modules holds no technicalindicators: run 'npm ci --prefix tests/clients' (tests/run.sh does) before this test");
        var file = Path.GetTempFileName();
        try
        {
            double[] columns =
            [
                .. klines.Select(kline => kline.High), .. klines.Select(kline => kline.Low),
                .. klines.Select(kline => kline.Close), .. klines.Select(kline => kline.Volume),
            ];
            await File.WriteAllBytesAsync(file, MemoryMarshal.AsBytes(columns.AsSpan()).ToArray());
            var start = new ProcessStartInfo("node", [Path.Combine(clients, "indicators.mjs"), file, "1", $"{klines.Length}", "1"])
            {
                RedirectStandardOutput = true,
            };
            using var node = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeLimit);
            try
            {
                var output = await node.StandardOutput.ReadToEndAsync(limit.Token);
                await node.WaitForExitAsync(limit.Token);
                node.ExitCode.ShouldBe(0);
                return output;
            }
            finally
            {
                if (!node.HasExited)
                    node.Kill();
            }
        }
        finally
        {
            File.Delete(file);
        }
    }
}
