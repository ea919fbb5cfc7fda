using System.Text;
using BenchmarkDotNet.Attributes;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Binance.WebSocket;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.Kraken.WebSocket;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.WebSocket;
using OrleansTrading.Exchanges.Streams;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>A message of each venue, from bytes to an event of a known stream.</summary>
public class FrameParts
{
    private static readonly StreamTimeouts Timeouts = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));

    private static readonly Dictionary<string, (StreamKind Kind, string Text)> Frames = new()
    {
        ["binance trade"] = (StreamKind.Trade,
            """{"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1767225600123,"a":7,"s":"BTCUSDT","p":"60123.40","q":"0.125","f":1,"l":2,"T":1767225600120,"m":false}}"""),
        ["binance best prices"] = (StreamKind.BookTicker,
            """{"stream":"btcusdt@bookTicker","data":{"e":"bookTicker","u":400900217,"E":1767225600123,"T":1767225600120,"s":"BTCUSDT","b":"60123.40","B":"31.210","a":"60123.50","A":"40.660"}}"""),
        ["okx trade"] = (StreamKind.Trade,
            """{"arg":{"channel":"trades-all","instId":"BTC-USDT-SWAP"},"data":[{"instId":"BTC-USDT-SWAP","tradeId":"7","px":"60123.4","sz":"12.5","side":"sell","ts":"1767225600120"}]}"""),
        ["okx best prices"] = (StreamKind.BookTicker,
            """{"arg":{"channel":"bbo-tbt","instId":"BTC-USDT-SWAP"},"data":[{"asks":[["60123.5","4.1","0","13"]],"bids":[["60123.4","2.9","0","12"]],"ts":"1767225600120","seqId":123456}]}"""),
        ["kraken trade"] = (StreamKind.Trade,
            """{"channel":"trade","type":"update","data":[{"symbol":"BTC/USD","side":"sell","price":60123.4,"qty":0.125,"ord_type":"limit","trade_id":7,"timestamp":"2026-01-01T00:00:00.120000Z"}]}"""),
        ["kraken best prices"] = (StreamKind.BookTicker,
            """{"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","bid":60123.4,"bid_qty":31.21,"ask":60123.5,"ask_qty":40.66,"last":60123.4,"volume":1234.5,"vwap":60000.1,"low":59000.0,"high":61000.0,"change":12.3,"change_pct":0.02}]}"""),
    };

    private readonly StreamTable _streams = new();
    private MarketStream _stream = null!;
    private FrameReader _reader = null!;
    private byte[] _frame = [];

    /// <summary>Which of them.</summary>
    [ParamsSource(nameof(Names))]
    public string Frame { get; set; } = "";

    public static IEnumerable<string> Names => Frames.Keys;

    [GlobalSetup]
    public void Prepare()
    {
        var (kind, text) = Frames[Frame];
        _frame = Encoding.UTF8.GetBytes(text);
        var request = new StreamRequest(kind);
        _reader = Frame.Split(' ')[0] switch
        {
            "binance" => Binance(kind, request),
            "okx" => Okx(request),
            _ => Kraken(request),
        };
        for (var i = 0; i < 2; i++)
        {
            _stream.Position = 0;
            if (_reader.Read(_frame, _streams, i) != FrameKind.Event)
                throw new InvalidOperationException($"A frame of {Frame} was not read: {_reader.Defect}.");
        }
    }

    [Benchmark(Description = "frame read, its stream found")]
    [Target(50_000, Bytes = 0)]
    public long Read()
    {
        // A trade of an id that has been is news to nobody.
        _stream.Position = 0;
        _reader.Read(_frame, _streams, 1);
        return _reader.EventTime;
    }

    private BinanceFrameReader Binance(StreamKind kind, StreamRequest request)
    {
        Add(kind == StreamKind.Trade ? "btcusdt@aggTrade" : "btcusdt@bookTicker", "binance", "BTCUSDT", request);
        return new BinanceFrameReader();
    }

    private OkxFrameReader Okx(StreamRequest request)
    {
        var instruments = new OkxInstruments();
        instruments.Replace([new OkxInstrument("BTC-USDT-SWAP", 0.01m)]);
        Add(OkxChannels.NameOf("BTC-USDT-SWAP", request), "okx", "BTC-USDT-SWAP", request);
        return new OkxFrameReader(instruments);
    }

    private KrakenFrameReader Kraken(StreamRequest request)
    {
        var pairs = new KrakenPairs();
        pairs.Replace([new KrakenPair("XBTUSD", "XXBTZUSD", "BTC/USD", 1, 8)]);
        Add(KrakenChannels.NameOf("XBTUSD", request), "kraken", "XBTUSD", request);
        return new KrakenFrameReader(pairs, bookDepth: 10);
    }

    private void Add(string name, string venue, string symbol, StreamRequest request)
    {
        _stream = new MarketStream(name, new InstrumentId(venue, symbol), request, Timeouts);
        _streams.Add(_stream);
    }
}
