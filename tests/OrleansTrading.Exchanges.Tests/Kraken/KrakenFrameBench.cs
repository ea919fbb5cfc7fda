using System.Text;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Kraken;

/// <summary>A frame reader with a table of streams and a list of pairs, as a connection has them.</summary>
internal sealed class KrakenFrameBench
{
    private static readonly StreamTimeouts Timeouts = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    private readonly KrakenPairs _pairs = new();

    public KrakenFrameBench(int depth = 10)
    {
        Pair[] pairs = [new("ETHUSDT", "ETH/USDT", 4), new("XBTUSD", "BTC/USD", 1)];
        _pairs.Replace(pairs.Select(pair => new KrakenPair(pair.Altname, pair.Altname, pair.Symbol, pair.Decimals, 8)));
        foreach (var pair in pairs)
        {
            foreach (var kind in KrakenMarket.Capabilities.Streams.Where(kind => kind != StreamKind.Kline))
                Add(pair.Altname, new StreamRequest(kind));
            foreach (var interval in KrakenMarket.Capabilities.Intervals)
                Add(pair.Altname, new StreamRequest(StreamKind.Kline, interval));
        }

        Reader = new KrakenFrameReader(_pairs, depth);
    }

    public KrakenFrameReader Reader { get; private set; }

    public StreamTable Streams { get; } = new();

    public FrameKind Read(string frame) => Reader.Read(Encoding.UTF8.GetBytes(frame), Streams, received: 42);

    /// <summary>A reader for another connection; streams outlive it.</summary>
    public void Reconnect() => Reader = new KrakenFrameReader(_pairs, bookDepth: 10);

    private void Add(string altname, StreamRequest request) =>
        Streams.Add(new MarketStream(KrakenChannels.NameOf(altname, request), new InstrumentId("kraken", altname), request, Timeouts));

    private sealed record Pair(string Altname, string Symbol, int Decimals);
}
