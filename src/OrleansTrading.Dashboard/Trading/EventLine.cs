using Microsoft.Extensions.Localization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>An event of an account in words: a text, the key of its translation, and what it is filled in with.</summary>
/// <param name="Text">With holes.</param>
/// <param name="Arguments">What fills them.</param>
/// <param name="IsBad">Whether somebody should look at it.</param>
internal sealed record EventLine(string Text, object[] Arguments, bool IsBad = false)
{
    public static EventLine Of(AccountEvent happened) => happened switch
    {
        AccountOpened opened => new(/* text */ "Opened at {0}", [opened.Venue]),
        OrderIntended intended => new(/* text */ "Order {0} decided: {1} {2} {3}, {4}", Spec(intended.Order)),
        OrderRefused refused => new(/* text */ "Order refused: {0}", [new Said(refused.Reason)], true),
        OrderSent sent => new(/* text */ "Order {0} sent", [Short(sent.OrderId)]),
        OrderReported reported => Reported(reported),
        CancelIntended cancel => new(/* text */ "Order {0}: its end was asked for by {1}", [Short(cancel.OrderId), cancel.By]),
        FillBooked booked => new(/* text */ "Traded {0} {1} {2} at {3}, fee {4} {5}", Fill(booked.Fill)),
        CashMoved moved => new(/* text */ "Cash {0} {1}: {2}", [Amounts.Gain(moved.Amount), moved.Asset, new Word(TradingWords.Of(moved.Reason))]),
        GuardSet { Guard: null } unset => new(/* text */ "Guards of {0} taken away by {1}", [unset.Position.ToString(), unset.By]),
        GuardSet set => new(/* text */ "Guards of {0} set by {1}", [set.Position.ToString(), set.By]),
        GuardMoved moved => new(/* text */ "A guard has come further at {0}", [moved.GuardId]),
        GuardFired fired => new(/* text */ "Guard of {0} triggered at {1}: {2}", [fired.Trigger.Position.ToString(), Amounts.Plain(fired.Trigger.MarketPrice), new Word(TradingWords.Of(fired.Trigger.Cause))], true),
        LimitsSet limits => new(/* text */ "Limits changed by {0}", [limits.By]),
        TradingSwitched { Switch: TradingSwitch.On } on => new(/* text */ "Trading turned on by {0}", [on.By]),
        TradingSwitched { Switch: TradingSwitch.Off } off => new(/* text */ "Trading turned off by {0}", [off.By]),
        TradingSwitched { Switch: TradingSwitch.Halted } halted => new(/* text */ "Halted by {0}: {1}", [halted.By, new Said(halted.Reason)], true),
        TradingSwitched killed => new(/* text */ "Killed by {0}: {1}", [killed.By, new Said(killed.Reason)], true),
        LeverageSet leverage => new(/* text */ "Leverage of {0} set to {1} by {2}", [leverage.Instrument.ToString(), leverage.Leverage, leverage.By]),
        PositionModeSet mode => new(mode.IsHedged ? /* text */ "Position mode set to hedged by {0}" : /* text */ "Position mode set to one-way by {0}", [mode.By]),
        DifferenceFound difference => new(/* text */ "Difference at {0}: the books said {1}, the venue {2}. {3}", [difference.Subject, new Said(difference.Expected), new Said(difference.Actual), new Said(difference.Resolution)], true),
        PositionAdjusted adjusted => new(/* text */ "Position {0} taken over from the venue: {1}", [adjusted.Position.ToString(), Amounts.Quantity(adjusted.Quantity)], true),
        ProtectionSet { Percent: 0 } off => new(/* text */ "Protection turned off by {0}: positions without a stop stay without", [off.By], true),
        ProtectionSet protection => new(/* text */ "Protection set by {0}: positions without a stop get one at {1} percent", [protection.By, Amounts.Plain(protection.Percent)]),
        PositionUnprotected bare => new(/* text */ "{0} is not protected in full: {1}", [bare.Position.ToString(), new Said(bare.Reason)], true),
        EquityMarked marked => new(/* text */ "Equity noted: {0}", [Amounts.Money(marked.Equity)]),
        _ => new("{0}", [happened.GetType().Name]),
    };

    /// <summary>The whole line in the reader's language.</summary>
    public string In(IStringLocalizer texts) => texts[Text, [.. Arguments.Select(argument => argument switch { Word word => texts[word.Text].Value, Said said => AccountSaid.Forms.In(texts, said.Text), _ => argument })]];

    private static EventLine Reported(OrderReported reported) => reported.Reason is { } reason
        ? new(/* text */ "Order {0}, the venue says: {1}. {2}", [Short(reported.OrderId), new Word(TradingWords.Of(reported.State)), new Said(reason)], reported.State == OrderState.Rejected)
        : new(/* text */ "Order {0}, the venue says: {1}", [Short(reported.OrderId), new Word(TradingWords.Of(reported.State))]);

    private static object[] Spec(Order order) =>
        [Short(order.Id), new Word(TradingWords.Of(order.Spec.Side)), Amounts.Quantity(order.Spec.Quantity), order.Spec.Instrument.ToString(), new Word(TradingWords.Of(order.Spec.Type))];

    private static object[] Fill(Fill fill) =>
        [new Word(TradingWords.Of(fill.Side)), Amounts.Quantity(fill.Quantity), fill.Instrument.ToString(), Amounts.Plain(fill.Price), Amounts.Plain(fill.Fee), fill.FeeAsset];

    /// <summary>Enough of an id to find it by.</summary>
    private static string Short(string id) => id.Length > 10 ? id[..10] : id;

    /// <summary>A word that is translated by itself.</summary>
    private sealed record Word(string Text);

    /// <summary>What the account itself has said.</summary>
    private sealed record Said(string Text);
}
