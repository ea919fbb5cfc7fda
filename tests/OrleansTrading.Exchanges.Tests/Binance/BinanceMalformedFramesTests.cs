using System.Text;
using System.Text.Json;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Binance;

/// <summary>Frames that were cut, changed or exchanged in parts: refused, or read as something sound, and never an exception.</summary>
public sealed class BinanceMalformedFramesTests
{
    [Fact]
    public void Read_EveryTruncationOfEveryKind_IsRefusedAndNeverThrows()
    {
        var bench = new FrameBench(Recorded.Symbols);
        foreach (var frame in OneOfEachKind())
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            for (var length = 0; length < bytes.Length; length++)
                bench.Read(bytes.AsSpan(0, length)).ShouldBe(FrameKind.Malformed, frame[..length]);
        }
    }

    [Fact]
    public void Read_EveryMemberOfAnotherType_IsRefusedOrDoesNotMatter()
    {
        var bench = new FrameBench(Recorded.Symbols);
        string[] wrong = ["null", "[]", "{}", "true", "\"NaN\"", "\"-1\"", "\"1e999\"", "\"\"", "-1", "1.5", "99999999999999999999", "\"x\""];
        var refused = 0;
        foreach (var frame in OneOfEachKind())
        {
            foreach (var (start, end) in Values(frame))
            {
                foreach (var replacement in wrong)
                {
                    var mutant = frame[..start] + replacement + frame[end..];
                    var kind = bench.Read(mutant);
                    if (kind == FrameKind.Malformed)
                        refused++;
                    else if (kind == FrameKind.Event)
                        ShouldBeSound(bench, mutant);
                }
            }
        }

        refused.ShouldBeGreaterThan(300);
    }

    [Fact]
    public void Read_RandomByteChanges_NeverThrow()
    {
        var bench = new FrameBench(Recorded.Symbols);
        var random = new Random(7);
        foreach (var frame in Recorded.Frames().Take(300))
        {
            var bytes = Encoding.UTF8.GetBytes(frame);
            for (var round = 0; round < 50; round++)
            {
                var mutant = bytes.ToArray();
                for (var change = random.Next(1, 4); change > 0; change--)
                    mutant[random.Next(mutant.Length)] = (byte)random.Next(256);
                if (bench.Read(mutant) == FrameKind.Event)
                    ShouldBeSound(bench, Encoding.UTF8.GetString(mutant));
            }
        }
    }

    private static IEnumerable<string> OneOfEachKind() =>
    [
        BinanceFrames.Mark,
        BinanceFrames.Forced,
        .. Recorded.Frames().GroupBy(frame => frame[(frame.IndexOf('@', StringComparison.Ordinal) + 1)..frame.IndexOf("\",", StringComparison.Ordinal)])
            .Select(group => group.MaxBy(frame => frame.Length < 1500 ? frame.Length : 0)!),
    ];

    /// <summary>Spans of all values inside "data".</summary>
    private static List<(int Start, int End)> Values(string frame)
    {
        var values = new List<(int, int)>();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(frame));
        var depth = 0;
        while (reader.Read())
        {
            depth = reader.CurrentDepth;
            if (depth >= 2 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
                values.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
        }

        return values;
    }

    private static void ShouldBeSound(FrameBench bench, string frame)
    {
        var marketEvent = bench.Reader.Event;
        marketEvent.EventTime.ShouldBeGreaterThanOrEqualTo(0, frame);
        switch (marketEvent.Kind)
        {
            case StreamKind.Trade:
                var trade = marketEvent.ToTrade();
                (trade.Price > 0 && double.IsFinite(trade.Price) && trade.Quantity >= 0 && double.IsFinite(trade.Quantity)).ShouldBeTrue(frame);
                break;
            case StreamKind.BookTicker:
                var ticker = marketEvent.ToBookTicker();
                (ticker.BidPrice > 0 && ticker.AskPrice > 0 && double.IsFinite(ticker.BidPrice + ticker.AskPrice)).ShouldBeTrue(frame);
                break;
            case StreamKind.Kline:
                marketEvent.ToKline().Defect(marketEvent.Interval).ShouldBeNull(frame);
                break;
            case StreamKind.Liquidation:
                var order = marketEvent.ToLiquidation();
                (order.Price > 0 && order.AveragePrice > 0 && order.Quantity >= 0 && double.IsFinite(order.Price + order.AveragePrice + order.Quantity)).ShouldBeTrue(frame);
                break;
            case StreamKind.MarkPrice:
                (marketEvent.ToMarkPrice().Price > 0 && double.IsFinite(marketEvent.ToMarkPrice().FundingRate)).ShouldBeTrue(frame);
                break;
        }
    }
}
