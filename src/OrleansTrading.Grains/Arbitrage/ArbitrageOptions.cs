using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>What is compared over venues, and what counts. Section <c>Arbitrage</c>.</summary>
public sealed class ArbitrageOptions : IValidatableObject
{
    public const string Section = "Arbitrage";

    /// <summary>Base assets that are compared, separated by commas; empty for none. Where fewer than two venues have one, nothing is looked at.</summary>
    public string Assets { get; set; } = "BTC,ETH";

    /// <summary>Quote assets that count as the same money, the preferred first. A pair of different ones is marked, and never executed.</summary>
    [Required]
    public string Quotes { get; set; } = "USDT,USD";

    /// <summary>How often the books are looked at.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Value that is compared, quote units.</summary>
    [Range(1.0, 1e9)]
    public double Notional { get; set; } = 1_000;

    /// <summary>Net spread, after both taker fees, from which on an opportunity is open, 1/10,000.</summary>
    [Range(-10_000.0, 10_000.0)]
    public double OpenBps { get; set; } = 5;

    /// <summary>Net spread below which an open opportunity is over, 1/10,000.</summary>
    [Range(-10_000.0, 10_000.0)]
    public double CloseBps { get; set; } = 2;

    /// <summary>A book that has brought no change for longer is not compared.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Levels of each side that are walked.</summary>
    [Range(1, 1000)]
    public int Levels { get; set; } = 50;

    /// <summary>Taker fee by venue, share of the value; unless set, binance and okx 0.0005, kraken 0.004.</summary>
    public Dictionary<string, double> TakerFees { get; } = new(StringComparer.OrdinalIgnoreCase) { ["binance"] = 0.0005, ["okx"] = 0.0005, ["kraken"] = 0.004 };

    /// <summary>Taker fee of a venue that is not named above.</summary>
    [Range(0.0, 0.1)]
    public double DefaultTakerFee { get; set; } = 0.001;

    /// <summary>Whether opportunities are executed: both legs at once, at the account below.</summary>
    public bool Execute { get; set; }

    /// <summary>The account that executes, on paper: a live account trades at one venue alone, and nothing is executed with one. Best one of its own: nothing is begun in an instrument in which it has a position or an open order.</summary>
    [Required]
    public string Account { get; set; } = "paper";

    /// <summary>How much worse than seen each leg may trade when it is entered, 1/10,000.</summary>
    [Range(0.0, 1_000.0)]
    public double SlippageBps { get; set; } = 2;

    /// <summary>Both legs are closed once the prices are no further apart than this, before fees, 1/10,000.</summary>
    [Range(-10_000.0, 10_000.0)]
    public double ExitBps { get; set; }

    /// <summary>Both legs are closed after this at the latest.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan MaxHold { get; set; } = TimeSpan.FromHours(8);

    public IReadOnlyList<string> ParseAssets() => Split(Assets);

    public IReadOnlyList<string> ParseQuotes() => Split(Quotes);

    /// <summary>An opportunity that was not seen for longer was not watched.</summary>
    internal TimeSpan UnwatchedAfter() => Interval * 3 > TimeSpan.FromSeconds(30) ? Interval * 3 : TimeSpan.FromSeconds(30);

    public ArbitrageRules ToRules() => new(Notional, OpenBps, CloseBps, MaxAge);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CloseBps > OpenBps)
            yield return new ValidationResult($"{Section}:{nameof(CloseBps)} is {CloseBps}; expected at most {nameof(OpenBps)}, which is {OpenBps}.", [nameof(CloseBps)]);
        foreach (var (venue, fee) in TakerFees.Where(fee => fee.Value is not (>= 0 and <= 0.1)))
            yield return new ValidationResult($"{Section}:{nameof(TakerFees)}:{venue} is {fee}; expected a share of the value from 0 to 0.1.", [nameof(TakerFees)]);
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
