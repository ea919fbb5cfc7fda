using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Silo.Api.Cluster;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Api.ManualUpdates;
using OrleansTrading.Silo.Health;

namespace OrleansTrading.Silo.Api;

/// <summary>How everything that the API answers is written: camel case, numbers as the shortest text that reads back to the same value.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(IReadOnlyList<InstrumentView>))]
[JsonSerializable(typeof(IReadOnlyList<KlineView>))]
[JsonSerializable(typeof(BookView))]
[JsonSerializable(typeof(FlowView))]
[JsonSerializable(typeof(IReadOnlyList<AlertView>))]
[JsonSerializable(typeof(AlertView))]
[JsonSerializable(typeof(StreamHistoryView))]
[JsonSerializable(typeof(ClusterView))]
[JsonSerializable(typeof(CaptureView))]
[JsonSerializable(typeof(IReadOnlyList<JobView>))]
[JsonSerializable(typeof(IReadOnlyList<RunView>))]
[JsonSerializable(typeof(RunLogView))]
[JsonSerializable(typeof(TaskStartedView))]
[JsonSerializable(typeof(TaskStatusView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(string))]
internal sealed partial class ApiJson : JsonSerializerContext;
