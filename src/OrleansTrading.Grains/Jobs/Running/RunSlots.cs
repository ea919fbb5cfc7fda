using OrleansTrading.Contracts.Jobs;

namespace OrleansTrading.Grains.Jobs.Running;

/// <summary>
/// How many runs a silo has under way at once. High-priority runs have slots of their own besides those of all, and go before every
/// normal run that waits; among equals the first to come is the first to go.
/// </summary>
internal sealed class RunSlots(int shared, int high)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource<Lease>> _waitingNormal = [];
    private readonly LinkedList<TaskCompletionSource<Lease>> _waitingHigh = [];
    private int _freeShared = shared;
    private int _freeHigh = high;

    public int Waiting
    {
        get
        {
            lock (_gate)
                return _waitingNormal.Count + _waitingHigh.Count;
        }
    }

    /// <summary>Waits for a slot. Whoever disposes of it gives it back.</summary>
    public async Task<IDisposable> TakeAsync(JobPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var queue = priority == JobPriority.High ? _waitingHigh : _waitingNormal;
        LinkedListNode<TaskCompletionSource<Lease>> waiter;
        lock (_gate)
        {
            if (TryTake(priority == JobPriority.High) is { } free)
                return free;
            waiter = queue.AddLast(new TaskCompletionSource<Lease>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        await using var registration = cancellationToken.Register(() =>
        {
            lock (_gate)
            {
                if (waiter.List is null)
                    return;
                queue.Remove(waiter);
            }

            waiter.Value.TrySetCanceled(cancellationToken);
        });
        return await waiter.Value.Task;
    }

    private Lease? TryTake(bool isHigh)
    {
        if (isHigh && _freeHigh > 0)
        {
            _freeHigh--;
            return new Lease(this, isHigh: true);
        }

        if (_freeShared == 0)
            return null;
        _freeShared--;
        return new Lease(this, isHigh: false);
    }

    private void GiveBack(bool isHigh)
    {
        lock (_gate)
        {
            if (isHigh)
                _freeHigh++;
            else
                _freeShared++;
            var queue = _waitingHigh.Count > 0 ? _waitingHigh : _waitingNormal;
            if (queue.First is not { } next || TryTake(queue == _waitingHigh) is not { } lease)
                return;
            queue.RemoveFirst();
            next.Value.SetResult(lease);
        }
    }

    private sealed class Lease(RunSlots owner, bool isHigh) : IDisposable
    {
        private int _isGivenBack;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
                owner.GiveBack(isHigh);
        }
    }
}
