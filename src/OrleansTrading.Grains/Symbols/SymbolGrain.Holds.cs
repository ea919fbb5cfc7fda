using Orleans;
using OrleansTrading.Contracts.Symbols;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    private readonly SymbolHolds _holds = new(time);

    public Task EnsureLiveAsync()
    {
        _holds.IsPermanent = true;
        return FollowAsync();
    }

    public Task ReleaseAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task HoldAsync(string holder, TimeSpan duration)
    {
        _holds.Hold(holder, duration);
        return FollowAsync();
    }

    public Task LetGoAsync(string holder)
    {
        _holds.LetGo(holder);
        ReleaseIfNobodyHolds();
        return Task.CompletedTask;
    }

    /// <summary>
    /// A symbol whose silo stops, or that goes on to another silo, passes its holds on. What is sent to a grain on its way out is run by its successor, and the cluster places that
    /// on a silo that stays: it follows the market again at once, not only when a holder comes by. Where no silo stays nobody is told.
    /// </summary>
    private void TellSuccessor(DeactivationReason reason)
    {
        if (reason.ReasonCode is not (DeactivationReasonCode.ShuttingDown or DeactivationReasonCode.Migrating) || _inbox is null)
            return;
        var successor = this.AsReference<ISymbolGrain>();
        if (_holds.IsPermanent)
            _ = QuietlyAsync(successor.EnsureLiveAsync());
        foreach (var (holder, left) in _holds.Running)
            _ = QuietlyAsync(successor.HoldAsync(holder, left));
    }

    /// <summary>A guard that fired holds it too, until its account has answered: nobody else knows of it, and an account that cannot be reached renews no hold.</summary>
    private void ReleaseIfNobodyHolds()
    {
        if (!_holds.IsHeld && _watch is not { IsTelling: true })
            DeactivateOnIdle();
    }
}
