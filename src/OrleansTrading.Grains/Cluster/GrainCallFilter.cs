using Orleans;

namespace OrleansTrading.Grains.Cluster;

/// <summary>
/// Counts the calls and timer ticks that reach the grains of this silo, and times as many of them as it takes to know how long they last.
/// A call that is not timed is only counted and handed on.
/// </summary>
internal sealed class GrainCallFilter(GrainCallCounts counts, TimeProvider time) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        var calls = counts.Of(context.Grain.GetType());
        return calls.Count() ? TimeAsync(context, calls) : context.Invoke();
    }

    private async Task TimeAsync(IIncomingGrainCallContext context, CallCounts calls)
    {
        var started = time.GetTimestamp();
        try
        {
            await context.Invoke();
        }
        finally
        {
            calls.Add(time.GetElapsedTime(started));
        }
    }
}
