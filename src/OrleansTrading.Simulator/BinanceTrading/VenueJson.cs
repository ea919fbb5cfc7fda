using System.Text.Encodings.Web;
using System.Text.Json;

namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>The venue's way of writing: numbers that may have decimals are texts.</summary>
internal static class VenueJson
{
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A decimal text with a fixed number of decimals.</summary>
    public static void WriteAmount(this Utf8JsonWriter json, string name, decimal value, int decimals) =>
        json.WriteString(name, Math.Round(value, decimals).ToString("F" + decimals));

    /// <summary>Money, with eight decimals.</summary>
    public static void WriteMoney(this Utf8JsonWriter json, string name, decimal value) => WriteAmount(json, name, value, 8);

    /// <summary>A decimal text without zeros at its end.</summary>
    public static void WritePlain(this Utf8JsonWriter json, string name, decimal value) =>
        json.WriteString(name, Math.Round(value, 12).ToString("0.############"));

    /// <summary>An object, or an array of what <paramref name="write"/> makes of each item.</summary>
    public static void WriteList<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(json, item);
        json.WriteEndArray();
    }

    /// <summary>{"code":200,"msg":…}: done, and nothing to tell.</summary>
    public static void WriteDone(this Utf8JsonWriter json, string message)
    {
        json.WriteStartObject();
        json.WriteNumber("code", 200);
        json.WriteString("msg", message);
        json.WriteEndObject();
    }
}
