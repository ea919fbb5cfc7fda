namespace OrleansTrading.Simulator.Trading;

/// <summary>What a conditional order waits for, and what it then becomes.</summary>
internal sealed record ConditionalTerms
{
    /// <summary>The order to be placed; its quantity is 0 when <see cref="ClosesPosition"/>.</summary>
    public required OrderTerms Order { get; init; }

    public required ConditionalKind Kind { get; init; }

    /// <summary>Where it goes off; of a trailing one, where it begins to follow (null: at once).</summary>
    public decimal? Trigger { get; init; }

    /// <summary>Of a trailing one, as a fraction of the best price.</summary>
    public decimal CallbackRate { get; init; }

    public TriggerPrice Watches { get; init; }

    /// <summary>The order takes all of the position that there is when it goes off.</summary>
    public bool ClosesPosition { get; init; }

    public string? ClientId { get; init; }
}
