using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Streams;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Between the venue's channels and the names that streams are kept, and chosen for faults, under: btcusdt@v5.books.</summary>
internal static class OkxChannelNames
{
    private const string Mark = "v5.";
    private const string Candle = "candle";

    private static readonly Dictionary<string, StreamKind> Kinds = new(StringComparer.Ordinal)
    {
        ["trades-all"] = StreamKind.OkxAllTrades,
        ["trades"] = StreamKind.OkxTrades,
        ["tickers"] = StreamKind.OkxTickers,
        ["bbo-tbt"] = StreamKind.OkxBest,
        ["books"] = StreamKind.OkxBook,
        ["mark-price"] = StreamKind.OkxMark,
        ["index-tickers"] = StreamKind.OkxIndex,
        ["funding-rate"] = StreamKind.OkxFunding,
        ["open-interest"] = StreamKind.OkxOpenInterest,
    };

    /// <summary>What follows the @ in the stream's name; null for a channel that the venue does not have.</summary>
    public static string? PartOf(string channel)
    {
        if (channel.StartsWith(Candle, StringComparison.Ordinal))
            return OkxBars.Find(channel[Candle.Length..]) is { } interval ? $"{Mark}{Candle}_{interval.Name}" : null;
        return Kinds.ContainsKey(channel) ? Mark + channel : null;
    }

    /// <summary>The stream of such a part; null for a part of another venue.</summary>
    public static (StreamKind Kind, VenueInterval? Interval)? Parse(string part)
    {
        if (!part.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        var rest = part[Mark.Length..];
        if (rest.StartsWith(Candle + "_", StringComparison.Ordinal))
            return VenueInterval.Find(rest.AsSpan(Candle.Length + 1)) is { } interval && OkxBars.NameOf(interval) is not null ? (StreamKind.OkxCandle, interval) : null;
        return Kinds.TryGetValue(rest, out var kind) ? (kind, null) : null;
    }

    /// <summary>The channel that frames of the stream bear.</summary>
    public static string ChannelOf(StreamAddress address) => address.Interval is { } interval
        ? Candle + OkxBars.NameOf(interval)
        : Kinds.First(known => known.Value == address.Kind).Key;
}
