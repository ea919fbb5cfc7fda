using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Commands;

/// <summary>How the commands read answers that they know by their documented form.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ScanAnswer))]
internal sealed partial class CommandJson : JsonSerializerContext;
