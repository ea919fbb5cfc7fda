using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Alerting;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Alerting;

namespace OrleansTrading.Grains.Tests.Alerting;

public sealed class AlertNewsTests
{
    private static readonly InstrumentId Instrument = new("binance", "BTCUSDT");

    [Theory]
    [InlineData("candles-stale/binance:BTCUSDT", "candles-stale", "instrument=binance:BTCUSDT venue=binance")]
    [InlineData("streams-stalled/silo-1/binance/kline", "streams-stalled", "silo=silo-1 stream=kline venue=binance")]
    [InlineData("capture-paused/silo-1", "capture-paused", "silo=silo-1")]
    [InlineData("metric/drops/silo-1", "metric", "rule=drops silo=silo-1")]
    [InlineData("alone", "alone", "")]
    [InlineData("a/b/c", "a", "subject=b/c")]
    public void Alert_ByItsKey_HasKindAndLabels(string key, string kind, string labels)
    {
        var news = AlertNews.Of(new Alert(key, AlertSeverity.Critical, "T", "D", 5, null));
        (news.Kind, string.Join(' ', news.Labels), news.Severity, news.Phase).ShouldBe((kind, labels, NotificationSeverity.Critical, NotificationPhase.Opened));
        var cleared = AlertNews.Of(new Alert(key, AlertSeverity.Critical, "T", "D", 5, 9));
        (cleared.Alert, cleared.Phase, cleared.Time).ShouldBe((news.Alert, NotificationPhase.Cleared, 9));
        cleared.Key.ShouldNotBe(news.Key);
    }

    [Fact]
    public void AccountEvents_ThatMatter_AreNewsOfTheirKinds()
    {
        var fill = new Fill(Instrument, "77", "o", null, OrderSide.Buy, PositionSide.Net, 60_000.10m, 0.500m, 0.03m, "USDT", false, 5);
        Of(new FillBooked(5, fill)).ShouldBe(("fill", NotificationSeverity.Information, "paper: buy 0.5 binance:BTCUSDT", "At 60000.1, fee 0.03 USDT, trade 77."));
        Of(new OrderRefused(5, "k", OrderPurpose.Manual, null, RefusalCodes.RiskLimit, "Too much."))!.Value.Kind.ShouldBe("risk-breach");
        Of(new OrderRefused(5, "k", OrderPurpose.Manual, null, RefusalCodes.PriceBand, "Too far."))!.Value.Kind.ShouldBe("order-refused");
        Of(new TradingSwitched(5, TradingSwitch.Killed, "Enough.", "me")).ShouldBe(("trading-switched", NotificationSeverity.Critical, "paper: trading is killed", "Enough. By me."));
        Of(new TradingSwitched(5, TradingSwitch.On, "Go.", "me"))!.Value.Severity.ShouldBe(NotificationSeverity.Information);
        Of(new DifferenceFound(5, "position/binance:BTCUSDT", "1", "2", "Set."))!.Value.Detail.ShouldBe("The books say 1, the venue 2. Set.");
        Of(new CashMoved(5, "f", CashReason.Funding, "USDT", 1, null)).ShouldBeNull();
    }

    [Fact]
    public void AccountEvents_HaveKeysAndLabelsOfTheirAccount()
    {
        var news = AlertNews.Of(new AccountEventStored(5, "paper", 12, new DifferenceFound(5, "position/binance:BTCUSDT", "1", "2", "Set.")))!;
        (news.Key, string.Join(' ', news.Labels)).ShouldBe(("account/paper/12", "account=paper instrument=binance:BTCUSDT venue=binance"));
    }

    private static (string Kind, NotificationSeverity Severity, string Title, string Detail)? Of(AccountEvent happened) =>
        AlertNews.Of("paper", 1, happened) is { } news ? (news.Kind, news.Severity, news.Title, news.Detail) : null;
}
