using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Writes a silo address as its parsable text.</summary>
internal sealed class SiloAddressText : JsonConverter<SiloAddress>
{
    public override SiloAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => SiloAddress.Parse(reader.GetString() ?? throw new JsonException("A silo address cannot be null."));

    public override void Write(Utf8JsonWriter writer, SiloAddress value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToParsableString());

    public override SiloAddress ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, SiloAddress value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.ToParsableString());
}
