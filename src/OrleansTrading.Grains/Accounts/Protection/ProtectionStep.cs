using System.Collections.Immutable;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts.Protection;

/// <summary>What is to be done for a position's protection.</summary>
/// <param name="Place">A stop to be placed; null for none.</param>
/// <param name="Cancel">Ids of stops that are not needed any more.</param>
/// <param name="Close">Whether the position is to be closed because nothing protects it.</param>
/// <param name="Tell">Why it is neither protected in full nor closed; null when there is nothing to tell.</param>
internal sealed record ProtectionStep(OrderSpec? Place, ImmutableArray<string> Cancel, bool Close, string? Tell = null)
{
    public static ProtectionStep Nothing { get; } = new(null, [], false);

    public bool IsNothing => Place is null && Cancel.IsEmpty && !Close && Tell is null;
}
