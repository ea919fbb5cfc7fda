using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Orders;

public sealed class OrderIdsTests
{
    [Theory]
    [InlineData("paper", "a", "oticajecpd6rgvm5cj4wxfgb4hqtq76i")]
    public void OrderId_SameIntent_IsTheSameInEveryVersion(string account, string key, string expected) =>
        OrderIds.Of(account, key).ShouldBe(expected);

    [Fact]
    public void OrderId_AnyIntent_FitsTheNarrowestVenueAndIsKnownAsOurs()
    {
        for (var i = 0; i < 1000; i++)
        {
            var id = OrderIds.Of("binance-main", $"signal/ünïcode/{i}/{new string('x', i)}");
            id.Length.ShouldBe(32);
            id.ShouldAllBe(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character));
            OrderIds.IsOurs(id).ShouldBeTrue();
        }
    }

    [Fact]
    public void OrderId_OtherAccountOrKey_Differs()
    {
        var ids = new[] { ("ab", "c"), ("a", "bc"), ("abc", "d"), ("a", "b"), ("b", "a") }.Select(intent => OrderIds.Of(intent.Item1, intent.Item2)).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ot")]
    [InlineData("web_123")]
    [InlineData("otffu7thcwo2yb2mmkeopi5o3wb6lz2X")]
    [InlineData("otffu7thcwo2yb2mmkeopi5o3wb6lz21")]
    public void OrderId_OfOthers_IsNotOurs(string? id) => OrderIds.IsOurs(id).ShouldBeFalse();
}
