using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Engine.Stress;

[Alias("tests.ILedgerGrain")]
public interface ILedgerGrain : IGrainWithStringKey
{
    [Alias("Book")]
    [ResponseTimeout("00:00:05")]
    Task<int> Book(bool leave);
}

/// <summary>Counts in its stored state, and notices a second activation of itself.</summary>
public sealed class LedgerGrain([PersistentState("booked")] IPersistentState<Silos.Count> booked, ILocalSiloDetails silo)
    : Grain, ILedgerGrain
{
    /// <summary>Which activation of a grain lives, on which silo; silos that were killed do not count.</summary>
    internal static readonly ConcurrentDictionary<string, (Guid Activation, SiloAddress Silo)> Alive = new();

    internal static readonly ConcurrentDictionary<SiloAddress, bool> Killed = new();

    private readonly Guid _me = Guid.NewGuid();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Alive.TryGetValue(IdentityString, out var other) && !Killed.ContainsKey(other.Silo))
        {
            throw new InvalidOperationException($"{IdentityString} lives twice, on {other.Silo} and on {silo.SiloAddress}.");
        }

        Alive[IdentityString] = (_me, silo.SiloAddress);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Task.Yield();
        Alive.TryRemove(new(IdentityString, (_me, silo.SiloAddress)));
    }

    public async Task<int> Book(bool leave)
    {
        booked.State.Stored++;
        await booked.WriteStateAsync();
        if (leave)
        {
            DeactivateOnIdle();
        }

        return booked.State.Stored;
    }
}
