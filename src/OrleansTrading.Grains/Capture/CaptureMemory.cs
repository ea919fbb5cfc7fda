namespace OrleansTrading.Grains.Capture;

/// <summary>
/// How much memory rows take that are not yet written, over all symbols of the silo, and who has to wait for it. Safe from any thread.
/// </summary>
internal sealed class CaptureMemory(long limit)
{
    private readonly Lock _gate = new();
    private long _used;
    private volatile bool _isOpenToAll;
    private TaskCompletionSource? _room;

    public long Limit => limit;

    public long Used => Interlocked.Read(ref _used);

    /// <summary>From here on order flow is made coarser.</summary>
    public bool IsShort => Used > limit / 2;

    /// <summary>Whether nothing more fits at all.</summary>
    public bool IsFull => Used >= limit;

    /// <summary>Whether even the reserve of what is rare is used up.</summary>
    public bool IsOverfull => Used > limit + (limit / 8);

    /// <summary>
    /// Whether symbols may take more from their sockets. The last eighth is for what they hold in their hands when this turns false; while
    /// open to all, a quarter beyond the bound is for what cannot be had again.
    /// </summary>
    public bool HasRoom => Used < (_isOpenToAll ? limit + (limit / 4) : limit - (limit / 8));

    public void Take(long bytes) => Interlocked.Add(ref _used, bytes);

    public void Release(long bytes)
    {
        Interlocked.Add(ref _used, -bytes);
        LetIn();
    }

    /// <summary>While open to all, nobody is held back at the bound: what does not fit is let go by those who come, but for what is never let go.</summary>
    public void SetOpenToAll(bool isOpen)
    {
        _isOpenToAll = isOpen;
        LetIn();
    }

    public Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (HasRoom)
                return Task.CompletedTask;
            _room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _room.Task.WaitAsync(cancellationToken);
        }
    }

    private void LetIn()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            if (!HasRoom)
                return;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }
}
