using OrleansTrading.Domain.Books;

namespace OrleansTrading.Exchanges.Kraken.WebSocket;

/// <summary>A level as a number to use, and as the digits that the checksum is made of.</summary>
internal readonly record struct KrakenLevel(BookLevel Level, long PriceDigits, long QuantityDigits);
