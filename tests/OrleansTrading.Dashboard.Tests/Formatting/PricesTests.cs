using Microsoft.Extensions.Logging.Abstractions;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Tests.Browser;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.TestKit;

namespace OrleansTrading.Dashboard.Tests.Formatting;

public sealed class PricesTests
{
    private static readonly InstrumentId Bitcoin = InstrumentId.Parse("binance:BTCUSDT");
    private static readonly InstrumentId Swap = InstrumentId.Parse("okx:BTC-USDT-SWAP");

    private readonly ManualTimeProvider _time = new();
    private readonly FakeRules _rules = new();
    private readonly Prices _prices;

    public PricesTests() => _prices = new Prices(_rules, _time, NullLogger<Prices>.Instance);

    [Fact]
    public async Task Price_OnceTheRulesAreKnown_HasTheDecimalsOfItsTickSize()
    {
        var answer = new TaskCompletionSource();
        _rules.Answering = answer.Task;
        _prices.Of(Bitcoin, 67_123.4).ShouldBe("67,123.4", "not known yet: six digits");
        _prices.Of(Bitcoin, 7_123.456).ShouldBe("7,123.46");
        answer.SetResult();
        await _prices.Reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _prices.Of(Bitcoin, 7_123.456).ShouldBe("7,123.5");
        _prices.Of(Bitcoin, 67_000m).ShouldBe("67,000.0");
        _prices.Of(InstrumentId.Parse("binance:SOLUSDT"), 152.3).ShouldBe("152.30");
        _prices.Of(InstrumentId.Parse("binance:DOGEUSDT"), 0.12m).ShouldBe("0.12000");
        _prices.Of(InstrumentId.Parse("binance:ELSEUSDT"), 0.123456789).ShouldBe("0.123457");
        _prices.Of(Bitcoin, (double?)null).ShouldBe("–");
        _prices.Of(Bitcoin, double.NaN).ShouldBe("–");
    }

    [Fact]
    public async Task Rules_OfAVenueThatCannotBeAsked_AreAskedForAgainAndKeepNoOtherBack()
    {
        _rules.Silent = "okx";
        _prices.DecimalsOf(Swap).ShouldBeNull();
        await _prices.Reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        (_prices.DecimalsOf(Bitcoin), _prices.DecimalsOf(Swap), _rules.Asked).ShouldBe((1, null, 2));
        _rules.Silent = null;
        _time.Advance(TimeSpan.FromSeconds(16));
        var answer = new TaskCompletionSource();
        _rules.Answering = answer.Task;
        _prices.DecimalsOf(Swap).ShouldBeNull("what is asked for beside is not waited for");
        answer.SetResult();
        await _prices.Reading.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        _prices.DecimalsOf(Swap).ShouldBe(1);
        _time.Advance(TimeSpan.FromMinutes(1));
        _prices.DecimalsOf(Swap).ShouldBe(1);
        _rules.Asked.ShouldBe(4);
    }
}
