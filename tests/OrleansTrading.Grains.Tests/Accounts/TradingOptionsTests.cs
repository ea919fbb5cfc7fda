using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Accounts;

namespace OrleansTrading.Grains.Tests.Accounts;

public sealed class TradingOptionsTests
{
    /// <summary>The account would take them, call them unusable, and open nothing.</summary>
    [Theory]
    [InlineData("OrdersPerMinute", "10001")]
    [InlineData("OrdersPerMinute", "1.5")]
    [InlineData("OpenPositions", "20000")]
    [InlineData("OrderNotional", "0")]
    [InlineData("Leverage", "0")]
    public void PaperLimit_ThatTheRulesOfLimitsRefuse_IsRefusedAtStart(string limit, string value) =>
        Should.Throw<OptionsValidationException>(() => Read(limit, value)).Message.ShouldContain($"Trading:Paper:Limits:{limit}");

    [Fact]
    public void PaperLimits_AsLargeAsTheyMayBe_AreTaken() => Read("OrdersPerMinute", "10000").Paper.Limits.OrdersPerMinute.ShouldBe(10_000);

    private static TradingOptions Read(string limit, string value)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [$"Trading:Paper:Limits:{limit}"] = value }).Build();
        using var services = new ServiceCollection().AddAccounts(settings).BuildServiceProvider();
        return services.GetRequiredService<IOptions<TradingOptions>>().Value;
    }
}
