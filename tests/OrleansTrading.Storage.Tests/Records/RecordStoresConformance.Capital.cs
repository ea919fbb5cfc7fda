using OrleansTrading.Domain.Portfolio;
using OrleansTrading.Storage.Records;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of equity curves.</summary>
public abstract partial class RecordStoresConformance
{
    protected abstract ICapitalStore Capital { get; }

    [Fact]
    public async Task SaveCapital_TwiceInAMinute_IsOnePoint()
    {
        var later = Point(1) with { Time = At(1) + 59_999, Cash = 9_999.123456789012345m };
        await Capital.SaveAsync([Point(1), Point(1, "live")], Token);
        await Capital.SaveAsync([later], Token);
        (await Capital.ListAsync("paper", 0, At(99), 10, Token)).ShouldBe([later]);
        (await Capital.ListAsync("live", 0, At(99), 10, Token)).ShouldBe([Point(1, "live")]);
    }

    [Fact]
    public async Task ListCapital_ByTimeAndLimit_GivesTheNewestOldestFirst()
    {
        await Capital.SaveAsync([.. Enumerable.Range(0, 48).Select(hour => Point(hour))], Token);
        (await Capital.ListAsync("paper", At(20), At(30), 3, Token)).ShouldBe([Point(28), Point(29), Point(30)]);
        (await Capital.ListAsync("paper", At(47.5), At(99), 3, Token)).ShouldBeEmpty();
        (await Capital.PruneAsync(At(24), Token)).ShouldBe(24);
        (await Capital.ListAsync("paper", 0, At(99), 99, Token)).Count.ShouldBe(24);
    }

    [Fact]
    public async Task SaveCapital_WhatCannotBe_IsRefusedAndNothingSaved()
    {
        await Should.ThrowAsync<ArgumentException>(() => Capital.SaveAsync([Point(1), Point(2) with { Time = -1 }], Token));
        (await Capital.ListAsync("paper", 0, At(99), 10, Token)).ShouldBeEmpty();
    }

    private static CapitalPoint Point(double hours, string account = "paper") =>
        new(account, At(hours), "USDT", 10_000.10m, -12.345678901234567890m, 100, 5, 1_000, 20, 3, 1.5m, -0.25m, account == "paper");
}
