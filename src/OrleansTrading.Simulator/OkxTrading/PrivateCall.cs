using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>One private request on its way to an answer. Runs within the venue's gate.</summary>
internal sealed class PrivateCall(TradingVenue venue, TradingAccount account, OkxSwaps swaps, PrivateRequest request, long now)
{
    public TradingVenue Venue { get; } = venue;

    public TradingAccount Account { get; } = account;

    public OkxSwaps Swaps { get; } = swaps;

    public PrivateRequest Request { get; } = request;

    /// <summary>The venue's time in Unix milliseconds.</summary>
    public long Now { get; } = now;

    public JsonArray Rows { get; } = [];

    /// <summary>Operations among the rows that were refused, each by a code of its own.</summary>
    public int Failed { get; private set; }

    public void Add(JsonObject row) => Rows.Add((JsonNode)row);

    /// <summary>What came of one operation.</summary>
    public void Acknowledge(JsonObject row, OkxError? error)
    {
        row["ts"] = Text(Now);
        row["sCode"] = error is null ? "0" : Text(error.Code);
        row["sMsg"] = error?.Message ?? "";
        Failed += error is null ? 0 : 1;
        Add(row);
    }

    public string Query(string name) => Request.Query[name].ToString();

    public static string? Word(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    } : null;

    public static decimal? Number(JsonElement body, string name) =>
        decimal.TryParse(Word(body, name), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    public static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Text(decimal value) => value.ToString("0.##################", CultureInfo.InvariantCulture);

    /// <summary>The newest rows first, earlier than the bound, at most as many as are asked for.</summary>
    public IEnumerable<T> Page<T>(IEnumerable<T> oldestFirst, Func<T, long> number, Func<T, long> time)
    {
        var after = long.TryParse(Query("after"), out var bound) ? bound : long.MaxValue;
        var before = long.TryParse(Query("before"), out var least) ? least : long.MinValue;
        var begin = long.TryParse(Query("begin"), out var from) ? from : long.MinValue;
        var end = long.TryParse(Query("end"), out var until) ? until : long.MaxValue;
        var limit = int.TryParse(Query("limit"), out var most) ? Math.Clamp(most, 1, 100) : 100;
        return oldestFirst.Reverse().Where(row => number(row) < after && number(row) > before && time(row) >= begin && time(row) <= end).Take(limit);
    }
}
