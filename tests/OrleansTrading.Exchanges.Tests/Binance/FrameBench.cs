using System.Text;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Binance;

/// <summary>A frame reader with a table of streams, as a connection has them.</summary>
internal sealed class FrameBench
{
    private static readonly StreamTimeouts Timeouts = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    public FrameBench(params ReadOnlySpan<string> symbols)
    {
        foreach (var symbol in symbols)
        {
            Add(symbol, "aggTrade", new StreamRequest(StreamKind.Trade));
            Add(symbol, "bookTicker", new StreamRequest(StreamKind.BookTicker));
            Add(symbol, "depth@100ms", new StreamRequest(StreamKind.Depth));
            Add(symbol, "markPrice@1s", new StreamRequest(StreamKind.MarkPrice));
            Add(symbol, "forceOrder", new StreamRequest(StreamKind.Liquidation));
            foreach (var interval in KlineIntervals.All)
                Add(symbol, "kline_" + interval.ToCode(), new StreamRequest(StreamKind.Kline, interval));
        }
    }

    public BinanceFrameReader Reader { get; } = new();

    public StreamTable Streams { get; } = new();

    public FrameKind Read(string frame) => Read(Encoding.UTF8.GetBytes(frame));

    public FrameKind Read(ReadOnlySpan<byte> frame) => Reader.Read(frame, Streams, received: 42);

    private void Add(string symbol, string name, StreamRequest request) =>
        Streams.Add(new MarketStream($"{symbol.ToLowerInvariant()}@{name}", new InstrumentId("binance", symbol), request, Timeouts));
}
