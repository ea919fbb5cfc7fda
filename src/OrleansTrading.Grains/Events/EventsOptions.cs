using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Events;

/// <summary>How events go from silo to silo. Section <c>Events</c>.</summary>
public sealed class EventsOptions : IValidatableObject
{
    public const string Section = "Events";

    /// <summary>How often a silo says that it is there and what it wants. After the loss of another silo, events may be missed for this long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan RenewInterval { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a silo that is not heard of is served. More than the renewal interval.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:30:00")]
    public TimeSpan ExpireAfter { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Events that wait on their way to or from another silo at most; beyond it the oldest are dropped and counted.</summary>
    [Range(16, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>Events that go to another silo in one call at most.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 256;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ExpireAfter <= RenewInterval)
            yield return new ValidationResult($"{Section}:{nameof(ExpireAfter)}: is {ExpireAfter}; expected more than {nameof(RenewInterval)}, {RenewInterval}.", [nameof(ExpireAfter)]);
    }
}
