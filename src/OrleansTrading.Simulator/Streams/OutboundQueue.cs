namespace OrleansTrading.Simulator.Streams;

/// <summary>
/// Frames on their way out, laid end to end in one buffer while the sender writes the other: however many frames
/// have gathered, they leave in one write.
/// </summary>
internal sealed class OutboundQueue(int highWater) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filled = new(0, 1);
    private byte[] _filling = new byte[64 * 1024];
    private byte[] _sending = new byte[64 * 1024];
    private int _length;
    private bool _senderWaits;
    private bool _completed;
    private TaskCompletionSource? _drained;

    public void Dispose() => _filled.Dispose();

    /// <summary>True when more than the high-water mark waits.</summary>
    public bool IsCongested => Volatile.Read(ref _length) > highWater;

    /// <summary>Appends one text frame made of up to three parts. Returns the bytes that wait, or -1 after completion.</summary>
    public int Append(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third) =>
        Append(WebSocketFrame.Text, first, second, third);

    public int Append(byte opcode, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default, ReadOnlySpan<byte> third = default)
    {
        var release = false;
        int waiting;
        lock (_lock)
        {
            if (_completed)
            {
                return -1;
            }

            var payload = first.Length + second.Length + third.Length;
            var needed = _length + payload + WebSocketFrame.LongestHeader;
            if (needed > _filling.Length)
            {
                Array.Resize(ref _filling, Math.Max(needed, _filling.Length * 2));
            }

            var target = _filling.AsSpan(_length);
            var at = WebSocketFrame.WriteHeader(target, opcode, payload);
            first.CopyTo(target[at..]);
            second.CopyTo(target[(at + first.Length)..]);
            third.CopyTo(target[(at + first.Length + second.Length)..]);
            waiting = _length += at + payload;
            if (_senderWaits)
            {
                _senderWaits = false;
                release = true;
            }
        }

        if (release)
        {
            _filled.Release();
        }

        return waiting;
    }

    /// <summary>
    /// Appends a text frame and runs <paramref name="effect"/> as one: nothing that the effect sets going gets in before
    /// the frame, and the frame does not leave before the effect is complete.
    /// </summary>
    public void AppendWith(ReadOnlySpan<byte> text, Action effect)
    {
        lock (_lock)
        {
            Append(WebSocketFrame.Text, text);
            effect();
        }
    }

    /// <summary>No more frames are taken; what waits is still sent.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            _drained?.TrySetResult();
            if (!_senderWaits)
            {
                return;
            }

            _senderWaits = false;
        }

        _filled.Release();
    }

    /// <summary>Completes when what waits has been taken by the sender, or when nothing more will be.</summary>
    public Task DrainedAsync()
    {
        lock (_lock)
        {
            if (_completed || _length <= highWater)
            {
                return Task.CompletedTask;
            }

            _drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _drained.Task;
        }
    }

    /// <summary>All that waits, for one write; empty once completed and drained.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            lock (_lock)
            {
                if (_length > 0)
                {
                    var taken = _filling.AsMemory(0, _length);
                    (_filling, _sending) = (_sending, _filling);
                    _length = 0;
                    _drained?.TrySetResult();
                    _drained = null;
                    return taken;
                }

                if (_completed)
                {
                    return default;
                }

                _senderWaits = true;
            }

            await _filled.WaitAsync(cancellationToken);
        }
    }
}
