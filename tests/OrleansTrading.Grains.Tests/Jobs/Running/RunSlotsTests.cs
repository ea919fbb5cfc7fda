using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs.Running;

namespace OrleansTrading.Grains.Tests.Jobs.Running;

public sealed class RunSlotsTests
{
    [Fact]
    public async Task TakeAsync_HighPriority_HasSlotsOfItsOwnAndGoesFirst()
    {
        var slots = new RunSlots(shared: 1, high: 1);
        var normal = await slots.TakeAsync(JobPriority.Normal, default);
        var waitingNormal = slots.TakeAsync(JobPriority.Normal, default);
        var high = await slots.TakeAsync(JobPriority.High, default);
        var waitingHigh = slots.TakeAsync(JobPriority.High, default);
        (waitingNormal.IsCompleted, waitingHigh.IsCompleted, slots.Waiting).ShouldBe((false, false, 2));

        normal.Dispose();

        var second = await waitingHigh.WaitAsync(JobCluster.Limit);
        waitingNormal.IsCompleted.ShouldBeFalse("the high one that came later goes first");
        high.Dispose();
        waitingNormal.IsCompleted.ShouldBeFalse("a slot of the high ones is not for it");
        second.Dispose();
        (await waitingNormal.WaitAsync(JobCluster.Limit)).Dispose();
    }

    [Fact]
    public async Task TakeAsync_CancelledWhileWaiting_LeavesTheQueue()
    {
        var slots = new RunSlots(1, 0);
        var first = await slots.TakeAsync(JobPriority.Normal, default);
        using var cancellation = new CancellationTokenSource();
        var cancelled = slots.TakeAsync(JobPriority.Normal, cancellation.Token);
        var third = slots.TakeAsync(JobPriority.Normal, default);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => cancelled);
        first.Dispose();
        first.Dispose();

        var taken = await third.WaitAsync(JobCluster.Limit);
        slots.TakeAsync(JobPriority.Normal, default).IsCompleted.ShouldBeFalse("a slot given back twice is one slot");
        taken.Dispose();
    }

    [Fact]
    public async Task TakeAsync_ByMany_NeverGivesMoreThanThereAre()
    {
        var slots = new RunSlots(3, 2);
        var (going, most) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(async () =>
        {
            using var slot = await slots.TakeAsync(i % 3 == 0 ? JobPriority.High : JobPriority.Normal, default);
            var now = Interlocked.Increment(ref going);
            InterlockedMax(ref most, now);
            await Task.Yield();
            Interlocked.Decrement(ref going);
        }))).WaitAsync(JobCluster.Limit);

        most.ShouldBeLessThanOrEqualTo(5);
        slots.Waiting.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 0.5, 1000)]
    [InlineData(2, 0.5, 2000)]
    [InlineData(4, 0.5, 8000)]
    [InlineData(1, 0, 750)]
    [InlineData(1, 1, 1250)]
    [InlineData(60, 0.5, 300_000)]
    public void RetryDelay_WithEachAttempt_DoublesAndVaries(int attempt, double chance, double expected) =>
        RetryDelays.After(attempt, TimeSpan.FromSeconds(1), chance).TotalMilliseconds.ShouldBe(expected);

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
