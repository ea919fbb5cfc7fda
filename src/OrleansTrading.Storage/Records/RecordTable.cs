using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansTrading.Storage.Records;

/// <summary>
/// What a kind of record is called and known by. The time of a key must never change, because it says in which day's file the key lies.
/// </summary>
/// <param name="Name">The table's folder; at most 16 ASCII letters.</param>
/// <param name="Key">What a record is known by.</param>
/// <param name="Time">Unix milliseconds; records are listed and forgotten by it.</param>
/// <param name="Group">What queries choose by.</param>
/// <param name="Tag">What queries choose by besides.</param>
/// <param name="Json">How it is written.</param>
/// <param name="Replaces">Whether a record may be saved in place of the one that is there, which comes second; null when it always may.</param>
internal sealed record RecordTable<T>(
    string Name, Func<T, string> Key, Func<T, long> Time, Func<T, string> Group, Func<T, byte> Tag, JsonTypeInfo<T> Json, Func<T, T, bool>? Replaces = null)
    where T : class
{
    /// <summary>A record that was written whole; null with the reason where it is none that this program can read.</summary>
    public T? Read(ReadOnlySpan<byte> json, out Exception? failure)
    {
        failure = null;
        try
        {
            return JsonSerializer.Deserialize(json, Json);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or NotSupportedException)
        {
            failure = exception;
            return null;
        }
    }
}
