using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Audit;

/// <summary>How the audit log is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(AuditPageView))]
internal sealed partial class AuditJson : JsonSerializerContext;
