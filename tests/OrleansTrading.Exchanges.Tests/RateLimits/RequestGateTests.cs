using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.RateLimits;
using OrleansTrading.TestKit;

namespace OrleansTrading.Exchanges.Tests.RateLimits;

public sealed class RequestGateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public async Task Data_AsMuchAsItWants_LeavesRoomForAnOrder()
    {
        using var gate = Gate(new RateBudget(100, Minute), kept: 5);
        await SpendAsync(gate, 95);
        var data = gate.EnterAsync(1, default);
        data.IsCompleted.ShouldBeFalse();
        gate.Wait.ShouldBe(Minute + TimeSpan.FromTicks(1));
        gate.EnterAtOnceAsync(5, TimeSpan.Zero, default).IsCompletedSuccessfully.ShouldBeTrue();
        (await Should.ThrowAsync<VenueException>(gate.EnterAtOnceAsync(1, TimeSpan.FromSeconds(5), default))).Message.ShouldContain("takes no request");
        await UntilAsync(data, Minute);
    }

    [Fact]
    public async Task Data_OfALeasedBudget_LeavesAQuarterOfTheReserve()
    {
        var budget = new LeasedBudget(100, 20, Minute, () => { });
        using var gate = Gate(budget, kept: 50);
        await SpendAsync(gate, 15);
        budget.TakeDemand(TimeSpan.Zero);
        var data = gate.EnterAsync(1, default);
        data.IsCompleted.ShouldBeFalse();
        budget.TakeDemand(TimeSpan.Zero).Wanted.ShouldBe(6, "what is to be kept is asked for too");
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
        using var gate = Gate(new RateBudget(100, Minute), kept: 5);
        // Ten each second, so that room comes in small pieces.
        for (var second = 0; second < 9; second++)
        {
            await SpendAsync(gate, 10);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var data = Enumerable.Range(0, 30).Select(_ => gate.EnterAsync(5, default)).ToList();
        data[0].IsCompletedSuccessfully.ShouldBeTrue();
        var account = gate.EnterAtOnceAsync(40, Minute, default);
        await UntilAsync(account, TimeSpan.FromSeconds(60));
        data.Count(entered => entered.IsCompleted).ShouldBe(1);
        await UntilAsync(data[^1], TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Data_AfterARequestOfAnAccountWasGivenUp_GoesOn()
    {
        using var gate = Gate(new RateBudget(100, Minute), kept: 5);
        await SpendAsync(gate, 95);
        using var stop = new CancellationTokenSource();
        var account = gate.EnterAtOnceAsync(90, Minute + Minute, stop.Token);
        var data = gate.EnterAsync(1, default);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(account);
        await UntilAsync(data, Minute);
    }

    private RequestGate Gate(IRateBudget budget, int kept) => new(budget, TimeSpan.FromMinutes(5), _time, NullLogger.Instance, kept);

    private static async Task SpendAsync(RequestGate gate, int weight)
    {
        for (var spent = 0; spent < weight; spent++)
            await gate.EnterAsync(1, default).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    /// <summary>Lets time go by in quarters of a second until something completes.</summary>
    private async Task UntilAsync(Task entered, TimeSpan limit)
    {
        for (var gone = TimeSpan.Zero; gone <= limit + TimeSpan.FromSeconds(1) && !entered.IsCompleted; gone += TimeSpan.FromSeconds(0.25))
        {
            _time.Advance(TimeSpan.FromSeconds(0.25));
            // Who has to wait on has set its timer again.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            while (!entered.IsCompleted && _time.ArmedTimers == 0 && !patience.IsCancellationRequested)
                await Task.Yield();
        }

        await entered.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }
}
