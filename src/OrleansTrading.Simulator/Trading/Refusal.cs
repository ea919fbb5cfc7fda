namespace OrleansTrading.Simulator.Trading;

/// <summary>A request that is not carried out: nothing has changed.</summary>
/// <param name="Detail">The bound that was passed, where there is one.</param>
internal sealed record Refusal(RefusalReason Reason, string Detail = "")
{
    public static implicit operator Refusal(RefusalReason reason) => new(reason);
}
