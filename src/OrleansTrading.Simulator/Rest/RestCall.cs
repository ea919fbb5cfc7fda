using System.Globalization;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Rest;

/// <summary>One request on its way to an answer: its parameters, the venue's time, and the JSON being written.</summary>
internal sealed class RestCall(IQueryCollection query, SimulatorMarket market, long now, long tellTime)
{
    public SimulatorMarket Market { get; } = market;

    /// <summary>The venue's time in Unix milliseconds.</summary>
    public long Now { get; } = now;

    /// <summary>What the venue says that its time is: <see cref="Now"/> with any skew.</summary>
    public long TellTime { get; } = tellTime;

    public Utf8Buffer Json { get; } = new(4 * 1024);

    public bool Has(string name) => !string.IsNullOrEmpty(query[name]);

    public string Text(string name) => query[name].ToString();

    public ApiError? Symbol(out ListedSymbol symbol)
    {
        symbol = null!;
        if (!Has("symbol"))
        {
            return ApiError.Missing("symbol");
        }

        if (Market.Find(Text("symbol")) is not { } listed)
        {
            return ApiError.UnknownSymbol;
        }

        symbol = listed;
        return null;
    }

    /// <summary>The asked-for symbol, or all when none is named.</summary>
    public ApiError? SymbolOrAll(out ListedSymbol? symbol)
    {
        symbol = null;
        if (!Has("symbol"))
        {
            return null;
        }

        var error = Symbol(out var listed);
        symbol = listed;
        return error;
    }

    public ApiError? Limit(int standard, int most, out int limit)
    {
        limit = standard;
        if (Has("limit") && (!int.TryParse(Text("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit < 1 || limit > most))
        {
            return ApiError.BadValue("limit");
        }

        return null;
    }

    public ApiError? Number(string name, out long? value)
    {
        value = null;
        if (!Has(name))
        {
            return null;
        }

        if (!long.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ApiError.BadValue(name);
        }

        value = number;
        return null;
    }

    /// <summary>Times that lie more than a year ahead are taken back to that, where nothing is either.</summary>
    public ApiError? Range(out long? start, out long? end)
    {
        end = null;
        if ((Number("startTime", out start) ?? Number("endTime", out end)) is { } error)
        {
            return error;
        }

        var latest = Now + 366 * VenueInterval.Day;
        start = start > latest ? latest : start;
        end = end > latest ? latest : end;
        return start > end ? ApiError.BadValue("startTime") : null;
    }

    /// <summary>Writes an array of what <paramref name="write"/> makes of every symbol that trades, or the one alone.</summary>
    public void OneOrAll(ListedSymbol? one, Action<RestCall, ListedSymbol> write)
    {
        if (one is not null)
        {
            write(this, one);
            return;
        }

        Json.Byte((byte)'[');
        foreach (var listed in Market.Listed)
        {
            if (listed.Market.FirstTime > Now)
            {
                continue;
            }

            if (Json.Length > 1)
            {
                Json.Byte((byte)',');
            }

            write(this, listed);
        }

        Json.Byte((byte)']');
    }
}
