using System.ComponentModel.DataAnnotations;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Exchanges.Streams;

/// <summary>When streams of one kind count as silent. <see cref="Idle"/> may not exceed <see cref="Stall"/>.</summary>
public sealed class StreamTimeoutOptions : IValidatableObject
{
    /// <summary>A subscription that brings nothing for this long is stalled.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan FirstMessage { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Quiet for this long is idle.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Quiet for this long is stalled.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan Stall { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Without a connection for this long is down.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00")]
    public TimeSpan DownAfter { get; set; } = TimeSpan.FromMinutes(1);

    public StreamTimeouts ToTimeouts() => new(FirstMessage, Idle, Stall, DownAfter);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Idle > Stall)
            yield return new ValidationResult($"Idle ({Idle}) must not exceed Stall ({Stall}).", [nameof(Idle)]);
    }
}
