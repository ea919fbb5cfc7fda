using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Grains.Jobs.Parameters;

/// <summary>How parameters are written in JSON.</summary>
internal static class ParameterJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>A type as people call it.</summary>
    /// <exception cref="NotSupportedException">A parameter cannot have this type.</exception>
    public static string TypeName(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ElementOf(type) is { } element)
            return "list of " + TypeName(element);
        return Type.GetTypeCode(type) switch
        {
            _ when type == typeof(TimeSpan) => "duration",
            TypeCode.Boolean => "boolean",
            TypeCode.String => "string",
            _ when type.IsEnum => "string",
            TypeCode.Int32 or TypeCode.Int64 => "integer",
            TypeCode.Double or TypeCode.Decimal => "number",
            _ => throw new NotSupportedException(
                $"A job's parameter cannot be a {type}; expected int, long, double, decimal, bool, string, TimeSpan, an enumeration, or an array of one of them."),
        };
    }

    public static string Expected(Type type)
    {
        var name = TypeName(type);
        return name switch
        {
            "duration" => DurationText.Expected,
            "integer" => "an integer",
            _ => "a " + name,
        };
    }

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type != typeof(string) && type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[0]
        : null;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.Converters.Add(new DurationConverter());
        return options;
    }

    private sealed class DurationConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DurationText.TryParse(reader.GetString(), out var duration)
                ? duration
                : throw new JsonException($"expected {DurationText.Expected}");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DurationText.Format(value));
    }
}
