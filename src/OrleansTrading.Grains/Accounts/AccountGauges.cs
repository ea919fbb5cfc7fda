using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Risk;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// The capital, the profit, the exposure and the limits of the accounts that live on this silo, as metrics labelled by account. An account
/// that has not looked at itself for <see cref="ShownFor"/> is not shown: it lives elsewhere now, or does not answer.
/// </summary>
internal sealed class AccountGauges : IDisposable
{
    public static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(1);

    private readonly Meter _meter = new("OrleansTrading.Accounts");
    private readonly ConcurrentDictionary<string, (AccountReading Reading, long At)> _accounts = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;

    public AccountGauges(TimeProvider time)
    {
        _time = time;
        Money("equity", "Cash and unrealised profit.", view => view.Equity);
        Money("cash", "Wallet balance.", view => view.Cash);
        Money("margin_used", "Initial margin of the positions.", view => view.MarginUsed);
        Money("margin_reserved", "Initial margin of what open orders may add.", view => view.Reserved);
        Money("free", "Equity less what is used and reserved.", view => view.Free);
        Money("unrealised_pnl", "Profit of all positions if they were closed now, before fees.", view => view.Unrealised);
        Money("realised_pnl", "Profit realised since the beginning, before fees and funding.", view => view.Realised);
        Money("fees_paid", "Fees paid since the beginning.", view => view.Fees);
        Money("funding_received", "Funding received since the beginning; below zero when more was paid.", view => view.Funding);
        Gauge("positions", "{position}", "Positions that are not flat.", reading => [Of(reading, reading.View.OpenPositions)]);
        Gauge("open_orders", "{order}", "Orders that have not ended.", reading => [Of(reading, reading.View.OpenOrders)]);
        Gauge(
            "exposure", null, "Value of the positions, by side.",
            reading => [Of(reading, (double)reading.Long, ("side", "long")), Of(reading, (double)reading.Short, ("side", "short"))]);
        Gauge("limit_use", "1", "How much of a limit is used, by limit; above 1 it is passed.", LimitsOf);
        Gauge("trading_state", null, "1 for the state that trading is in, 0 for the others.", StatesOf);
        Gauge("reconciled_age", "s", "Time since the books were last compared with the venue.", AgeOf);
    }

    public void Show(AccountReading reading) => _accounts[reading.View.Id] = (reading, _time.GetTimestamp());

    public void Forget(string account) => _accounts.TryRemove(account, out _);

    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<double>> LimitsOf(AccountReading reading) =>
        from use in reading.Limits
        where use is { Limit.Value: > 0, Now: not null }
        select Of(reading, (double)use.Now!.Value / (double)use.Limit!.Value, ("limit", WordOf(use.Rule)));

    private static IEnumerable<Measurement<double>> StatesOf(AccountReading reading) =>
        Enum.GetValues<TradingSwitch>().Select(state => Of(reading, state == reading.View.Switch ? 1 : 0, ("state", state.ToString().ToLowerInvariant())));

    private IEnumerable<Measurement<double>> AgeOf(AccountReading reading) => reading.View.ReconciledAt is { } at
        ? [Of(reading, Math.Max(0, _time.GetUtcNow().ToUnixTimeMilliseconds() - at) / 1000.0)]
        : [];

    private void Money(string name, string description, Func<AccountView, decimal> select) => Gauge(
        name, null, description + " In the account's asset.", reading => [Of(reading, (double)select(reading.View), ("asset", reading.View.Asset))]);

    private void Gauge(string name, string? unit, string description, Func<AccountReading, IEnumerable<Measurement<double>>> read) =>
        _meter.CreateObservableGauge($"orleanstrading.accounts.{name}", () => Shown().SelectMany(read), unit, description);

    private IEnumerable<AccountReading> Shown() =>
        _accounts.Values.Where(account => _time.GetElapsedTime(account.At) <= ShownFor).Select(account => account.Reading);

    private static Measurement<double> Of(AccountReading reading, double value, params (string Name, string Value)[] labels) => new(
        value,
        [
            new("account", reading.View.Id), new("paper", reading.View.IsPaper ? "true" : "false"),
            .. labels.Select(label => new KeyValuePair<string, object?>(label.Name, label.Value)),
        ]);

    /// <summary>As the API writes it, with underscores: <c>order_notional</c>.</summary>
    private static string WordOf(RiskRule rule) =>
        string.Concat(rule.ToString().Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
