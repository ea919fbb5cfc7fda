using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Memory;

namespace OrleansTrading.Grains.Tests.Accounts;

/// <summary>A store of events whose disk can be full, or take its time.</summary>
internal sealed class GatedEventStore : IAccountEventStore
{
    private readonly MemoryAccountEventStore _inner = new();
    private volatile TaskCompletionSource? _held;
    private volatile bool _isFull;
    private int _waiting;
    private int _pagesBack;

    public bool IsFull
    {
        get => _isFull;
        set => _isFull = value;
    }

    /// <summary>Appends that wait for <see cref="Release"/>.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Pages that were read back.</summary>
    public int PagesBack => Volatile.Read(ref _pagesBack);

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        var held = _held;
        _held = null;
        held?.SetResult();
    }

    public async Task<long> AppendAsync(string account, long after, IReadOnlyList<AccountEvent> events, CancellationToken cancellationToken)
    {
        if (_held is { } held)
        {
            Interlocked.Increment(ref _waiting);
            await held.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken);
            Interlocked.Decrement(ref _waiting);
        }

        return _isFull
            ? throw new IOException("The disk is told to be full.")
            : await _inner.AppendAsync(account, after, events, cancellationToken);
    }

    public Task<IReadOnlyList<StoredAccountEvent>> ReadAsync(string account, long after, int limit, CancellationToken cancellationToken) =>
        _inner.ReadAsync(account, after, limit, cancellationToken);

    public Task<IReadOnlyList<StoredAccountEvent>> ReadBackAsync(string account, long? before, int limit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _pagesBack);
        return _inner.ReadBackAsync(account, before, limit, cancellationToken);
    }

    public Task SaveStateAsync(string account, AccountBookState state, CancellationToken cancellationToken) => _inner.SaveStateAsync(account, state, cancellationToken);

    public Task<AccountBookState?> FindStateAsync(string account, CancellationToken cancellationToken) => _inner.FindStateAsync(account, cancellationToken);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => _inner.ListAsync(cancellationToken);
}
