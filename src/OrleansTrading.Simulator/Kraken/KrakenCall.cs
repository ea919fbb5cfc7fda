using System.Globalization;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>One request on its way to an answer: its parameters, the venue's time, and the JSON being written.</summary>
internal sealed class KrakenCall(IQueryCollection query, KrakenPairs pairs, long now, long tellTime)
{
    public const string UnknownPair = "EQuery:Unknown asset pair";

    public KrakenPairs Pairs { get; } = pairs;

    /// <summary>The venue's time in Unix milliseconds.</summary>
    public long Now { get; } = now;

    /// <summary>What the venue says that its time is: <see cref="Now"/> with any skew.</summary>
    public long TellTime { get; } = tellTime;

    public Utf8Buffer Json { get; } = new(4 * 1024);

    public static string Invalid(string parameter) => $"EGeneral:Invalid arguments:{parameter}";

    public string Text(string name) => query[name].ToString();

    /// <summary>The one pair that the request must name.</summary>
    public string? Pair(out KrakenPair pair)
    {
        pair = null!;
        if (Text("pair").Length == 0)
            return "EGeneral:Invalid arguments";
        if (!Pairs.TryFind(Text("pair"), out var found) || found.Listed.Market.FirstTime > Now)
            return UnknownPair;
        pair = found;
        return null;
    }

    /// <summary>The pairs that the request names, separated by commas; all that trade when it names none.</summary>
    public string? Some(out IReadOnlyList<KrakenPair> some)
    {
        some = [];
        if (Text("pair").Length == 0)
        {
            some = [.. Pairs.All.Where(pair => pair.Listed.Market.FirstTime <= Now)];
            return null;
        }

        var found = new List<KrakenPair>();
        foreach (var name in Text("pair").Split(','))
        {
            if (!Pairs.TryFind(name, out var pair))
                return UnknownPair;
            found.Add(pair);
        }

        some = found;
        return null;
    }

    public string? Number(string name, long standard, long least, long most, out long value)
    {
        value = standard;
        if (Text(name).Length == 0)
            return null;
        return long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= least && value <= most ? null : Invalid(name);
    }

    /// <summary>An object with a member for each of them.</summary>
    public void Members(IReadOnlyList<KrakenPair> some, Action<KrakenCall, KrakenPair> write)
    {
        Json.Byte((byte)'{');
        for (var index = 0; index < some.Count; index++)
        {
            if (index > 0)
                Json.Byte((byte)',');
            Json.Quoted(some[index].Name);
            Json.Byte((byte)':');
            write(this, some[index]);
        }

        Json.Byte((byte)'}');
    }
}
