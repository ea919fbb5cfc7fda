using System.Text.Json;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Kraken;

/// <summary>Answers subscribe, unsubscribe and ping of the second stream protocol, with an answer for each symbol.</summary>
internal sealed class KrakenControl(StreamRegistry registry, KrakenPairs pairs, SimulatorClock clock)
{
    private const string Malformed = "Malformed request";

    /// <summary>What a connection is told when it opens.</summary>
    public static void Welcome(StreamConnection connection)
    {
        var json = new Utf8Buffer(128);
        json.Raw("{\"channel\":\"status\",\"data\":[{\"api_version\":\"v2\",\"connection_id\":"u8);
        json.Number(connection.Id);
        json.Raw(",\"system\":\"online\",\"version\":\"2.0.8\"}],\"type\":\"update\"}"u8);
        connection.SendText(json);
    }

    public void Handle(StreamConnection connection, ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            Answer(connection, document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for a string that is not text: half of a surrogate pair, or not UTF-8.
            Refuse(connection, new Request("", null, null), Malformed);
        }
    }

    private void Answer(StreamConnection connection, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            Refuse(connection, new Request("", null, null), Malformed);
            return;
        }

        var id = root.TryGetProperty("req_id", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetInt64(out var number) ? number : (long?)null;
        var request = new Request(TextOf(root, "method") ?? "", id, null);
        switch (request.Method)
        {
            case "ping":
                connection.SendText(Reply(request with { Method = "pong" }));
                break;
            case "subscribe" or "unsubscribe" when root.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object:
                Change(connection, request, parameters);
                break;
            default:
                Refuse(connection, request, Malformed);
                break;
        }
    }

    private void Change(StreamConnection connection, Request request, JsonElement parameters)
    {
        if (StreamPart(parameters) is not { } part)
        {
            Refuse(connection, request, "Unsupported channel or parameters");
            return;
        }

        if (!parameters.TryGetProperty("symbol", out var symbols) || symbols.ValueKind != JsonValueKind.Array
            || symbols.EnumerateArray().Any(symbol => symbol.ValueKind != JsonValueKind.String))
        {
            Refuse(connection, request, "Symbol(s) must be an array of strings");
            return;
        }

        foreach (var symbol in symbols.EnumerateArray().Select(symbol => symbol.GetString()!))
            Change(connection, request with { Symbol = symbol }, parameters, part);
    }

    private void Change(StreamConnection connection, Request request, JsonElement parameters, string part)
    {
        if (!pairs.TryFindSymbol(request.Symbol!, out var pair))
        {
            Refuse(connection, request, $"Currency pair not supported {request.Symbol}");
            return;
        }

        var name = $"{pair.Listed.Spec.StreamName}@{part}";
        var stream = registry.Find(name)!;
        var isThere = connection.Names.Contains(name);
        if (request.Method == "unsubscribe")
        {
            if (!isThere)
            {
                Refuse(connection, request, "Subscription Not Found");
                return;
            }

            connection.Names.Remove(name);
            connection.SendText(Confirmation(request, parameters), () => registry.Unsubscribe(stream, connection));
        }
        else if (isThere)
        {
            Refuse(connection, request, "Already subscribed");
        }
        else
        {
            connection.Names.Add(name);
            connection.SendText(Confirmation(request, parameters), () => registry.Subscribe(stream, connection));
        }
    }

    /// <summary>The part of the stream's name that follows the symbol; null for what the venue does not have.</summary>
    private static string? StreamPart(JsonElement parameters) => TextOf(parameters, "channel") switch
    {
        "trade" => "v2.trade",
        "ticker" when TextOf(parameters, "event_trigger") is null or "trades" => "v2.ticker",
        "ticker" when TextOf(parameters, "event_trigger") is "bbo" => "v2.bbo",
        "book" when NumberOf(parameters, "depth", 10) is 10 or 25 or 100 or 500 or 1000 => $"v2.book_{NumberOf(parameters, "depth", 10)}",
        "ohlc" when NumberOf(parameters, "interval", 1) is { } minutes && KrakenIntervals.Find(minutes) is { } interval => $"v2.ohlc_{interval.Name}",
        _ => null,
    };

    private Utf8Buffer Confirmation(Request request, JsonElement parameters)
    {
        var result = new Utf8Buffer(128);
        result.Raw("{\"channel\":"u8);
        result.Quoted(TextOf(parameters, "channel")!);
        if (NumberOf(parameters, "interval", 0) is > 0 and var interval)
        {
            result.Raw(",\"interval\":"u8);
            result.Number(interval);
        }

        if (NumberOf(parameters, "depth", 0) is > 0 and var depth)
        {
            result.Raw(",\"depth\":"u8);
            result.Number(depth);
        }

        result.Raw(",\"snapshot\":true,\"symbol\":"u8);
        result.Quoted(request.Symbol!);
        result.Byte((byte)'}');
        return Reply(request, result: result);
    }

    private void Refuse(StreamConnection connection, Request request, string error) => connection.SendText(Reply(request, error));

    private Utf8Buffer Reply(Request request, string? error = null, Utf8Buffer? result = null)
    {
        var json = new Utf8Buffer(256);
        json.Raw("{\"method\":"u8);
        json.Quoted(request.Method);
        if (request.Id is { } id)
        {
            json.Raw(",\"req_id\":"u8);
            json.Number(id);
        }

        if (error is not null)
        {
            json.Raw(",\"error\":"u8);
            json.Quoted(error);
        }

        if (error is not null && request.Symbol is not null)
        {
            json.Raw(",\"symbol\":"u8);
            json.Quoted(request.Symbol);
        }

        if (result is not null)
        {
            json.Raw(",\"result\":"u8);
            json.Raw(result.Written);
        }

        if (request.Method != "pong")
            json.Raw(error is null ? ",\"success\":true"u8 : ",\"success\":false"u8);
        json.Raw(",\"time_in\":"u8);
        json.Timestamp(clock.Milliseconds);
        json.Raw(",\"time_out\":"u8);
        json.Timestamp(clock.Milliseconds);
        json.Byte((byte)'}');
        return json;
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? NumberOf(JsonElement element, string name, long standard) => !element.TryGetProperty(name, out var value)
        ? standard
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private sealed record Request(string Method, long? Id, string? Symbol);
}
