using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Earlier releases stored executions without their instruments: nothing can be closed by those, and people are told of them.</summary>
internal sealed partial class ArbitrageTrader
{
    private ImmutableArray<ArbitrageTrade> _forgotten = [];

    /// <summary>Takes out what cannot be followed; it stays stored until it has been logged.</summary>
    public void ForgetUnreadable()
    {
        _forgotten = [.. Trades.Where(trade => trade.Buy.Instrument == default || trade.Sell.Instrument == default)];
        state.State = state.State with { Trades = Trades.RemoveRange(_forgotten) };
    }

    /// <summary>Says what was not over, and forgets it for good: what the account holds of it stands on the account's page, with the account's own stop.</summary>
    public async Task TellForgottenAsync()
    {
        if (_forgotten.IsEmpty)
            return;
        foreach (var trade in _forgotten.Where(trade => trade.Stage != ArbitrageStage.Done))
        {
            await Alerts.ClearAsync(KeyOf(trade));
            LogForgotten(logger, trade.Id, trade.Account, trade.Buy.Held, trade.Sell.Held);
        }

        await state.WriteStateAsync();
        _forgotten = [];
    }

    [LoggerMessage(4841, LogLevel.Error, "Arbitrage {Trade} of account {Account} was stored by an earlier release without its instruments and is followed no more: it had bought {Bought} and sold {Sold}")]
    private static partial void LogForgotten(ILogger logger, string trade, string account, decimal bought, decimal sold);
}
