using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using OrleansTrading.Contracts.Capture;

namespace OrleansTrading.Grains.Capture;

internal sealed class RecordedTradesGrain([PersistentState("recorded-trades")] IPersistentState<RecordedTradesState> state) : Grain, IRecordedTradesGrain
{
    public Task<long?> FindAsync(string symbol) => Task.FromResult(state.State.Find(symbol));

    public async Task NoteAsync(ImmutableArray<RecordedUpTo> marks)
    {
        var before = state.State;
        state.State = before.With(marks);
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
