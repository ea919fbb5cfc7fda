using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Pipeline;

/// <summary>How the hourly steps from candles to signals work. Section <c>Pipeline</c>.</summary>
public sealed class PipelineOptions
{
    public const string Section = "Pipeline";

    /// <summary>Series that a step has under way at once.</summary>
    [Range(1, 256)]
    public int Concurrency { get; set; } = 8;

    /// <summary>A step fails when more of its series than this have failed, percent; it fails in any case when none went well.</summary>
    [Range(0, 100)]
    public int MaximumFailedPercent { get; set; } = 50;

    /// <summary>Candles of each series that are brought, and read where an instrument is not live.</summary>
    [Range(60, 1500)]
    public int Candles { get; set; } = 300;
}
