using Orleans.Runtime;
using Orleans.Runtime.Placement;
using OrleansTrading.Contracts.Symbols;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    /// <summary>Calls that may wait for the venue. They would keep the symbol from everybody once it is on its way out.</summary>
    private int _asked;

    /// <summary>
    /// What it would leave half done is a candle that is not stored, a repair, a snapshot of the book, an answer that somebody waits for, a guard that fired. All of
    /// that is over in moments, and there are other symbols to take.
    /// </summary>
    private bool MayMove =>
        _inbox is not null && _phase == SymbolPhase.Live && _holds.IsHeld && _asked == 0 && !_isHeldBack && _keeper.Unsaved == 0
        && _work.IsCompleted && _tradeWork.IsCompleted && _depthWork.IsCompleted && _watch is not { IsTelling: true }
        && !_stopping.IsCancellationRequested;

    /// <summary>
    /// The grain is never twice: its streams and its recording are closed before the cluster places it anew, and the directory has one activation of it.
    /// What the sockets would have brought in between is asked of the venue, as after every start.
    /// </summary>
    public Task<bool> MoveToAsync(string silo)
    {
        var target = SiloAddress.FromParsableString(silo);
        if (!MayMove || target.Equals(GrainContext.Address.SiloAddress))
            return Task.FromResult(false);
        // From here on no call begins, and without an await in between none has.
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = target });
        return Task.FromResult(true);
    }

    /// <summary>Answers a call that may take as long as the venue lets it wait.</summary>
    private async Task<T> AnswerAsync<T>(Func<CancellationToken, Task<T>> answer)
    {
        _asked++;
        try
        {
            return await answer(_answering.Token);
        }
        finally
        {
            _asked--;
        }
    }
}
