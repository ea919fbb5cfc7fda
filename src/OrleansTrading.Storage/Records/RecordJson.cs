using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Domain.Signals;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Storage.Records;

/// <summary>How records are written: camel case, enumerations as their numbers, numbers as the shortest text that reads back to the same value.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(InstrumentIdText)])]
[JsonSerializable(typeof(JobRun))]
[JsonSerializable(typeof(JobRunLog))]
[JsonSerializable(typeof(TradeSignal))]
[JsonSerializable(typeof(StoredReading))]
[JsonSerializable(typeof(StreamTransition))]
[JsonSerializable(typeof(ArbitrageOpportunity))]
[JsonSerializable(typeof(ExecutionDecision))]
[JsonSerializable(typeof(CapitalPoint))]
[JsonSerializable(typeof(AuditEntry))]
internal sealed partial class RecordJson : JsonSerializerContext;

/// <summary><c>venue:SYMBOL</c>.</summary>
internal sealed class InstrumentIdText : JsonConverter<InstrumentId>
{
    public override InstrumentId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InstrumentId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException($"'{reader.GetString()}' is not an instrument id; expected {InstrumentId.Expected}.");

    public override void Write(Utf8JsonWriter writer, InstrumentId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
