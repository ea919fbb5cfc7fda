using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Orleans;

namespace OrleansTrading.Domain.Instruments;

/// <summary>
/// One tradable contract of one venue, written <c>venue:SYMBOL</c>, for example <c>binance:BTCUSDT</c>.
/// The venue is lower case, the symbol is the venue's own upper-case name.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansTrading.InstrumentId")]
public readonly record struct InstrumentId
{
    /// <summary>What a valid id looks like, for error messages.</summary>
    public const string Expected = "'venue:SYMBOL' with a lower-case venue and an upper-case symbol, for example 'binance:BTCUSDT'";

    /// <remarks>
    /// Named to serializers, which would make an empty one of what is stored: a structure can always be made without its constructor. What was
    /// stored of an empty one reads as one, so that whatever holds it can be read.
    /// </remarks>
    [JsonConstructor]
    public InstrumentId(string venue, string symbol)
    {
        if (venue is null && symbol is null)
        {
            (Venue, Symbol) = (null!, null!);
            return;
        }

        if (!IsVenue(venue) || !IsSymbol(symbol))
            throw new FormatException($"'{venue}:{symbol}' is not an instrument id; expected {Expected}.");
        Venue = venue;
        Symbol = symbol;
    }

    [Id(0)] public string Venue { get; }

    [Id(1)] public string Symbol { get; }

    public static InstrumentId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an instrument id; expected {Expected}.");

    public static bool TryParse([NotNullWhen(true)] string? text, out InstrumentId id)
    {
        id = default;
        var colon = text?.IndexOf(':') ?? -1;
        if (colon < 0)
            return false;
        var (venue, symbol) = (text![..colon], text[(colon + 1)..]);
        if (!IsVenue(venue) || !IsSymbol(symbol))
            return false;
        id = new InstrumentId(venue, symbol);
        return true;
    }

    public override string ToString() => $"{Venue}:{Symbol}";

    private static bool IsVenue([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= 32 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <remarks>Venues list symbols beyond ASCII too; only what would break a key, a path or a URL is refused.</remarks>
    private static bool IsSymbol([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= 64 } && text.All(c => char.IsLetterOrDigit(c) ? !char.IsLower(c) : c is '_' or '-' or '.')
        && text.Any(char.IsLetterOrDigit);
}
