using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Domain.Signals;

namespace OrleansTrading.Silo.Api.Readings;

/// <summary><c>unknown</c>, <c>trendingUp</c>, <c>trendingDown</c>, <c>ranging</c>, <c>volatile</c>.</summary>
internal sealed class MarketRegimeWord() : JsonStringEnumConverter<MarketRegime>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>neutral</c>, <c>long</c>, <c>short</c>.</summary>
internal sealed class SignalDirectionWord() : JsonStringEnumConverter<SignalDirection>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>none</c>, <c>candles</c>, <c>streams</c>.</summary>
internal sealed class OrderFlowSourceWord() : JsonStringEnumConverter<OrderFlowSource>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>open</c>, <c>target</c>, <c>stop</c>, <c>time</c>, <c>unknown</c>.</summary>
internal sealed class OutcomeKindWord() : JsonStringEnumConverter<OutcomeKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
