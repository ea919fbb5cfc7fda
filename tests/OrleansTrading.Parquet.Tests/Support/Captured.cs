using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Parquet.Tests.Support;

/// <summary>Rows of every kind of capture, made from random numbers, and files of them.</summary>
internal static class Captured
{
    public const long T0 = 1_772_323_200_000;

    public static readonly CaptureSource Source = new("binance", "BTCUSDT", PriceScale: 1, QuantityScale: 3);

    public static byte[] Write(CaptureRows rows)
    {
        using var stream = new MemoryStream();
        rows.Write(stream, Source);
        return stream.ToArray();
    }

    public static void Fill(CaptureRows rows, Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var (time, price, quantity) = (T0 + (i * 100L), (600_000 + random.Next(1_000)) / 10.0, random.Next(1, 9_000) / 1_000.0);
            switch (rows)
            {
                case AggTradeRows trades:
                    trades.Add(i, time, price, quantity, random.Next(2) == 0);
                    break;
                case FlowRows flow:
                    flow.Add(time, random.NextDouble() - 0.5, quantity, quantity / 3, price * quantity, 0, random.Next(50), random.Next(500), price, price + 0.1);
                    break;
                case LiquidationRows liquidations:
                    liquidations.Add(time, time - random.Next(100), random.Next(2) == 0, price, price / 7, quantity);
                    break;
                case FundingRows funding:
                    funding.Add(time, price, price, random.Next(-10_000, 10_000) / 1e8, T0 + 28_800_000);
                    break;
                case OpenInterestRows interest:
                    interest.Add(time, quantity);
                    break;
            }
        }
    }
}
