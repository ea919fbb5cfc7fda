using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Simulator.Faults;

/// <summary>How faults are written: camel case, kinds by name, and no field that does not exist.</summary>
internal static class FaultJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string OutcomeNames => string.Join(", ", Enum.GetNames<OrderOutcome>().Select(JsonNamingPolicy.CamelCase.ConvertName));

    public static string KindNames => string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName));
}
