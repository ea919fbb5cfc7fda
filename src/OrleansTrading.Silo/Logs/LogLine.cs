using System.Buffers;
using System.Text;
using System.Text.Json;

namespace OrleansTrading.Silo.Logs;

/// <summary>A line of a log as a JSON object: when, how grave, which event, whose, what, and the values in it by name.</summary>
internal static class LogLine
{
    /// <summary>The key under which the console's formatter, too, has the message before its values were put in.</summary>
    private const string Template = "{OriginalFormat}";

    public static byte[] Write<TState>(
        DateTimeOffset at, LogLevel level, EventId id, string category, string message, TState state, Exception? exception)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("Timestamp", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteNumber("EventId", id.Id);
        json.WriteString("LogLevel", level.ToString());
        json.WriteString("Category", category);
        json.WriteString("Message", message);
        if (exception is not null)
            json.WriteString("Exception", exception.ToString());
        if (state is IReadOnlyList<KeyValuePair<string, object?>> values)
        {
            json.WriteStartObject("State");
            foreach (var (name, value) in values.Where(value => value.Key != Template))
                json.WriteString(name, Text(value));
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>What the log has to say of itself.</summary>
    public static byte[] Note(DateTimeOffset at, string message) =>
        Write(at, LogLevel.Warning, default, typeof(LogLine).Namespace!, message, 0, null);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list => new StringBuilder().AppendJoin(", ", list.Cast<object?>()).ToString(),
        _ => value.ToString(),
    };
}
