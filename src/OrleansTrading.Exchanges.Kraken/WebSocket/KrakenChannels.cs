using System.Globalization;
using OrleansTrading.Domain.Streams;
using OrleansTrading.Exchanges.Kraken.Mapping;
using OrleansTrading.Exchanges.MarketData;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>
/// Names of streams: channel, for candles the minutes, and the pair's alternative name, <c>ohlc/1/XBTUSD</c> or <c>trade/XBTUSD</c>.
/// They are ours: the venue's symbols are known only when its list of pairs is.
/// </summary>
internal static class KrakenChannels
{
    public const char Separator = '/';

    public static string NameOf(string altname, StreamRequest stream) => GroupOf(stream) + Separator + altname;

    /// <summary>What one request can ask for: a channel, and for candles a length.</summary>
    public static string GroupOf(StreamRequest stream) => stream.Kind switch
    {
        StreamKind.Kline => "ohlc" + Separator + KrakenMarket.MinutesOf(stream.Interval).ToString(CultureInfo.InvariantCulture),
        StreamKind.Trade => "trade",
        StreamKind.BookTicker => "ticker",
        StreamKind.Depth => "book",
        _ => throw KrakenMarket.Lacks($"a stream of {stream.Kind}"),
    };

    /// <summary>Takes a name apart; the minutes are set for candles only.</summary>
    public static (string Channel, int? Minutes, string Altname) Parse(string name) => name.Split(Separator) switch
    {
        [var channel, var minutes, var altname] => (channel, int.Parse(minutes, CultureInfo.InvariantCulture), altname),
        [var channel, var altname] => (channel, null, altname),
        _ => throw new ArgumentException($"'{name}' is not a stream's name; expected CHANNEL/PAIR or ohlc/MINUTES/PAIR.", nameof(name)),
    };
}
