using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Gaps;

namespace OrleansTrading.Grains.Gaps;

internal sealed class AbsentCandlesGrain([PersistentState("absent-candles")] IPersistentState<AbsentCandlesState> state) : Grain, IAbsentCandlesGrain
{
    public Task<ImmutableArray<GapRange>> GetAsync() => Task.FromResult(state.State.Ranges);

    public async Task AddAsync(ImmutableArray<GapRange> ranges)
    {
        var before = state.State;
        state.State = before.With(ranges);
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            // What could not be stored has not happened.
            state.State = before;
            throw;
        }
    }
}
