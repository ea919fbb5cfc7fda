using System.Reflection;
using Orleans.Runtime;
using OrleansTrading.Domain.Arbitrage;
using OrleansTrading.Grains;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>Whatever a grain keeps comes back as it was, on either engine.</summary>
public sealed class StoredStateTests
{
    private static readonly Dictionary<string, Type> States = typeof(GrainsServiceCollectionExtensions).Assembly.GetTypes()
        .SelectMany(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
        .Where(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>() is not null)
        .Select(parameter => parameter.ParameterType.GetGenericArguments()[0])
        .Distinct().ToDictionary(type => type.Name);

    public static TheoryData<string> Names() => [.. States.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void States_OfAllGrains_AreFound() => States.Keys.ShouldBe(
    [
        "AbsentCandlesState", "AccessRecord", "AlertRouterRecord", "AlertsState", "ArbitrageTradesState", "JobState", "RateBudgetState", "RecordedTradesState", "WatchlistState",
    ], ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Names))]
    public void State_WithEverythingInIt_ComesBackAsItWas(string name)
    {
        var state = new Filled().Make(States[name]);
        Filled.Differences(state, Activator.CreateInstance(States[name]), name).ShouldNotBeEmpty("it has something in it");
        Filled.Differences(state, ThroughTheStore(state), name).ShouldBeEmpty();
    }

    /// <summary>As a grain has it before its first write, and as it is written then.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void State_OfAGrainThatIsNew_ComesBackAsItWas(string name)
    {
        var state = Activator.CreateInstance(States[name])!;
        Filled.Differences(state, ThroughTheStore(state), name).ShouldBeEmpty();
    }

    /// <summary>What a release before has written lacks what was added since.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void State_ThatLacksEverything_IsThatOfANewGrain(string name) =>
        Filled.Differences(Activator.CreateInstance(States[name]), Read(States[name], "{}"u8.ToArray()), name).ShouldBeEmpty();

    /// <summary>What a newer release has written, after a way back.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void State_WithMembersOfANewerRelease_IsRead(string name) =>
        Filled.Differences(Activator.CreateInstance(States[name]), Read(States[name], """{"Newer":[{"$type":"System.Object"}]}"""u8.ToArray()), name).ShouldBeEmpty();

    /// <summary>An earlier release wrote an execution's instruments as empty ones.</summary>
    [Fact]
    public void State_WithEmptyInstruments_IsRead()
    {
        var trade = (ArbitrageTrade)Read(
            typeof(ArbitrageTrade), """{"Id":"t","Buy":{"Instrument":{"Venue":null,"Symbol":null},"Held":1},"Sell":{"Instrument":{},"Held":1}}"""u8.ToArray());
        (trade.Buy.Instrument == default, trade.Sell.Instrument == default, trade.Buy.Held).ShouldBe((true, true, 1));
    }

    private static object ThroughTheStore(object state) => Read(state.GetType(), Write(state));

    private static byte[] Write(object state) =>
        (byte[])typeof(StoredState).GetMethod(nameof(StoredState.Write))!.MakeGenericMethod(state.GetType()).Invoke(null, [state])!;

    private static object Read(Type type, byte[] stored) => typeof(StoredState).GetMethod(nameof(StoredState.Read))!.MakeGenericMethod(type).Invoke(null, [stored])!;
}
