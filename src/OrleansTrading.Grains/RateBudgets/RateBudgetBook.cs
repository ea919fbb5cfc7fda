using System.Collections.Immutable;
using Orleans.Runtime;
using OrleansTrading.Contracts.RateBudgets;

namespace OrleansTrading.Grains.RateBudgets;

/// <summary>
/// Answers silos by the ledger, and stores what is given before it goes out. Calls come one at a time. The wall clock is read once, and
/// time counted from there: a step of it neither frees what is given out nor holds it back.
/// </summary>
internal sealed class RateBudgetBook(IPersistentState<RateBudgetState> state, TimeProvider time)
{
    private readonly RateLedger _ledger = new();
    private readonly DateTimeOffset _begunAt = time.GetUtcNow();
    private readonly long _begun = time.GetTimestamp();

    public async Task<RateAnswer> ExchangeAsync(RateQuestion question)
    {
        var now = (_begunAt + time.GetElapsedTime(_begun)).ToUnixTimeMilliseconds();
        var before = state.State;
        var entries = before.Entries;
        var leases = ImmutableArray.CreateBuilder<RateLease>(question.Resources.Length);
        foreach (var wish in question.Resources)
        {
            (entries, var lease) = _ledger.Exchange(entries, question.Silo, wish, now);
            leases.Add(lease);
        }

        var blockedUntil = Math.Max(before.BlockedUntil, now + (long)question.BlockedFor.TotalMilliseconds);
        if (question.BlockedFor <= TimeSpan.Zero)
            blockedUntil = before.BlockedUntil;
        var isGiven = leases.Any(lease => lease.Weight > 0) || blockedUntil > before.BlockedUntil;
        state.State = before with { Entries = entries, BlockedUntil = blockedUntil };
        if (isGiven)
            await StoreAsync(before);
        return new RateAnswer(leases.ToImmutable(), TimeSpan.FromMilliseconds(Math.Max(0, blockedUntil - now)));
    }

    /// <summary>What goes back need not be stored: without it, more counts than has to.</summary>
    private async Task StoreAsync(RateBudgetState before)
    {
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // What could not be stored was not given.
            state.State = before;
            throw;
        }
    }
}
