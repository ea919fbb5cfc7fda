using Orleans;

namespace OrleansTrading.Grains.Symbols;

internal sealed partial class SymbolGrain
{
    /// <remarks>Every step is taken, whatever becomes of those before it. What waits for others goes side by side: a silo that stops gives all of it a few seconds.</remarks>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await StepAsync(() => TellSuccessor(reason));
        // What has come is still taken, so that a candle that closed a moment ago is saved below.
        await StepAsync(TakeAll);
        await StepAsync(_flow.Flush);
        await StepAsync(() => _followed?.Leave());
        await StepAsync(() => _caller?.Hurry());
        await StepAsync(_stopping.CancelAsync);
        await StepAsync(() => _inbox?.Close());
        if (_subscription is not null)
            await StepAsync(async () => await _subscription.DisposeAsync());
        await QuietlyAsync(_work.WaitAsync(cancellationToken));
        var saving = StepAsync(() => SaveLastAsync(cancellationToken));
        await QuietlyAsync(_tradeWork.WaitAsync(cancellationToken));
        await QuietlyAsync(_depthWork.WaitAsync(cancellationToken));
        await StepAsync(CloseCaptureAsync);
        await saving;
        await TellLastAsync(begun, cancellationToken);
    }

    private async Task SaveLastAsync(CancellationToken cancellationToken)
    {
        if (!await _keeper.SaveAsync(cancellationToken))
            LogUnsavedAtStop(logger, _instrument, _keeper.Unsaved);
    }

    private Task StepAsync(Action step) => StepAsync(() =>
    {
        step();
        return Task.CompletedTask;
    });

    private async Task StepAsync(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception exception)
        {
            // Isolated here because what comes after it is needed all the same.
            LogLeavingFailed(logger, _instrument, exception);
        }
    }
}
