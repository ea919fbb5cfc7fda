using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Writes a grain id as its text.</summary>
internal sealed class GrainIdText : JsonConverter<GrainId>
{
    public override GrainId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => GrainId.Parse(reader.GetString() ?? throw new JsonException("A grain id cannot be null."));

    public override void Write(Utf8JsonWriter writer, GrainId value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToString());

    public override GrainId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, GrainId value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.ToString());
}
