using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Domain.Tests.Risk;

public sealed class RiskLimitRulesTests
{
    [Theory]
    [InlineData(RiskRule.OrderNotional, 0, "0.000001 to 1000000000000 quote units")]
    [InlineData(RiskRule.Leverage, 0.0000001, "0.000001 to 125 times equity")]
    [InlineData(RiskRule.Leverage, 126, "at most 125 times equity")]
    [InlineData(RiskRule.Concentration, 100.5, "at most 100 percent of the total exposure")]
    [InlineData(RiskRule.OpenPositions, 1.5, "a whole number from 1")]
    [InlineData(RiskRule.OrdersPerMinute, 0, "a whole number from 1")]
    [InlineData(RiskRule.DailyLoss, -1, "0.000001 to")]
    public void Validate_ValueOutOfRange_SaysTheRange(RiskRule rule, double value, string expected) =>
        RiskLimitRules.Validate(rule, new RiskLimit((decimal)value, BreachAction.Refuse)).ShouldNotBeNull().Reason.ShouldContain(expected);

    [Fact]
    public void Validate_UnknownRuleOrAction_IsRefused()
    {
        RiskLimitRules.Validate((RiskRule)99, new RiskLimit(1, BreachAction.Refuse)).ShouldNotBeNull().Reason.ShouldContain("OrderNotional");
        RiskLimitRules.Validate(RiskRule.Leverage, new RiskLimit(1, (BreachAction)9)).ShouldNotBeNull().Reason.ShouldContain("Halt");
    }

    [Fact]
    public void Validate_EdgesOfEveryRule_AreAllowed()
    {
        foreach (var rule in Enum.GetValues<RiskRule>())
        {
            RiskLimitRules.Validate(rule, new RiskLimit(RiskLimitRules.LargestOf(rule), BreachAction.Halt)).ShouldBeNull();
            RiskLimitRules.Validate(rule, new RiskLimit(RiskLimitRules.IsCount(rule) ? 1 : 0.000001m, BreachAction.Reduce)).ShouldBeNull();
            RiskLimitRules.Validate(rule, null).ShouldBeNull();
            RiskLimitRules.UnitOf(rule).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Validate_SeveralLimits_TellsOfAllThatAreWrong() =>
        RiskLimitRules.Validate(new RiskLimits { Leverage = new(0, 0), Drawdown = new(101, 0), OrderNotional = new(5, 0) })
            .Select(problem => problem.Rule).ShouldBe([RiskRule.Leverage, RiskRule.Drawdown]);

    [Theory]
    [InlineData("BTC", "BTC")]
    [InlineData("1000PEPE", "memes")]
    [InlineData("pepe", "memes")]
    [InlineData("1000000MOG", "MOG")]
    [InlineData("10000SATS", "10000SATS")]
    [InlineData("1INCH", "1INCH")]
    [InlineData("1000", "1000")]
    public void BucketOf_Asset_IsItsOwnUnlessMapped(string asset, string bucket) =>
        new CorrelationBuckets([new("PEPE", "memes")]).BucketOf(asset).ShouldBe(bucket);
}
