using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;

namespace OrleansTrading.Simulator.Streams;

/// <summary>
/// Moves the feeds along the clock. At a finite speed a timer says when, and every step is taken with all symbols
/// before the next; at the greatest speed the engine takes slices of steps, symbol after symbol, and stops whenever a
/// consumer has not taken what it was sent. The order of frames depends on the clock's steps alone. Whatever else lives by
/// the clock follows after each move.
/// </summary>
internal sealed class MarketEngine : IDisposable
{
    private const int StepsPerSlice = 20;

    /// <summary>Shorter than a step of the markets, so that what is due by one leaves at its end.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan IdleCheck = TimeSpan.FromSeconds(1);

    private readonly StreamRegistry _registry;
    private readonly FrameSink _sink;
    private readonly StreamFaults _faults;
    private readonly StreamHub _hub;
    private readonly Action<long> _follow;
    private readonly SimulatorClock _clock;
    private readonly TimeProvider _time;
    private readonly long _step;
    private readonly SemaphoreSlim _activated = new(0, 1);
    private readonly List<SymbolFeed> _active = [];
    private long _position;

    public MarketEngine(StreamRegistry registry, FrameSink sink, StreamFaults faults, StreamHub hub, Action<long> follow, SimulatorClock clock, TimeProvider time)
    {
        _registry = registry;
        _sink = sink;
        _faults = faults;
        _hub = hub;
        _follow = follow;
        _clock = clock;
        _time = time;
        _step = registry.Feeds.Count == 0 ? 50 : registry.Feeds.Min(feed => feed.Listed.Market.StepMilliseconds);
        _position = clock.Milliseconds / _step * _step;
        registry.Activated += Wake;
    }

    public void Dispose()
    {
        _registry.Activated -= Wake;
        _activated.Dispose();
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        _clock.IsPacedByConsumers ? RunPacedByConsumersAsync(stopping) : RunByTimerAsync(stopping);

    private async Task RunByTimerAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Tick, _time);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            var until = _clock.Milliseconds;
            RefreshActive();
            if (_active.Count == 0 && !_registry.All.IsActive)
            {
                _position = until / _step * _step;
            }

            while (_position + _step <= until && !stopping.IsCancellationRequested)
            {
                RefreshActive();
                TakeSteps(1);
            }

            _follow(until);
            _faults.Release(_sink);
        }
    }

    private async Task RunPacedByConsumersAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            _faults.Release(_sink);
            if (!_registry.HasSubscriptions || _clock.HasEnded)
            {
                await WaitForSubscriptionAsync(stopping);
                continue;
            }

            RefreshActive();
            _clock.Advance(_position + StepsPerSlice * _step);
            TakeSteps((int)Math.Min(StepsPerSlice, (_clock.End - _position + _step - 1) / _step));
            _follow(_clock.Milliseconds);
            await WaitForConsumersAsync();
        }
    }

    // Wakes now and then as well, so that held-back frames leave when the market stands still.
    private async Task WaitForSubscriptionAsync(CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_activated.WaitAsync(pause.Token), Task.Delay(IdleCheck, _time, pause.Token));
        await pause.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }

    private async Task WaitForConsumersAsync()
    {
        foreach (var connection in _hub.Open)
        {
            if (connection.IsCongested)
            {
                await connection.DrainedAsync();
            }
        }
    }

    private void TakeSteps(int count)
    {
        var until = Math.Min(_position + count * _step, _clock.End);
        foreach (var feed in _active)
        {
            var step = feed.Listed.Market.StepMilliseconds;
            for (var time = (_position / step + 1) * step; time <= until; time += step)
            {
                feed.Step(time);
            }
        }

        _registry.All.Until(until, _registry.Feeds);
        _position += count * _step;
    }

    private void RefreshActive()
    {
        _active.Clear();
        foreach (var feed in _registry.Feeds)
        {
            if (feed.IsActive)
            {
                _active.Add(feed);
            }
            else
            {
                feed.Rest();
            }
        }
    }

    private void Wake()
    {
        if (_activated.CurrentCount == 0)
        {
            try
            {
                _activated.Release();
            }
            catch (SemaphoreFullException)
            {
                // Two subscribers came at once; one wake is enough.
            }
        }
    }
}
