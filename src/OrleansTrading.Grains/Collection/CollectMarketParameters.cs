using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Collection;

/// <summary>What a run of <c>collect-market</c> can be given.</summary>
public sealed class CollectMarketParameters
{
    [Description("Ask the venue for everything, even where streams bring it.")]
    public bool Rest { get; set; }

    [Description("Symbols collected at once; 0 for the configured number.")]
    [Range(0, 512)]
    public int Concurrency { get; set; }
}
