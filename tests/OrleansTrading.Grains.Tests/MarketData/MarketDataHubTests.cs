using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Exchanges.MarketData;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Grains.Tests.Fakes;

namespace OrleansTrading.Grains.Tests.MarketData;

public sealed class MarketDataHubTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RequestHistoryAsync_OneVenueHangs_TheOtherIsAsked()
    {
        using var hub = Hub(new FakeVenue(1), new FakeVenue(1, name: "other"));
        var hanging = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = hub.RequestHistoryAsync("fake", _ => hanging.Task, Token);
        var second = hub.RequestHistoryAsync("fake", _ => Task.FromResult(2), Token);

        (await hub.RequestHistoryAsync("other", _ => Task.FromResult(3), Token).WaitAsync(Limit, Token)).ShouldBe(3);

        second.IsCompleted.ShouldBeFalse();
        hanging.SetResult(1);
        (await first.WaitAsync(Limit, Token), await second.WaitAsync(Limit, Token)).ShouldBe((1, 2));
    }

    [Fact]
    public async Task RequestAnswerAsync_HistoryStandsInLine_IsAskedAtOnce()
    {
        using var hub = Hub(new FakeVenue(1));
        var hanging = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<int>[] line = [.. Enumerable.Range(0, 100).Select(_ => hub.RequestHistoryAsync("fake", _ => hanging.Task, Token))];

        (await hub.RequestAnswerAsync("fake", _ => Task.FromResult(3), Token).WaitAsync(Limit, Token)).ShouldBe(3);

        hanging.SetResult(1);
        (await Task.WhenAll(line).WaitAsync(Limit, Token)).Sum().ShouldBe(100);
    }

    [Fact]
    public async Task GetInstrumentsAsync_OneVenueHangs_TheOtherTells()
    {
        var (slow, other) = (new FakeVenue(1), new FakeVenue(1, name: "other"));
        var id = new InstrumentId("other", "AAAUSDT");
        other.Listed.Add(new InstrumentInfo(id, "AAA", "USDT", 0.01m, 0.001m, 5, 0, IsTrading: true));
        var hanging = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        slow.ListingHeld = hanging.Task;
        using var hub = Hub(slow, other);
        var asked = hub.GetInstrumentsAsync("fake", Token);

        (await hub.GetInstrumentsAsync("other", Token).WaitAsync(Limit, Token)).Keys.ShouldBe([id]);

        asked.IsCompleted.ShouldBeFalse();
        hanging.SetResult();
        (await asked.WaitAsync(Limit, Token)).ShouldBeEmpty();
    }

    private static MarketDataHub Hub(params IVenueConnector[] venues) =>
        new(venues, Options.Create(new MarketOptions { HistoryConcurrency = 1 }), TimeProvider.System);
}
