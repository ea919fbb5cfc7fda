using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Grains.Watchlists;

/// <summary>Which instruments are live. Section <c>Watchlist</c>.</summary>
public sealed class WatchlistOptions : IValidatableObject
{
    public const string Section = "Watchlist";

    /// <summary>The venue whose instruments are chosen from.</summary>
    [Required]
    public string Venue { get; set; } = "binance";

    /// <summary>A fixed list of the venue's symbols, separated by commas. Empty: the most traded ones are chosen.</summary>
    public string Symbols { get; set; } = "";

    /// <summary>How many of the most traded instruments (24 h quote volume) are live when there is no fixed list.</summary>
    [Range(1, 5000)]
    public int Top { get; set; } = 20;

    /// <summary>Only instruments priced in this asset are chosen.</summary>
    [Required]
    public string QuoteAsset { get; set; } = "USDT";

    /// <summary>How often the most traded instruments are chosen anew.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How often every instrument of the list is made sure of; a symbol lost with its silo is live again within it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(5);

    public IReadOnlyList<string> ParseSymbols() =>
        [.. Symbols.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var symbol in ParseSymbols().Where(symbol => !InstrumentId.TryParse($"{Venue}:{symbol}", out _)))
            yield return new ValidationResult($"{Section}:{nameof(Symbols)}: '{Venue}:{symbol}' is not an instrument id; expected {InstrumentId.Expected}.", [nameof(Symbols)]);
    }
}
