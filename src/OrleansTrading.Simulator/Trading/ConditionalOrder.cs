namespace OrleansTrading.Simulator.Trading;

/// <summary>A conditional order as it stands. A change makes a new one.</summary>
/// <param name="Best">Of a trailing one that follows: the best price so far.</param>
/// <param name="OrderId">The order that it has become.</param>
/// <param name="Triggered">Unix milliseconds, 0 before it went off.</param>
internal sealed record ConditionalOrder(
    long Id, string ClientId, ConditionalTerms Terms, ConditionalStatus Status, decimal? Best, long? OrderId, Refusal? Refusal, long Created, long Updated,
    long Triggered)
{
    public string Symbol => Terms.Order.Symbol.Spec.Name;

    public bool IsOpen => Status == ConditionalStatus.Waiting;
}
