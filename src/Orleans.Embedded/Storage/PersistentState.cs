using EmbeddedEngine.Activations;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedEngine.Storage;

/// <summary>A stored record of one activation. Its operations run one after the other, in the order of the calls.</summary>
internal sealed class PersistentState<TState>(Activation activation, string name, IGrainStorage storage) : IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new(States.Empty<TState>());
    private Task _last = Task.CompletedTask;
    private bool _isRead;

    public TState State
    {
        get
        {
            CheckTurn();
            return _state.State!;
        }

        set
        {
            CheckTurn();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _isRead ? _state.RecordExists : throw new InvalidOperationException("State has not yet been loaded");

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => Enqueue("read", async token =>
    {
        await storage.ReadStateAsync(name, activation.GrainId, _state, token);
        _isRead = true;
    }, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) => Enqueue(
        "write", token => storage.WriteStateAsync(name, activation.GrainId, _state, token), cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) => Enqueue("clear", async token =>
    {
        await storage.ClearStateAsync(name, activation.GrainId, _state, token);
        _state.State = States.Empty<TState>();
    }, cancellationToken);

    public async Task ReadOnActivationAsync(CancellationToken cancellationToken)
    {
        if (!_isRead)
        {
            await ReadStateAsync(cancellationToken);
        }
    }

    private Task Enqueue(string operation, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        CheckTurn();
        var previous = _last;
        return _last = RunAsync(previous, operation, run, cancellationToken);
    }

    private async Task RunAsync(Task previous, string operation, Func<CancellationToken, Task> run, CancellationToken cancellationToken)
    {
        if (!previous.IsCompleted)
        {
            await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (activation.Silo.IsClosed)
        {
            throw new OrleansException($"Cannot {operation} the state {name} of {activation.GrainId}: its silo has stopped.");
        }

        try
        {
            await run(cancellationToken);
        }
        catch (Exception error) when (error is not (OrleansException or OperationCanceledException))
        {
            throw new OrleansException($"Error from storage: could not {operation} the state {name} of {activation.GrainId}. {error.Message}", error);
        }
    }

    private void CheckTurn()
    {
        if (!ReferenceEquals(ActivationContext.Current, activation))
        {
            throw new InvalidOperationException($"The state {name} of {activation.GrainId} can be used on the turns of that grain only.");
        }
    }
}
