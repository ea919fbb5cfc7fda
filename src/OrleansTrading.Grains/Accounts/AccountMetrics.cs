using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What the accounts of this silo do, as metrics. Labelled by account.</summary>
internal sealed class AccountMetrics : IDisposable
{
    private readonly Meter _meter = new("OrleansTrading.Accounts");
    private readonly Counter<long> _orders;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _fills;
    private readonly Counter<long> _events;
    private readonly Counter<long> _differences;
    private readonly Counter<long> _unknown;
    private readonly Counter<long> _lost;
    private readonly Counter<long> _missed;
    private readonly Histogram<double> _answers;

    public AccountMetrics()
    {
        _orders = _meter.CreateCounter<long>("orleanstrading.accounts.orders", "{order}", "Orders put on the wire, by purpose.");
        _refusals = _meter.CreateCounter<long>("orleanstrading.accounts.refusals", "{order}", "Orders refused before anything was sent, by code.");
        _fills = _meter.CreateCounter<long>("orleanstrading.accounts.fills", "{fill}", "Executions booked.");
        _events = _meter.CreateCounter<long>("orleanstrading.accounts.events", "{event}", "Events stored.");
        _differences = _meter.CreateCounter<long>("orleanstrading.accounts.differences", "{difference}", "Differences between the books and the venue.");
        _unknown = _meter.CreateCounter<long>("orleanstrading.accounts.unknown_orders", "{order}", "Orders that were sent and not answered.");
        _lost = _meter.CreateCounter<long>("orleanstrading.accounts.lost_activations", "{activation}", "Activations that ended because their events could not be stored.");
        _missed = _meter.CreateCounter<long>("orleanstrading.accounts.inbox_overflows", "{overflow}", "Times that a venue told more than the account could take in.");
        _answers = _meter.CreateHistogram(
            "orleanstrading.accounts.answer_time", "s", "From an order's way onto the wire to the venue's answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
    }

    public void Stored(string account, AccountEvent stored)
    {
        _events.Add(1, Account(account));
        switch (stored)
        {
            case OrderRefused refused:
                _refusals.Add(1, Account(account), new KeyValuePair<string, object?>("code", refused.Code));
                break;
            case FillBooked:
                _fills.Add(1, Account(account));
                break;
            case DifferenceFound:
                _differences.Add(1, Account(account));
                break;
            case OrderReported { State: OrderState.Unknown }:
                _unknown.Add(1, Account(account));
                break;
        }
    }

    public void Sent(string account, OrderPurpose purpose) =>
        _orders.Add(1, Account(account), new KeyValuePair<string, object?>("purpose", purpose.ToString().ToLowerInvariant()));

    public void Answered(string account, TimeSpan after) => _answers.Record(after.TotalSeconds, Account(account));

    public void Lost(string account) => _lost.Add(1, Account(account));

    public void Missed(string account) => _missed.Add(1, Account(account));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Account(string account) => new("account", account);
}
