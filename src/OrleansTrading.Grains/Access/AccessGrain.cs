using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Domain.Access;

namespace OrleansTrading.Grains.Access;

/// <summary>Keeps tokens and ended sessions. A change that could not be stored is not made.</summary>
internal sealed class AccessGrain([PersistentState("access")] IPersistentState<AccessRecord> state, TimeProvider time) : Grain, IAccessGrain
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public Task<AccessKeys> GetAsync() => Task.FromResult(new AccessKeys(state.State.Tokens, [.. state.State.Ended.Where(session => session.Until > Now)]));

    public async Task<string?> AddTokenAsync(ApiToken token)
    {
        var tokens = state.State.Tokens;
        if (tokens.Any(known => known.Id == token.Id || string.Equals(known.Name, token.Name, StringComparison.OrdinalIgnoreCase)))
            return $"There is a token '{token.Name}' already; withdraw it first, or choose another name.";
        if (tokens.Length >= IAccessGrain.MostTokens)
            return $"There are {tokens.Length} tokens; withdraw those that are not needed any more.";
        await SaveAsync(state.State with { Tokens = tokens.Add(token) });
        return null;
    }

    public async Task<ApiToken?> WithdrawTokenAsync(string id)
    {
        var withdrawn = state.State.Tokens.FirstOrDefault(token => token.Id == id);
        if (withdrawn is not null)
            await SaveAsync(state.State with { Tokens = state.State.Tokens.Remove(withdrawn) });
        return withdrawn;
    }

    public async Task NoteUseAsync(ImmutableArray<TokenUse> uses)
    {
        var last = uses.ToLookup(use => use.Id);
        ApiToken[] noted = [.. state.State.Tokens.Select(token =>
            last[token.Id].Select(use => use.At).DefaultIfEmpty().Max() is var at && at > (token.UsedAt ?? 0) ? token with { UsedAt = at } : token)];
        if (!noted.SequenceEqual(state.State.Tokens))
            await SaveAsync(state.State with { Tokens = [.. noted] });
    }

    public Task EndSessionAsync(EndedSession session) => state.State.Ended.Any(ended => ended.Id == session.Id)
        ? Task.CompletedTask
        : SaveAsync(state.State with { Ended = [.. state.State.Ended.Where(ended => ended.Until > Now), session] });

    private async Task SaveAsync(AccessRecord wanted)
    {
        var before = state.State;
        state.State = wanted;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // It may have been stored or not: the next activation reads which, and until then nothing is true that may be lost.
            state.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
