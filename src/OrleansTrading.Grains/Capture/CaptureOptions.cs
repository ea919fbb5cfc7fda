using System.ComponentModel.DataAnnotations;
using OrleansTrading.Parquet.Captures;

namespace OrleansTrading.Grains.Capture;

/// <summary>
/// What is recorded of the live symbols, and where. Section <c>Capture</c>. How often files are written is said by section
/// <c>Streams</c>, how long they are kept by section <c>Retention</c>.
/// </summary>
public sealed class CaptureOptions : IValidatableObject
{
    public const string Section = "Capture";

    /// <summary>Whether anything is recorded.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Where the files lie; made if absent. One process at a time may write there.</summary>
    [Required]
    public string Directory { get; set; } = "data/capture";

    /// <summary>What is recorded, some of AggTrade, Flow, Liquidation, Funding and OpenInterest, separated by commas.</summary>
    public string Kinds { get; set; } = "AggTrade,Flow,Liquidation,Funding,OpenInterest";

    /// <summary>
    /// Memory for rows that are not yet written, bytes. From half of it on, order flow is made coarser; from seven eighths on, symbols
    /// take nothing more from their sockets; the last eighth is for what is on its way at that moment. While the disk takes nothing,
    /// further trades are let go at the bound, and a quarter beyond it is for what is rare: liquidations are never let go. Symbols whose
    /// prices guard a position never wait.
    /// </summary>
    [Range(16L << 20, 1L << 40)]
    public long MaxBufferedBytes { get; set; } = 256L << 20;

    /// <summary>How often mark price and funding are recorded while they do not change.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FundingInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When a symbol is opened: how far before its newest recorded row files are looked at for gaps between trades, which are asked for.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan LookBack { get; set; } = TimeSpan.FromHours(1);

    public IReadOnlySet<CaptureKind> ParseKinds() => Names().Select(Enum.Parse<CaptureKind>).ToHashSet();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Names().Except(Enum.GetNames<CaptureKind>()).Any())
        {
            var expected = string.Join(", ", Enum.GetNames<CaptureKind>());
            yield return new ValidationResult($"{Section}:{nameof(Kinds)}: '{Kinds}' is not a list of kinds; expected some of {expected}, separated by commas.", [nameof(Kinds)]);
        }
    }

    private string[] Names() => Kinds.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
