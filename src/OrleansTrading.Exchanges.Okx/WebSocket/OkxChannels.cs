using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Exchanges.Okx.Mapping;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>Names of streams: channel and swap, <c>candle1m/BTC-USDT-SWAP</c>. The venue itself names each as a pair.</summary>
internal static class OkxChannels
{
    public const char Separator = '/';

    /// <summary>Unlike "trades", which folds an order's executions at one price into one entry, it brings every trade with its own id.</summary>
    public const string Trades = "trades-all";
    public const string Best = "bbo-tbt";
    public const string Book = "books";
    public const string Mark = "mark-price";
    public const string Funding = "funding-rate";
    public const string Index = "index-tickers";
    public const string Candle = "candle";

    private const string Public = "/ws/v5/public";
    private const string Business = "/ws/v5/business";

    /// <summary>What one request can ask for.</summary>
    public static string ChannelOf(StreamRequest stream) => stream.Kind switch
    {
        StreamKind.Kline => Candle + OkxMarket.BarOf(stream.Interval),
        StreamKind.Trade => Trades,
        StreamKind.BookTicker => Best,
        StreamKind.Depth => Book,
        StreamKind.MarkPrice => Mark,
        _ => throw OkxMarket.Lacks($"a stream of {stream.Kind} by the instrument"),
    };

    public static string NameOf(string swap, StreamRequest stream) => ChannelOf(stream) + Separator + swap;

    /// <summary>On the other path the venue refuses the subscription.</summary>
    public static string RouteOf(StreamRequest stream) => stream.Kind is StreamKind.Kline or StreamKind.Trade ? Business : Public;

    public static (string Channel, string Swap) Parse(string name) => name.Split(Separator) is [var channel, var swap]
        ? (channel, swap)
        : throw new ArgumentException($"'{name}' is not a stream's name; expected CHANNEL/SWAP.", nameof(name));

    /// <summary>The channels, with what each is asked for by, that bring a stream: a mark price is made of three.</summary>
    public static IEnumerable<(string Channel, string Name)> PartsOf(string name)
    {
        var (channel, swap) = Parse(name);
        yield return (channel, swap);
        if (channel != Mark)
            yield break;
        yield return (Funding, swap);
        yield return (Index, OkxSymbols.ToIndex(swap));
    }
}
