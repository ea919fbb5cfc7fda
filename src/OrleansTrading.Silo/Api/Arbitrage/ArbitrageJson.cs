using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>How comparisons are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ArbitrageView))]
[JsonSerializable(typeof(IReadOnlyList<OpportunityView>))]
internal sealed partial class ArbitrageJson : JsonSerializerContext;
