using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>How answers about accounts are written: decimals with every digit that they have.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict)]
[JsonSerializable(typeof(IReadOnlyList<AccountEntry>))]
[JsonSerializable(typeof(IReadOnlyList<AccountStopView>))]
[JsonSerializable(typeof(IReadOnlyList<AccountEventView>))]
[JsonSerializable(typeof(IReadOnlyList<LeverageView>))]
[JsonSerializable(typeof(IReadOnlyList<OrderView>))]
[JsonSerializable(typeof(IReadOnlyList<PositionStateView>))]
[JsonSerializable(typeof(IReadOnlyList<FillView>))]
[JsonSerializable(typeof(IReadOnlyList<LimitView>))]
internal sealed partial class TradingJson : JsonSerializerContext;
