using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.Exchanges.Tests.Streams;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.RateLimits;

public sealed class RequestGateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>Longer than time can go while somebody wakes up.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromDays(40);

    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Data_AsMuchAsItWants_LeavesRoomForAnOrder()
    {
        using var gate = Gate(new RateBudget(100, Minute), kept: 4);
        await SpendAsync(gate, 94);
        var data = gate.EnterAsync(1, default);
        data.IsCompleted.ShouldBeFalse();
        gate.Wait.ShouldBe(Minute + TimeSpan.FromTicks(1));
        await gate.EnterAsync(2, default, isAwaited: true);
        var awaited = gate.EnterAsync(1, default, isAwaited: true);
        awaited.IsCompleted.ShouldBeFalse();
        gate.EnterAtOnceAsync(4, TimeSpan.Zero, default).IsCompletedSuccessfully.ShouldBeTrue();
        (await Should.ThrowAsync<VenueException>(gate.EnterAtOnceAsync(1, TimeSpan.FromSeconds(5), default))).Message.ShouldContain("takes no request");
        await UntilAsync(awaited);
        await UntilAsync(data);
    }

    [Fact]
    public async Task Data_OfALeasedBudget_LeavesAPartOfTheReserve()
    {
        var budget = new LeasedBudget(100, 20, Minute, () => { });
        using var gate = Gate(budget, kept: 4);
        await SpendAsync(gate, 14);
        budget.TakeDemand(TimeSpan.Zero);
        var data = gate.EnterAsync(1, default);
        data.IsCompleted.ShouldBeFalse();
        budget.TakeDemand(TimeSpan.Zero).Wanted.ShouldBe(7, "what is to be kept is asked for too");
        gate.EnterAtOnceAsync(5, TimeSpan.Zero, default).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Theory]
    [InlineData(40)]
    [InlineData(35)]
    [InlineData(20)]
    public void Data_ThatTheReserveHolds_GoesWithoutALease(int weight) =>
        new LeasedBudget(2_400, 40, Minute, () => { }).TryTake(weight, TimeSpan.Zero, out _, keep: 120).ShouldBeTrue();

    [Fact]
    public async Task Data_WhileAHeavyRequestOfAnAccountWaits_DoesNotTakeItsRoomAway()
    {
        var budget = new NotedBudget(new RateBudget(100, Minute));
        using var gate = Gate(budget, kept: 5);
        // Ten each second, so that room comes in small pieces.
        for (var second = 0; second < 8; second++)
        {
            await SpendAsync(gate, 10);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var data = Enumerable.Range(0, 30).Select(_ => gate.EnterAsync(5, default)).ToList();
        data[0].IsCompletedSuccessfully.ShouldBeTrue();
        var account = gate.EnterAtOnceAsync(40, Long, default);
        await UntilAsync(account);
        await UntilAsync(data[^1]);
        budget.Taken.Skip(80).ShouldBe([5, 5, 40, .. Enumerable.Repeat(5, 28)]);
    }

    [Fact]
    public async Task Data_ThatIsLight_DoesNotStandBehindWhatIsHeavyAndFindsRoomBesideIt()
    {
        var budget = new NotedBudget(new RateBudget(2_400, Minute));
        using var gate = Gate(budget, kept: 100);
        await gate.EnterAsync(2_190, default);
        var heavy = gate.EnterAsync(20, default);
        heavy.IsCompleted.ShouldBeFalse("it leaves twice what is kept");
        for (var light = 0; light < 10; light++)
            gate.EnterAsync(5, default).IsCompletedSuccessfully.ShouldBeTrue();
        var last = gate.EnterAsync(7, default);
        await UntilAsync(heavy);
        await UntilAsync(last);
        budget.Taken.ShouldBe([2_190, .. Enumerable.Repeat(5, 10), 20, 7], "the heavy ones kept their order");
    }

    [Fact]
    public async Task Data_ThatIsAwaited_GoesBeforeOtherDataAsRoomComes()
    {
        var budget = new NotedBudget(new RateBudget(2_400, Minute));
        using var gate = Gate(budget, kept: 100);
        for (var second = 0; second < 44; second++)
        {
            await gate.EnterAsync(50, default);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await SpendAsync(gate, 46);
        for (var request = 0; request < 13; request++)
            gate.EnterAsync(4, default, isAwaited: true).IsCompletedSuccessfully.ShouldBeTrue();
        var data = gate.EnterAsync(5, default);
        var awaited = gate.EnterAsync(4, default, isAwaited: true);
        (data.IsCompleted, awaited.IsCompleted).ShouldBe((false, false));
        // The first fifty leave: room for either of them, and not beside what light ones leave to those that somebody waits for.
        _time.Advance(Minute - TimeSpan.FromSeconds(44) + TimeSpan.FromMilliseconds(1));
        await awaited.WaitAsync(Patience.Long, TimeProvider.System);
        data.IsCompleted.ShouldBeFalse();
        await UntilAsync(data);
    }

    [Fact]
    public async Task Data_OfWhichMoreIsAwaitedThanAQuarter_TakesItsTurnWithOtherData()
    {
        var budget = new NotedBudget(new RateBudget(2_400, Minute));
        using var gate = Gate(budget, kept: 100);
        for (var request = 0; request < 150; request++)
            gate.EnterAsync(4, default, isAwaited: true).IsCompletedSuccessfully.ShouldBeTrue();
        await gate.EnterAsync(1_600, default);
        await SpendAsync(gate, 46);
        var data = gate.EnterAsync(6, default);
        var awaited = gate.EnterAsync(4, default, isAwaited: true);
        (data.IsCompleted, awaited.IsCompleted).ShouldBe((false, false), "there is room for what goes ahead, and this does not");
        await UntilAsync(awaited);
        await UntilAsync(data);
        budget.Taken.Skip(150 + 1 + 46).ShouldBe([6, 4]);
    }

    [Fact]
    public async Task Data_AfterARequestOfAnAccountWasGivenUp_GoesOn()
    {
        using var gate = Gate(new RateBudget(100, Minute), kept: 5);
        await SpendAsync(gate, 93);
        using var stop = new CancellationTokenSource();
        var account = gate.EnterAtOnceAsync(90, Long, stop.Token);
        var data = gate.EnterAsync(1, default);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(account);
        await UntilAsync(data);
    }

    private RequestGate Gate(IRateBudget budget, int kept) => new(budget, Long, _time, NullLogger.Instance, kept);

    private static async Task SpendAsync(RequestGate gate, int weight)
    {
        for (var spent = 0; spent < weight; spent++)
            await gate.EnterAsync(1, default).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    /// <summary>Lets time go by until something completes. Nothing may depend on how far it has gone by then.</summary>
    private async Task UntilAsync(Task entered)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (!entered.IsCompleted && !patience.IsCancellationRequested)
        {
            _time.Advance(TimeSpan.FromSeconds(0.25));
            await Task.Yield();
        }

        await entered.WaitAsync(Patience.Long, TimeProvider.System);
    }

    /// <summary>Notes what is taken, in the order in which it is.</summary>
    private sealed class NotedBudget(RateBudget budget) : IRateBudget
    {
        public List<int> Taken { get; } = [];

        public int Limit => budget.Limit;

        public Task? Changed => budget.Changed;

        public int UsedAt(TimeSpan now) => budget.UsedAt(now);

        public int RoomAt(TimeSpan now) => budget.RoomAt(now);

        public bool TryTake(int weight, TimeSpan now, out TimeSpan wait, int keep = 0)
        {
            var isTaken = budget.TryTake(weight, now, out wait, keep);
            if (isTaken)
                Taken.Add(weight);
            return isTaken;
        }

        public TimeSpan WaitFor(int weight, TimeSpan now, int keep = 0) => budget.WaitFor(weight, now, keep);

        public void ObserveUsed(int used, TimeSpan now) => budget.ObserveUsed(used, now);

        public void BlockUntil(TimeSpan until) => budget.BlockUntil(until);
    }
}
