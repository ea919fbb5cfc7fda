using OrleansTrading.Domain.Streams;
using OrleansTrading.Grains.Symbols;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Symbols;

public sealed class SymbolTapeTests
{
    private const long Start = 1_767_225_600_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _time = new();
    private readonly SymbolTape _tape = new();

    [Fact]
    public void FreshPrices_OfBothStreams_AreTheLastAndTheMark()
    {
        _tape.FreshPrices(_time, Age).ShouldBeEmpty();
        Trade(100, Start);
        Mark(101, Start);
        _tape.FreshPrices(_time, Age).ShouldBe([100, 101]);
        _time.Advance(Age);
        _tape.FreshPrices(_time, Age).ShouldBeEmpty();
    }

    [Fact]
    public void FreshPrices_OfTradesThatLagBehindTheMarks_AreTheMarkAlone()
    {
        Trade(100, Start);
        Mark(90, Start + 60_000);
        _tape.FreshPrices(_time, Age).ShouldBe([90]);
    }

    [Fact]
    public void FreshPrices_AfterALaterPrice_DoNotTakeAnEarlierTradeForIt()
    {
        Trade(100, Start);
        _time.Advance(Age);
        Trade(50, Start - 1);
        _tape.FreshPrices(_time, Age).ShouldBeEmpty();
    }

    private void Trade(double price, long at) => _tape.Apply(MarketEvent.ForTrade(new AggTrade(at, at, price, 1, false), _time.GetTimestamp()));

    private void Mark(double price, long at) => _tape.Apply(MarketEvent.ForMarkPrice(new MarkPrice(at, price, price, 0, 0), _time.GetTimestamp()));
}
