using System.Collections.Concurrent;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Clients of an account: they place, repeat, cancel and close, every request with a key of its own, until each is answered.</summary>
internal sealed class OrderLoad(StormRig rig, StormLog log, StormCaller caller, string account, int workers, int seed)
{
    private const string By = "storm";

    public ConcurrentQueue<OrderAnswer> Answers { get; } = [];

    /// <summary>Orders whose end was acknowledged to be asked for.</summary>
    public ConcurrentQueue<string> Cancelled { get; } = [];

    private IAccountGrain Grain => rig.Cluster.Grains.GetGrain<IAccountGrain>(account);

    public Task RunAsync(CancellationToken over) => Task.WhenAll(Enumerable.Range(0, workers).Select(worker => WorkAsync(worker, over)));

    private async Task WorkAsync(int worker, CancellationToken over)
    {
        var (random, placed) = (new Random((seed * 31) + worker), new List<(PlaceOrder Order, string Id)>());
        for (var number = 0; !over.IsCancellationRequested; number++)
        {
            var key = $"{account}-{seed}-{worker}-{number}";
            switch (random.Next(20))
            {
                case < 13:
                    await PlaceAsync(await MakeAsync(random, key), placed, isTwice: random.Next(8) == 0);
                    break;
                case < 16 when placed.Count > 0:
                    await RepeatAsync(placed[random.Next(placed.Count)]);
                    break;
                case < 18 when placed.Count > 0:
                    await CancelAsync(placed[random.Next(Math.Max(0, placed.Count - 10), placed.Count)].Id);
                    break;
                default:
                    await CloseAsync(random, key);
                    break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(50, 300)), TimeProvider.System, CancellationToken.None);
        }
    }

    private async Task<PlaceOrder> MakeAsync(Random random, string key)
    {
        var instrument = rig.Instruments[random.Next(rig.Instruments.Count)];
        var side = random.Next(2) == 0 ? OrderSide.Buy : OrderSide.Sell;
        var isLimit = random.Next(3) == 0;
        var distance = 1 + ((side == OrderSide.Buy ? -1 : 1) * random.Next(-5, 60) / 10_000m);
        var price = isLimit ? Round(await LastPriceAsync(instrument) * distance) : null;
        return new PlaceOrder(
            key, OrderPurpose.Manual, instrument, side, null, price is null ? OrderType.Market : OrderType.Limit, null, random.Next(200, 3_000), price, null, null,
            isLimit && random.Next(4) == 0 ? TimeInForce.PostOnly : TimeInForce.GoodTillCancel, random.Next(10) == 0, null, By);
    }

    private async Task PlaceAsync(PlaceOrder order, List<(PlaceOrder Order, string Id)> placed, bool isTwice)
    {
        // A client that lost patience asks again while its first request is still on its way.
        var second = isTwice ? AskAsync(order) : Task.FromResult<PlaceResult?>(null);
        var (first, other) = (await AskAsync(order), await second);
        foreach (var result in new[] { first, other }.OfType<PlaceResult>())
            Answers.Enqueue(OrderAnswer.Of(account, order.IntentKey, result, hasGuards: false));
        if (first?.Order is { } made)
            placed.Add((order, made.Id));
    }

    private async Task RepeatAsync((PlaceOrder Order, string Id) known)
    {
        if (await AskAsync(known.Order) is not { } result)
            return;
        if (result.Order?.Id != known.Id || !result.IsRepeated)
            log.Violate($"The key {known.Order.IntentKey} made order {known.Id}, and later {result.Order?.Id ?? result.Refusal?.Code} (repeated: {result.IsRepeated}).");
    }

    private Task<PlaceResult?> AskAsync(PlaceOrder order) => caller.AskAsync($"Order {order.IntentKey}", () => Grain.PlaceAsync(order), IsAnswer);

    private async Task CancelAsync(string orderId)
    {
        if (await caller.AskAsync($"The end of order {orderId}", () => Grain.CancelAsync(orderId, By), IsAnswer) is { Refusal: null })
            Cancelled.Enqueue(orderId);
    }

    private async Task CloseAsync(Random random, string key)
    {
        var position = new PositionKey(rig.Instruments[random.Next(rig.Instruments.Count)], PositionSide.Net);
        var share = random.Next(2) == 0 ? 1m : 0.5m;
        if (await caller.AskAsync($"Close {key}", () => Grain.CloseAsync(key, position, share, By), IsAnswer) is { } result)
            Answers.Enqueue(OrderAnswer.Of(account, key, result, hasGuards: false));
    }

    private async Task<decimal?> LastPriceAsync(InstrumentId instrument)
    {
        try
        {
            return (decimal?)(await rig.Cluster.Grains.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync()).LastPrice;
        }
        catch (Exception failure) when (Expected.IsOfAStorm(failure))
        {
            return null;
        }
    }

    private static decimal? Round(decimal? price) => price is { } known ? Math.Round(known, 6) : null;

    /// <summary>That the account cannot decide now is no answer: the same key is asked again.</summary>
    public static bool IsAnswer(PlaceResult result) => result.Refusal?.Code != RefusalCodes.NotReady;
}
