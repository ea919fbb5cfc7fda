using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Domain.Tests.Guards;

public sealed class GuardRulesTests
{
    private static readonly GuardPlan Good = new(95, [new(102, 0.5m), new(104, 0.5m)], 1.5m, 103, 102, 2000);

    [Fact]
    public void Validate_SoundPlan_IsAcceptedOnBothSides()
    {
        GuardRules.Validate(Good, true, 100, 99, 1000).ShouldBeEmpty();
        GuardRules.Validate(Made.Mirror(Good), false, 100, 101, 1000).ShouldBeEmpty();
        GuardRules.Validate(Good, true, null, null, 1000).ShouldBeEmpty();
        GuardRules.Validate(Made.Nothing, true, 100, 100, 1000).ShouldBeEmpty();
    }

    public static TheoryData<string, GuardPlan> Unsound => new()
    {
        { "stopLoss", Good with { StopLoss = 100 } },
        { "stopLoss", Good with { StopLoss = -1 } },
        { "takeProfits[0].price", Good with { TakeProfits = [new(100, 0.5m)] } },
        { "takeProfits[1].price", Good with { TakeProfits = [new(104, 0.5m), new(102, 0.5m)] } },
        { "takeProfits[0].share", Good with { TakeProfits = [new(104, 0)] } },
        { "takeProfits", Good with { TakeProfits = [new(104, 0.6m), new(105, 0.5m)] } },
        { "takeProfits", Good with { TakeProfits = [.. Enumerable.Range(1, 11).Select(i => new GuardTarget(100 + i, 0.05m))] } },
        { "trailingPercent", Good with { TrailingPercent = 0.01m } },
        { "trailingPercent", Good with { TrailingPercent = 51 } },
        { "trailingActivation", Good with { TrailingPercent = null } },
        { "breakEvenTrigger", Good with { BreakEvenTrigger = 99 } },
        { "expiresAt", Good with { ExpiresAt = 1000 } },
        { "stopLoss", Good with { StopLoss = 0.0000000000001m } },
        { "takeProfits[1].price", Good with { TakeProfits = [new(102, 0.5m), new(decimal.MaxValue, 0.5m)] } },
        { "trailingActivation", Good with { TrailingActivation = 1_000_000_000_001 } },
        { "breakEvenTrigger", Good with { BreakEvenTrigger = decimal.MaxValue } },
        { "expiresAt", Good with { ExpiresAt = long.MaxValue } },
    };

    [Theory]
    [MemberData(nameof(Unsound))]
    public void Validate_UnsoundPlan_NamesTheField(string field, GuardPlan plan)
    {
        var problem = GuardRules.Validate(plan, true, 100, 99, 1000).ShouldHaveSingleItem();
        problem.Field.ShouldBe(field);
        problem.Reason.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Validate_SharesThatNoNumberCanHold_NamesEach() =>
        GuardRules.Validate(Good with { TakeProfits = [new(102, decimal.MaxValue), new(104, decimal.MaxValue)] }, true, 100, 99, 1000)
            .Select(problem => problem.Field).ShouldBe(["takeProfits[0].share", "takeProfits[1].share"]);

    [Fact]
    public void Validate_StopOnTheWrongSideOfAShort_SaysWhichSide() =>
        GuardRules.Validate(Made.Nothing with { StopLoss = 99 }, false, 100, null, 0).ShouldHaveSingleItem().Reason.ShouldContain("above the market at 100");
}
