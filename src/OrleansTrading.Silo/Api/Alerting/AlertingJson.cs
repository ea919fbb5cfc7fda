using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Alerting;

/// <summary>How routes and silences are written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(IReadOnlyList<SilenceView>))]
[JsonSerializable(typeof(IReadOnlyList<AlertRouteView>))]
[JsonSerializable(typeof(AlertTestView))]
internal sealed partial class AlertingJson : JsonSerializerContext;
