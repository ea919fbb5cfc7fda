using System.Diagnostics.Metrics;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// What the accounts of this silo do, as metrics. Labelled by account. What an alert counts begins at zero with the account, so that the first
/// one is an increase.
/// </summary>
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
    private readonly Counter<long> _outcomes;
    private readonly Histogram<double> _answers;
    private readonly Histogram<double> _acknowledgements;

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
        _outcomes = _meter.CreateCounter<long>(
            "orleanstrading.accounts.order_outcomes", "{order}", "Orders asked for, by what became of them: acknowledged, rejected by the venue, refused here, not sent in time, unknown.");
        _answers = _meter.CreateHistogram(
            "orleanstrading.accounts.answer_time", "s", "From an order's way onto the wire to the venue's answer.", advice: Buckets);
        _acknowledgements = _meter.CreateHistogram(
            "orleanstrading.accounts.acknowledgement_time", "s", "From the decision for an order to the venue's acknowledgement: storing, waiting and the wire.", advice: Buckets);
    }

    private static InstrumentAdvice<double> Buckets { get; } = new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    /// <summary>An account has come to live here.</summary>
    public void Begin(string account)
    {
        foreach (var counter in new[] { _fills, _events, _differences, _unknown, _lost, _missed })
            counter.Add(0, Account(account));
        foreach (var outcome in Enum.GetValues<OrderOutcome>())
            Ended(account, outcome, count: 0);
        foreach (var purpose in Enum.GetValues<OrderPurpose>())
            _orders.Add(0, Account(account), Purpose(purpose));
    }

    public void Stored(string account, AccountEvent stored)
    {
        _events.Add(1, Account(account));
        switch (stored)
        {
            case OrderRefused refused:
                _refusals.Add(1, Account(account), new KeyValuePair<string, object?>("code", refused.Code));
                Ended(account, OrderOutcome.Refused);
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
        _orders.Add(1, Account(account), Purpose(purpose));

    /// <param name="account">Whose.</param>
    /// <param name="state">What the venue answered.</param>
    /// <param name="after">Since the order went onto the wire.</param>
    /// <param name="sinceDecided">Since the order was decided.</param>
    public void Answered(string account, OrderState state, TimeSpan after, TimeSpan sinceDecided)
    {
        _answers.Record(after.TotalSeconds, Account(account));
        if (state is OrderState.Rejected)
        {
            Ended(account, OrderOutcome.Rejected);
            return;
        }

        _acknowledgements.Record(Math.Max(0, sinceDecided.TotalSeconds), Account(account));
        Ended(account, OrderOutcome.Acknowledged);
    }

    /// <summary>An order that the venue has not acknowledged.</summary>
    public void Ended(string account, OrderOutcome outcome) => Ended(account, outcome, count: 1);

    public void Lost(string account) => _lost.Add(1, Account(account));

    public void Missed(string account) => _missed.Add(1, Account(account));

    public void Dispose() => _meter.Dispose();

    private void Ended(string account, OrderOutcome outcome, int count) =>
        _outcomes.Add(count, Account(account), new KeyValuePair<string, object?>("outcome", outcome == OrderOutcome.NotSent ? "not_sent" : outcome.ToString().ToLowerInvariant()));

    private static KeyValuePair<string, object?> Purpose(OrderPurpose purpose) => new("purpose", purpose.ToString().ToLowerInvariant());

    private static KeyValuePair<string, object?> Account(string account) => new("account", account);
}
