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
    /// <summary>No venue bans an address for longer. What says so was stored by a clock that was ahead.</summary>
    public static readonly TimeSpan LongestBan = TimeSpan.FromDays(3);

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

        var longest = now + (long)LongestBan.TotalMilliseconds;
        var asked = question.BlockedFor > TimeSpan.Zero ? now + (long)question.BlockedFor.TotalMilliseconds : 0;
        var blockedUntil = Math.Min(longest, Math.Max(before.BlockedUntil, asked));
        // One that was too long is stored too: it is not to begin anew with each activation.
        var isGiven = leases.Any(lease => lease.Weight > 0) || blockedUntil != before.BlockedUntil;
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
