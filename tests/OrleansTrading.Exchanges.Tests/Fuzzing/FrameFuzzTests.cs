using System.Text;
using System.Text.Json;
using OrleansTrading.Exchanges.Streams;
using OrleansTrading.Exchanges.Tests.Binance;
using OrleansTrading.Exchanges.Tests.Kraken;
using OrleansTrading.Exchanges.Tests.Okx;
using OrleansTrading.TestKit.Fuzzing;

namespace OrleansTrading.Exchanges.Tests.Fuzzing;

/// <summary>Stream frames, changed in every way: refused, or read as something that could be true; what is no JSON is never data.</summary>
public sealed class FrameFuzzTests
{
    private const int FramesOfAKind = 12;

    private static readonly string[] KrakenShapes = ["Trades", "Ticker", "AggBook", "Kline"];

    [Fact]
    public Task Binance_ChangedFrames_AreRefusedOrSound()
    {
        var bench = new FrameBench(Recorded.Symbols);
        return RunAsync(bench.Reader, bench.Streams, [BinanceFrames.Mark, BinanceFrames.Forced, .. Some(Recorded.Frames())]);
    }

    [Fact]
    public Task Okx_ChangedFrames_AreRefusedOrSound()
    {
        var bench = new OkxFrameBench();
        return RunAsync(bench.Reader, bench.Streams, Some(OkxRecorded.Frames()));
    }

    [Fact]
    public Task Kraken_ChangedFrames_AreRefusedOrSound()
    {
        var bench = new KrakenFrameBench();
        return RunAsync(bench.Reader, bench.Streams, KrakenFrames());
    }

    private static Task RunAsync(FrameReader reader, StreamTable streams, IEnumerable<string> frames)
    {
        var read = 0;
        return FuzzRun.RunAsync(frames.Select(Encoding.UTF8.GetBytes), frame =>
        {
            var kind = reader.Read(frame, streams, received: ++read);
            var isData = false;
            while (kind is FrameKind.Event or FrameKind.Depth)
            {
                isData = true;
                if (kind == FrameKind.Event)
                    SoundEvents.Check(reader.Event);
                else
                    SoundEvents.Check(reader.Depth);
                if (!reader.HasMore)
                    break;
                kind = reader.ReadMore();
            }

            if (isData)
                IsJson(frame).ShouldBeTrue("what is no JSON was taken for data");
        });
    }

    /// <summary>The shortest of each kind: long ones are the same, with more rows.</summary>
    private static IEnumerable<string> Some(IReadOnlyList<string> frames) => frames
        .GroupBy(frame => new string([.. frame.Where(char.IsAsciiLetter).Take(60)]))
        .SelectMany(group => group.OrderBy(frame => frame.Length).Take(2))
        .Where(frame => frame.Length < 4_000)
        .Take(FramesOfAKind * 8);

    private static IEnumerable<string> KrakenFrames() => KrakenShapes.Select(KrakenRecorded.Message);

    private static bool IsJson(byte[] frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
