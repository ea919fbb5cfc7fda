using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>How exposure and capital are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(ExposureView))]
[JsonSerializable(typeof(IReadOnlyList<CapitalView>))]
internal sealed partial class PortfolioJson : JsonSerializerContext;
