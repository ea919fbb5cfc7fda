using OrleansTrading.Domain.Books;
using OrleansTrading.Exchanges.Okx.Mapping;

namespace OrleansTrading.Exchanges.Okx.WebSocket;

/// <summary>A level as numbers to use, in base units, and as the venue wrote it: price and contracts.</summary>
internal readonly record struct OkxLevel(BookLevel Level, OkxNumber Price, OkxNumber Contracts);
