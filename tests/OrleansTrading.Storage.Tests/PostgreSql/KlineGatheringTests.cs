using OrleansTrading.Storage.PostgreSql.Candles;
using static OrleansTrading.Storage.Tests.StoredKlines;

namespace OrleansTrading.Storage.Tests.PostgreSql;

public sealed class KlineGatheringTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_ServerGoesAwayAfterAGroupWasRefused_FailsAllThatIsLeftAtOnce()
    {
        var (begun, go) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var writes = new List<int>();
        var gathering = new KlineGathering(
            async group =>
            {
                writes.Add(group.Count);
                begun.TrySetResult();
                await go.Task;
                if (writes.Count == 2)
                    throw new InvalidOperationException("One of them cannot be written.");
                if (writes.Count > 2)
                    throw new StoreUnavailableException("away");
            },
            maxWaiting: 1_000);
        var first = gathering.SaveAsync(Save(0));
        await begun.Task.WaitAsync(Limit, Token);
        var others = Enumerable.Range(1, 4).Select(number => gathering.SaveAsync(Save(number))).ToArray();
        go.SetResult();
        await first.WaitAsync(Limit, Token);
        foreach (var other in others)
            await Should.ThrowAsync<StoreUnavailableException>(() => other.WaitAsync(Limit, Token));
        writes.ShouldBe([1, 4, 1], "the others would only wait as long again");
    }

    private static KlineSave Save(int number) => new(new StoredSeries(Bitcoin, Interval), [Of(number)]);
}
