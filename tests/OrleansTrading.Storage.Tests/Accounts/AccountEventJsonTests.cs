using System.Text.Json;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Storage.Tests.Accounts;

public sealed class AccountEventJsonTests
{
    [Theory]
    [InlineData("""{"leverage":{"value":5,"action":0},"valueAtRisk":{"value":5,"action":0}}""")]
    [InlineData("""{"leverage":{"action":0}}""")]
    [InlineData("""{"leverage":{"value":5}}""")]
    [InlineData("""{"leverage":{"value":"much","action":0}}""")]
    public void Limits_ThatThisProgramDoesNotKnowWhole_AreNotReadWithoutWhatItDoesNotKnow(string limits) =>
        Should.Throw<JsonException>(() => Read($$"""[{"event":"limits","limits":{{limits}},"by":"test","time":5}]"""));

    [Fact]
    public void Refusal_StoredWithoutWhoAsked_IsReadAllTheSame()
    {
        var refused = Read("""[{"event":"refused","intentKey":"k","purpose":0,"code":"no-limits","reason":"why","time":5}]""").ShouldHaveSingleItem().ShouldBeOfType<OrderRefused>();
        (refused.By, refused.Field, refused.Spec, refused.Time).ShouldBe((null, null, null, 5L));
    }

    private static AccountEvent[] Read(string json) => JsonSerializer.Deserialize(json, AccountEventJson.Default.AccountEventArray)!;
}
