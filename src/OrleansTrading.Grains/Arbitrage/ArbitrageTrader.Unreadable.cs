using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Earlier releases stored executions without their instruments: nothing can be closed by those, and people are told of them.</summary>
internal sealed partial class ArbitrageTrader
{
    /// <summary>Takes out what cannot be followed and logs it; what the account holds of it stands on the account's page, with the account's own stop.</summary>
    public async Task ForgetUnreadableAsync()
    {
        var unreadable = Trades.Where(trade => trade.Buy.Instrument == default || trade.Sell.Instrument == default).ToImmutableArray();
        if (unreadable.IsEmpty)
            return;
        foreach (var trade in unreadable.Where(trade => trade.Stage != ArbitrageStage.Done))
            LogForgotten(logger, trade.Id, trade.Account, trade.Buy.Held, trade.Sell.Held);
        state.State = state.State with { Trades = Trades.RemoveRange(unreadable) };
        await state.WriteStateAsync();
    }

    [LoggerMessage(4841, LogLevel.Error, "Arbitrage {Trade} of account {Account} was stored by an earlier release without its instruments and is followed no more: it had bought {Bought} and sold {Sold}")]
    private static partial void LogForgotten(ILogger logger, string trade, string account, decimal bought, decimal sold);
}
