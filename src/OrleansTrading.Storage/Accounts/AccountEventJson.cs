using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Storage.Records;

namespace OrleansTrading.Storage.Accounts;

/// <summary>How events are written: camel case, enumerations as their numbers, decimals with every digit that they have.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    Converters = [typeof(InstrumentIdText), typeof(GuardTargetsText)])]
[JsonSerializable(typeof(AccountEvent[]))]
[JsonSerializable(typeof(AccountBookState))]
internal sealed partial class AccountEventJson : JsonSerializerContext;

/// <summary>An array of targets; none at all is written as an empty one.</summary>
internal sealed class GuardTargetsText : JsonConverter<ImmutableArray<GuardTarget>>
{
    public override bool HandleNull => true;

    public override ImmutableArray<GuardTarget> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return [];
        return JsonSerializer.Deserialize(ref reader, GuardTargetsJson.Default.GuardTargetArray) is { } targets ? [.. targets] : [];
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<GuardTarget> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.IsDefault ? [] : [.. value], GuardTargetsJson.Default.GuardTargetArray);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(GuardTarget[]))]
internal sealed partial class GuardTargetsJson : JsonSerializerContext;
