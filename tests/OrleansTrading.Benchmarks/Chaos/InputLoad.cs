using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Candles;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>Somebody who gives grains and readers of texts what is no input. A refusal that says why is an answer; a broken program is not.</summary>
internal sealed class InputLoad(StormRig rig, StormLog log, int seed)
{
    public const string AccountId = "garbage";
    private const string By = "storm";
    private static readonly decimal[] Numbers = [0, -1, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m, 1e20m, 123.456789m, 1];
    private static readonly string[] Texts =
        ["", " ", ":", "binance:", ":BTCUSDT", "binance:BTCUSDT", "Binance:btcusdt", "binance:NOSUCH", "nowhere:BTCUSDT", "a\0b", "../..", "every -1s", "every 99999999999d",
         "* * * * * *", "1m,,5m", "9999999999999999999999999s", "between 5m and 1s", "{", "{\"a\":1}", "[]", "null", "\ud800", "'; DROP TABLE klines; --"];

    public int Given { get; private set; }

    public async Task RunAsync(CancellationToken over)
    {
        var random = new Random(seed * 43);
        while (!over.IsCancellationRequested)
        {
            Read(Text(random));
            await (random.Next(6) switch
            {
                0 => TryAsync("PlaceAsync", () => Account.PlaceAsync(Order(random))),
                1 => TryAsync("PreviewAsync", () => Account.PreviewAsync(Order(random))),
                2 => TryAsync("CancelAsync", () => Account.CancelAsync(Text(random), By)),
                3 => TryAsync("TriggerAsync", () => Job(random).TriggerAsync(new JobTrigger(JobTriggerKind.Manual, By, Text(random), Text(random)))),
                4 => TryAsync("PreviewAsync", () => Job(random).PreviewAsync(Text(random), random.Next(-5, 100))),
                _ => TryAsync("GetKlinesAsync", () => Symbol(random).GetKlinesAsync(new KlineQuery((KlineInterval)random.Next(20), random.Next(-10, 2_000), Time(random), Time(random)))),
            });
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 150)), TimeProvider.System, CancellationToken.None);
        }
    }

    private IAccountGrain Account => rig.Cluster.Grains.GetGrain<IAccountGrain>(AccountId);

    private IJobGrain Job(Random random) => rig.Cluster.Grains.GetGrain<IJobGrain>(random.Next(2) == 0 ? StormAskedJob.Name : "no-such-job");

    private ISymbolGrain Symbol(Random random) => rig.Cluster.Grains.GetGrain<ISymbolGrain>(random.Next(2) == 0 ? $"{rig.Instruments[0]}" : Texts[random.Next(8)] is { Length: > 1 } text ? text : "x");

    private async Task TryAsync<T>(string what, Func<Task<T>> ask)
    {
        Given++;
        try
        {
            await ask();
        }
        catch (Exception failure) when (Expected.IsOfAStorm(failure) || failure is ArgumentException or FormatException or InvalidOperationException || failure.GetType().Namespace?.StartsWith("OrleansTrading", StringComparison.Ordinal) == true)
        {
            // Refused, or nobody was there.
        }
        catch (Exception failure)
        {
            log.Violate($"{what} answered input that is none by {failure.GetType().Name}: {failure.Message}");
        }
    }

    private void Read(string text)
    {
        Given++;
        try
        {
            _ = InstrumentId.TryParse(text, out _);
            _ = KlineIntervals.TryParse(text, out _);
            _ = KlineIntervals.TryParseList(text, out _);
            _ = DurationText.TryParse(text, out _);
        }
        catch (Exception failure)
        {
            log.Violate($"A reader answered '{text}' by {failure.GetType().Name}: {failure.Message}");
        }
    }

    private PlaceOrder Order(Random random) => new(
        random.Next(3) == 0 ? Text(random) : $"garbage-{random.Next()}", (OrderPurpose)random.Next(9), rig.Instruments[random.Next(rig.Instruments.Count)], (OrderSide)random.Next(3),
        random.Next(3) == 0 ? (PositionSide)random.Next(5) : null, (OrderType)random.Next(9), Number(random), Number(random), Number(random), Number(random), Number(random),
        (TimeInForce)random.Next(6), random.Next(2) == 0, random.Next(3) == 0 ? Guards(random) : null, By);

    private static GuardPlan Guards(Random random) => new(
        Number(random), random.Next(2) == 0 ? default : [new GuardTarget(Numbers[random.Next(Numbers.Length)], Numbers[random.Next(Numbers.Length)])], Number(random), Number(random),
        Number(random), random.Next(2) == 0 ? Time(random) : null);

    private static decimal? Number(Random random) => random.Next(2) == 0 ? null : Numbers[random.Next(Numbers.Length)];

    private static long Time(Random random) => random.Next(4) switch { 0 => long.MinValue, 1 => long.MaxValue, 2 => 0, _ => random.NextInt64() };

    /// <summary>One of the texts, now and then with a character changed, cut, or much longer.</summary>
    private static string Text(Random random)
    {
        var text = Texts[random.Next(Texts.Length)];
        return random.Next(6) switch
        {
            0 when text.Length > 0 => text.Remove(random.Next(text.Length), 1).Insert(0, $"{(char)random.Next(1, 0x3000)}"),
            1 when text.Length > 0 => text[..random.Next(text.Length)],
            2 => string.Concat(Enumerable.Repeat(text, random.Next(1, 500))),
            _ => text,
        };
    }
}
