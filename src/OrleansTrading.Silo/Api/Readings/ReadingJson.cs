using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary>How readings, signals and the state of the cache are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ScanView))]
[JsonSerializable(typeof(IReadOnlyList<SignalView>))]
[JsonSerializable(typeof(HitRatesView))]
[JsonSerializable(typeof(IndicatorsView))]
[JsonSerializable(typeof(CacheView))]
internal sealed partial class ReadingJson : JsonSerializerContext;
