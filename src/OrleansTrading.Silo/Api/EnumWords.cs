using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Books;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Silo.Api;

/// <summary><c>none</c>, <c>fresh</c>, <c>delayed</c>, <c>stale</c>.</summary>
internal sealed class FreshnessWord() : JsonStringEnumConverter<Freshness>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>idle</c>, <c>warming</c>, <c>live</c>.</summary>
internal sealed class SymbolPhaseWord() : JsonStringEnumConverter<SymbolPhase>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>absent</c>, <c>syncing</c>, <c>live</c>.</summary>
internal sealed class BookPhaseWord() : JsonStringEnumConverter<BookPhase>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>kline</c>, <c>trade</c>, <c>bookTicker</c>, <c>depth</c>, <c>markPrice</c>, <c>liquidation</c>.</summary>
internal sealed class StreamKindWord() : JsonStringEnumConverter<StreamKind>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary><c>Waiting</c>, <c>Live</c>, <c>Idle</c>, <c>Stalled</c>, <c>Reconnecting</c>, <c>Down</c>.</summary>
internal sealed class StreamStateWord() : JsonStringEnumConverter<StreamState>(null, allowIntegerValues: false);
