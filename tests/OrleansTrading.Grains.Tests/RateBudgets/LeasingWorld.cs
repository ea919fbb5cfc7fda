using OrleansTrading.Contracts.RateBudgets;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Grains.RateBudgets;

namespace OrleansTrading.Grains.Tests.RateBudgets;

/// <summary>
/// Silos that share one budget, in simulated time: messages are late or lost, silos die and come back, their clocks go a little
/// fast or slow, and the budget moves between hosts whose clocks differ, with nothing but what was stored.
/// </summary>
internal sealed class LeasingWorld
{
    public const int Limit = 1000;
    public const int Silos = 4;
    public const int Reserve = 25;
    public const int Leasable = Limit - (Silos * Reserve);
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Random _random;
    private readonly PriorityQueue<Action, long> _events = new();
    private readonly Silo[] _silos = new Silo[Silos];
    private readonly Queue<(long At, int Weight)> _inWindow = new();
    private readonly List<long> _deaths = [];
    private RateBudgetState _stored = new();
    private RateBudgetState _state = new();
    private RateLedger _ledger = new();
    private long _hostSkew;
    private long _now;
    private int _used;

    public LeasingWorld(int seed, bool isCalm)
    {
        _random = new Random(seed);
        IsCalm = isCalm;
        for (var index = 0; index < Silos; index++)
            Start(index);
        if (!isCalm)
            In(_random.Next(5000), Move);
    }

    /// <summary>Nobody dies, nothing is lost.</summary>
    private bool IsCalm { get; }

    /// <summary>Spent by each silo.</summary>
    public long[] Spent { get; } = new long[Silos];

    /// <summary>The most that was spent beyond the limit in any window, less what silos that died in it had as reserves.</summary>
    public int WorstExcess { get; private set; } = int.MinValue;

    public void Run(TimeSpan length)
    {
        while (_events.TryDequeue(out var happening, out var at) && at <= length.TotalMilliseconds)
        {
            _now = at;
            happening();
        }
    }

    private void Start(int index)
    {
        var silo = new Silo($"{index}-{_random.Next()}", 1 + ((_random.NextDouble() - 0.5) / 500), _random.Next(1_000_000));
        _silos[index] = silo;
        In(_random.Next(1000), () => Use(index, silo));
        In(_random.Next(1000), () => Ask(index, silo));
        if (!IsCalm)
            In(_random.Next(5000, 120_000), () => Die(index, silo));
    }

    private void Use(int index, Silo silo)
    {
        if (_silos[index] != silo)
            return;
        var isBusy = IsCalm || _now / 20_000 % 3 != index % 3;
        for (var left = isBusy ? _random.Next(1, 6) : 0; left > 0; left--)
        {
            var weight = _random.Next(1, 12);
            if (!silo.Budget.TryTake(weight, silo.At(_now), out _))
                break;
            Spend(index, weight);
        }

        In(_random.Next(20, 300), () => Use(index, silo));
    }

    private void Spend(int index, int weight)
    {
        Spent[index] += weight;
        _inWindow.Enqueue((_now, weight));
        _used += weight;
        while (_now - _inWindow.Peek().At >= Window.TotalMilliseconds)
            _used -= _inWindow.Dequeue().Weight;
        // A process that has just begun does not know what its forerunner has spent of the reserve.
        var died = _deaths.Count(at => _now - at < Window.TotalMilliseconds);
        WorstExcess = Math.Max(WorstExcess, _used - Limit - (died * Reserve));
    }

    private void Ask(int index, Silo silo)
    {
        if (_silos[index] != silo)
            return;
        var sentAt = silo.At(_now);
        var demand = silo.Budget.TakeDemand(sentAt);
        var wish = new RateWish(
            0, Leasable, Window, ++silo.Lease, demand.Wanted, [.. demand.Finished.Select(lease => new FinishedLease(lease.Lease, lease.Spent))],
            demand.ReserveUsed, null);
        var isAnswered = false;
        if (!IsLost())
        {
            In(Delay(), () =>
            {
                var (after, lease) = _ledger.Exchange(_state.Entries, silo.Name, wish, _now + 1_000_000 + _hostSkew);
                _state = _state with { Entries = after };
                if (lease.Weight > 0)
                    _stored = _state;
                if (IsLost())
                    return;
                In(Delay(), () =>
                {
                    if (_silos[index] != silo || silo.At(_now) - sentAt > TimeSpan.FromSeconds(3))
                        return;
                    isAnswered = true;
                    silo.Budget.Apply(
                        new RateGrant(wish.Lease, lease.Weight, lease.Duration, lease.Free, lease.RetryAfter, TimeSpan.Zero), sentAt, silo.At(_now));
                });
            });
        }

        In(3100, () =>
        {
            if (!isAnswered)
                silo.Budget.Restore(demand);
        });
        In(_random.Next(300, 1000), () => Ask(index, silo));
    }

    private void Die(int index, Silo silo)
    {
        if (_silos[index] != silo)
            return;
        _deaths.Add(_now);
        _silos[index] = new Silo("none", 1, 0);
        In(_random.Next(1, 40_000), () => Start(index));
    }

    private void Move()
    {
        (_state, _ledger, _hostSkew) = (_stored, new RateLedger(), _random.Next(-900, 900));
        In(_random.Next(1000, 60_000), Move);
    }

    private bool IsLost() => !IsCalm && _random.Next(8) == 0;

    private int Delay() => IsCalm ? _random.Next(1, 5) : _random.Next(1, 1500);

    private void In(int delay, Action happening) => _events.Enqueue(happening, _now + delay);

    private sealed class Silo(string name, double speed, int offset)
    {
        public string Name => name;

        public LeasedBudget Budget { get; } = new(Limit, Reserve, Window, () => { });

        public long Lease { get; set; }

        public TimeSpan At(long now) => TimeSpan.FromMilliseconds((now * speed) + offset);
    }
}
