using System.Text;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.WebSocket;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Exchanges.Tests.Okx;

/// <summary>A frame reader with a table of streams and a list of instruments, as a connection has them.</summary>
internal sealed class OkxFrameBench
{
    private static readonly StreamTimeouts Timeouts = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    private readonly OkxInstruments _instruments = new();

    public OkxFrameBench()
    {
        (string Name, decimal Contract)[] listed =
            [("BTC-USDT-SWAP", 0.01m), ("ETH-USDT", 1), ("BTC-USDT", 1), ("LTC-USD-190628", 10), ("UNI-USD-SWAP", 10), ("BTC-USD-220527", 100)];
        _instruments.Replace(listed.Select(instrument => new OkxInstrument(instrument.Name, instrument.Contract)));
        foreach (var (name, _) in listed)
        {
            foreach (var kind in OkxMarket.Capabilities.Streams.Where(kind => kind != StreamKind.Kline))
                Add(name, new StreamRequest(kind));
            foreach (var interval in OkxMarket.Capabilities.Intervals)
                Add(name, new StreamRequest(StreamKind.Kline, interval));
        }

        Reader = new OkxFrameReader(_instruments);
    }

    public OkxFrameReader Reader { get; private set; }

    public StreamTable Streams { get; } = new();

    public FrameKind Read(string frame) => Reader.Read(Encoding.UTF8.GetBytes(frame), Streams, received: 42);

    /// <summary>A reader for another connection; streams outlive it.</summary>
    public void Reconnect() => Reader = new OkxFrameReader(_instruments);

    private void Add(string name, StreamRequest request) =>
        Streams.Add(new MarketStream(OkxChannels.NameOf(name, request), new InstrumentId("okx", name), request, Timeouts));
}
