using System.Text.Json;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.OkxTrading;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Okx;

/// <summary>Answers subscribe, unsubscribe and ping of the fifth protocol's public and business paths, with an answer for each channel and name.</summary>
internal sealed class OkxControl(StreamRegistry registry, OkxSwaps swaps, PrivateStreams accounts, SimulatorClock clock)
{
    private const int LargestMessage = 64 * 1024;

    public void Handle(StreamConnection connection, ReadOnlyMemory<byte> message)
    {
        if (message.Span.SequenceEqual("ping"u8))
        {
            var pong = new Utf8Buffer(8);
            pong.Raw("pong"u8);
            connection.SendText(pong);
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(message);
            Answer(connection, document.RootElement, message.Length);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for a string that is not text: half of a surrogate pair, or not UTF-8.
            Refuse(connection, null, 60012, "Illegal request");
        }
    }

    private void Answer(StreamConnection connection, JsonElement root, int length)
    {
        var id = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
        if (length > LargestMessage || root.ValueKind != JsonValueKind.Object
            || !root.TryGetProperty("op", out var operation) || operation.ValueKind != JsonValueKind.String
            || !root.TryGetProperty("args", out var arguments) || arguments.ValueKind != JsonValueKind.Array)
        {
            Refuse(connection, id, 60012, "Illegal request");
            return;
        }

        if (operation.GetString() == "login")
        {
            Login(connection, id, arguments);
            return;
        }

        if (operation.GetString() is not ("subscribe" or "unsubscribe"))
        {
            Refuse(connection, id, 60012, $"Illegal request: {operation.GetString()}");
            return;
        }

        foreach (var argument in arguments.EnumerateArray())
        {
            if (PrivateStreams.IsChannel(connection.Path, TextOf(argument, "channel") ?? ""))
                ChangePrivate(connection, id, operation.GetString() == "subscribe", TextOf(argument, "channel")!, argument.GetRawText());
            else
                Change(connection, id, operation.GetString() == "subscribe", TextOf(argument, "channel") ?? "", TextOf(argument, "instId") ?? "");
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Forget(StreamConnection connection) => accounts.Forget(connection);

    private void Login(StreamConnection connection, string? id, JsonElement arguments)
    {
        var refusal = arguments.GetArrayLength() == 1 ? accounts.Login(connection, arguments[0]) : new OkxError(60012, "Illegal request");
        if (refusal is not null)
        {
            Refuse(connection, id, refusal.Code, refusal.Message);
            return;
        }

        var json = Begin(id, "login");
        json.Raw(",\"code\":\"0\",\"msg\":\"\""u8);
        End(json, connection);
        connection.SendText(json);
    }

    private void ChangePrivate(StreamConnection connection, string? id, bool subscribes, string channel, string argument)
    {
        var json = Begin(id, subscribes ? "subscribe" : "unsubscribe");
        json.Raw(",\"arg\":"u8);
        json.Text(argument);
        End(json, connection);
        if (!subscribes)
        {
            accounts.Unsubscribe(connection, channel);
            connection.SendText(json);
        }
        else if (!accounts.Subscribe(connection, channel, argument, json))
        {
            Refuse(connection, id, 60011, "Please log in");
        }
    }

    private void Change(StreamConnection connection, string? id, bool subscribes, string channel, string name)
    {
        if (OkxChannelNames.PartOf(channel) is not { } part || !TryFind(channel, name, out var swap)
            || registry.Find($"{swap.StreamName}@{part}") is not { } stream || stream.Address.Path != connection.Path)
        {
            Refuse(connection, id, 60018,
                $"Wrong URL or channel:{channel},instId:{name} doesn't exist. Please use the correct URL, channel and parameters referring to API document.");
            return;
        }

        var isThere = connection.Names.Contains(stream.Name);
        if (subscribes && !isThere)
        {
            connection.Names.Add(stream.Name);
            connection.SendText(Confirmation(connection, id, "subscribe", channel, name), () => registry.Subscribe(stream, connection));
        }
        else if (!subscribes && isThere)
        {
            connection.Names.Remove(stream.Name);
            connection.SendText(Confirmation(connection, id, "unsubscribe", channel, name), () => registry.Unsubscribe(stream, connection));
        }
        else
        {
            // Asked twice, the venue says yes twice.
            connection.SendText(Confirmation(connection, id, subscribes ? "subscribe" : "unsubscribe", channel, name));
        }
    }

    private bool TryFind(string channel, string name, out OkxSwap swap)
    {
        var isFound = channel == "index-tickers" ? swaps.TryFindUnderlying(name, out var found) : swaps.TryFind(name, out found);
        swap = found!;
        return isFound && swap.Market.FirstTime <= clock.Milliseconds;
    }

    private static Utf8Buffer Confirmation(StreamConnection connection, string? id, string kind, string channel, string name)
    {
        var json = Begin(id, kind);
        json.Raw(",\"arg\":{\"channel\":"u8);
        json.Quoted(channel);
        json.Raw(",\"instId\":"u8);
        json.Quoted(name);
        json.Byte((byte)'}');
        End(json, connection);
        return json;
    }

    private static void Refuse(StreamConnection connection, string? id, int code, string message)
    {
        var json = Begin(id, "error");
        json.Raw(",\"code\":"u8);
        json.Whole(code);
        json.Raw(",\"msg\":"u8);
        json.Quoted(message);
        End(json, connection);
        connection.SendText(json);
    }

    private static Utf8Buffer Begin(string? id, string kind)
    {
        var json = new Utf8Buffer(192);
        json.Byte((byte)'{');
        if (id is not null)
        {
            json.Raw("\"id\":"u8);
            json.Quoted(id);
            json.Byte((byte)',');
        }

        json.Raw("\"event\":"u8);
        json.Quoted(kind);
        return json;
    }

    private static void End(Utf8Buffer json, StreamConnection connection)
    {
        json.Raw(",\"connId\":"u8);
        json.Quoted(connection.Id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture));
        json.Byte((byte)'}');
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
