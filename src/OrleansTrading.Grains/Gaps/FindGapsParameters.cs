using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Gaps;

/// <summary>What a run of <c>find-gaps</c> can be given.</summary>
public sealed class FindGapsParameters
{
    [Description("Days to look back; 0 for the configured time.")]
    [Range(0, 3650)]
    public int Days { get; set; }

    [Description("Only this instrument, as its id; empty for all that are live or stored.")]
    public string Instrument { get; set; } = "";
}
