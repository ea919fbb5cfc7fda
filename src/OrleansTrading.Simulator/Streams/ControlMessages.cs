using System.Text.Json;
using OrleansTrading.Simulator.BinanceTrading;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Streams;

/// <summary>Answers SUBSCRIBE, UNSUBSCRIBE, LIST_SUBSCRIPTIONS, SET_PROPERTY and GET_PROPERTY as the venue does.</summary>
internal sealed class ControlMessages(StreamRegistry registry, UserStreams users)
{
    /// <summary>Subscribes without answering: for the streams in the address.</summary>
    public void Subscribe(StreamConnection connection, string name)
    {
        if (connection.Names.Contains(name) || connection.Names.Count >= StreamConnection.MostStreams)
        {
            return;
        }

        connection.Names.Add(name);
        if (connection.Path == ListenPath.Private)
        {
            users.Attach(name, connection);
            return;
        }

        // A stream that does not exist or belongs to another path is accepted and stays silent.
        if (registry.Find(name) is { } stream && stream.Address.Path == connection.Path)
        {
            registry.Subscribe(stream, connection);
        }
    }

    public void UnsubscribeAll(StreamConnection connection)
    {
        foreach (var name in connection.Names)
        {
            Detach(connection, name);
        }

        connection.Names.Clear();
    }

    public void Handle(StreamConnection connection, ReadOnlyMemory<byte> message)
    {
        var answer = new Utf8Buffer(256);
        try
        {
            using var document = JsonDocument.Parse(message);
            Answer(connection, document.RootElement, answer);
        }
        catch (JsonException exception)
        {
            answer.Clear();
            Error(answer, 3, $"Invalid JSON: expected value at line {exception.LineNumber + 1} column {exception.BytePositionInLine + 1}", null);
        }
        catch (InvalidOperationException)
        {
            // A string in it is not text: half of a surrogate pair, or not UTF-8.
            answer.Clear();
            Error(answer, 3, "Invalid JSON: expected a string of valid text at line 1 column 1", null);
        }

        if (answer.Length > 0)
        {
            connection.SendText(answer);
        }
    }

    private void Answer(StreamConnection connection, JsonElement request, Utf8Buffer answer)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            Error(answer, 3, "Invalid JSON: expected an object at line 1 column 1", null);
            return;
        }

        var id = request.TryGetProperty("id", out var given) ? given : default;
        if (id.ValueKind is not (JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined)
            && !(id.ValueKind == JsonValueKind.Number && id.TryGetUInt64(out _)))
        {
            Error(answer, 2, "Invalid request: request ID must be an unsigned integer", null);
            return;
        }

        var idText = id.ValueKind == JsonValueKind.Undefined ? "null" : id.GetRawText();
        var method = request.TryGetProperty("method", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var parameters = request.TryGetProperty("params", out var list) && list.ValueKind == JsonValueKind.Array ? list : default;
        switch (method)
        {
            case "SUBSCRIBE" or "UNSUBSCRIBE" when parameters.ValueKind == JsonValueKind.Array:
                Change(connection, method == "SUBSCRIBE", parameters, idText, answer);
                break;
            case "SUBSCRIBE" or "UNSUBSCRIBE":
                Error(answer, 2, "Invalid request: missing field `params` at line 1 column 1", idText);
                break;
            case "LIST_SUBSCRIPTIONS":
                List(connection, idText, answer);
                break;
            case "SET_PROPERTY" or "GET_PROPERTY":
                Property(connection, method == "SET_PROPERTY", parameters, idText, answer);
                break;
            default:
                Error(answer, 2, $"Invalid request: unknown variant `{method}`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`", idText);
                break;
        }
    }

    private void Change(StreamConnection connection, bool subscribe, JsonElement names, string id, Utf8Buffer answer)
    {
        var wanted = new List<string>(names.GetArrayLength());
        foreach (var name in names.EnumerateArray())
        {
            if (name.ValueKind != JsonValueKind.String)
            {
                Error(answer, 2, "Invalid request: stream name must be a string", id);
                return;
            }

            wanted.Add(name.GetString()!);
        }

        if (subscribe && connection.Names.Count + wanted.Count > StreamConnection.MostStreams
            && connection.Names.Concat(wanted).Distinct().Count() > StreamConnection.MostStreams)
        {
            Error(answer, 2, $"Invalid request: more than {StreamConnection.MostStreams} streams on one connection", id);
            return;
        }

        var confirmation = new Utf8Buffer(64);
        Write(confirmation, "null", id);
        connection.SendText(confirmation, () =>
        {
            foreach (var name in wanted)
            {
                if (subscribe)
                {
                    Subscribe(connection, name);
                }
                else if (connection.Names.Remove(name))
                {
                    Detach(connection, name);
                }
            }
        });
    }

    private void Detach(StreamConnection connection, string name)
    {
        if (connection.Path == ListenPath.Private)
        {
            users.Detach(name, connection);
            return;
        }

        if (registry.Find(name) is { } stream)
        {
            registry.Unsubscribe(stream, connection);
        }
    }

    private static void List(StreamConnection connection, string id, Utf8Buffer answer)
    {
        answer.Raw("{\"result\":["u8);
        for (var i = 0; i < connection.Names.Count; i++)
        {
            if (i > 0)
            {
                answer.Byte((byte)',');
            }

            answer.Quoted(connection.Names[i]);
        }

        answer.Raw("],\"id\":"u8);
        answer.Text(id);
        answer.Byte((byte)'}');
    }

    private static void Property(StreamConnection connection, bool set, JsonElement parameters, string id, Utf8Buffer answer)
    {
        var count = parameters.ValueKind == JsonValueKind.Array ? parameters.GetArrayLength() : 0;
        if (count < 1 || parameters[0].ValueKind != JsonValueKind.String)
        {
            Error(answer, 2, "Invalid request: property name must be a string", id);
        }
        else if (parameters[0].GetString() != "combined")
        {
            Error(answer, 0, "Unknown property", id);
        }
        else if (set && (count < 2 || parameters[1].ValueKind is not (JsonValueKind.True or JsonValueKind.False)))
        {
            Error(answer, 1, "Invalid value type: expected Boolean", id);
        }
        else
        {
            connection.Combined = set ? parameters[1].GetBoolean() : connection.Combined;
            Write(answer, set ? "null" : connection.Combined ? "true" : "false", id);
        }
    }

    private static void Write(Utf8Buffer answer, string result, string id)
    {
        answer.Raw("{\"result\":"u8);
        answer.Text(result);
        answer.Raw(",\"id\":"u8);
        answer.Text(id);
        answer.Byte((byte)'}');
    }

    private static void Error(Utf8Buffer answer, int code, string message, string? id)
    {
        answer.Raw("{\"error\":{\"code\":"u8);
        answer.Number(code);
        answer.Raw(",\"msg\":"u8);
        answer.Quoted(message);
        answer.Byte((byte)'}');
        if (id is not null)
        {
            answer.Raw(",\"id\":"u8);
            answer.Text(id);
        }

        answer.Byte((byte)'}');
    }
}
