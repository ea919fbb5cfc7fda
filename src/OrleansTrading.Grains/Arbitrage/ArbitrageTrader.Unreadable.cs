using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Domain.Arbitrage;

namespace OrleansTrading.Grains.Arbitrage;

/// <summary>Earlier releases stored executions without their instruments: nothing can be closed by those, and they are told to people.</summary>
internal sealed partial class ArbitrageTrader
{
    private ImmutableArray<ArbitrageTrade> _forgotten = [];

    /// <summary>Takes out what cannot be followed; it stays stored until it has been told.</summary>
    public void ForgetUnreadable()
    {
        _forgotten = [.. Trades.Where(trade => trade.Buy.Instrument == default || trade.Sell.Instrument == default)];
        state.State = state.State with { Trades = Trades.RemoveRange(_forgotten) };
    }

    /// <summary>Has an alert stand for each that was not over, until somebody has seen to it; then they are forgotten for good.</summary>
    public async Task TellForgottenAsync()
    {
        if (_forgotten.IsEmpty)
            return;
        foreach (var trade in _forgotten.Where(trade => trade.Stage != ArbitrageStage.Done))
        {
            await Alerts.RaiseAsync(
                $"arbitrage-forgotten/{trade.Id}", AlertSeverity.Critical, "Arbitrage followed no more",
                $"{trade.Id} of account {trade.Account} was stored by an earlier release without its instruments: it had bought {trade.Buy.Held} and sold {trade.Sell.Held}. Close what is left by hand.");
            await Alerts.ClearAsync(KeyOf(trade));
            LogForgotten(logger, trade.Id, trade.Account, trade.Buy.Held, trade.Sell.Held);
        }

        await state.WriteStateAsync();
        _forgotten = [];
    }

    [LoggerMessage(4841, LogLevel.Error, "Arbitrage {Trade} of account {Account} was stored by an earlier release without its instruments and is followed no more: it had bought {Bought} and sold {Sold}")]
    private static partial void LogForgotten(ILogger logger, string trade, string account, decimal bought, decimal sold);
}
