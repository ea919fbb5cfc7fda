using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Okx.Mapping;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Rest;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// One account, its USDT-margined swaps. Orders are known by our id, conditional ones too, also after they were triggered. The venue answers
/// orders and cancellations with a receipt; what came of them is told by the stream, or by asking.
/// </summary>
internal sealed partial class OkxTradingSession : ITradingSession
{
    private readonly string _account;
    private readonly ApiKeys _keys;
    private readonly SignedRestClient _client;
    private readonly SigningClock _clock;
    private readonly OkxConnector _connector;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OkxOrderMapper _orders;
    private readonly OkxAccountMapper _holdings;
    private readonly OkxOrderNames _names = new();
    private readonly ConcurrentDictionary<string, MarginMode> _modes = new();
    private readonly List<(AccountStream Stream, OkxUserStream Protocol)> _streams = [];

    public OkxTradingSession(
        string account, ApiKeys keys, SignedRestClient client, SigningClock clock, OkxConnector connector, ArrivalWindows arrival, TimeProvider time, ILogger logger)
    {
        (_account, _keys, _client, _clock, _connector, Arrival, _time, _logger) = (account, keys, client, clock, connector, arrival, time, logger);
        (_orders, _holdings) = (new OkxOrderMapper(connector.Instruments), new OkxAccountMapper(connector.Instruments));
    }

    public TradingCapabilities Capabilities => TradingCapabilities.Everything;

    public ArrivalWindows Arrival { get; }

    public async Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        var instrument = await InstrumentAsync(order.Spec.Instrument, cancellationToken);
        var request = OkxRequests.Place(order, instrument, _modes.GetValueOrDefault(instrument.Name, MarginMode.Cross));
        var report = await OneAsync(request, OkxTradingJson.Default.OkxReplyOkxAck, ack => Accepted(order, ack), cancellationToken);
        // The stream that tells of it: of orders, or of conditional ones.
        if (_streams.Count > 0)
            _streams[order.Spec.IsConditional ? 1 : 0].Stream.Expect(order.Id);
        return Learn(report);
    }

    public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken) =>
        order.IsConditional ? CancelAlgoAsync(order, cancellationToken) : CancelAsync(order, OkxRequests.CancelOrder(order), cancellationToken);

    public async Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken)
    {
        await InstrumentAsync(order.Instrument, cancellationToken);
        return order.IsConditional ? await FindConditionalAsync(order, cancellationToken) : await FindAsync(OkxRequests.FindOrder(order), cancellationToken);
    }

    public async Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken)
    {
        var name = OkxSymbols.ToName(instrument);
        var isHedged = mode == MarginMode.Isolated && await IsHedgedAsync(cancellationToken);
        // Margins of its own have the long and the short position each.
        foreach (var side in isHedged ? (PositionSide[])[PositionSide.Long, PositionSide.Short] : [PositionSide.Net])
            await _client.SendAsync(OkxRequests.SetLeverage(name, leverage, mode, side), static _ => true, cancellationToken);
        _modes[name] = mode;
    }

    public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken) =>
        _client.SendAsync(OkxRequests.SetPositionMode(isHedged), static _ => true, cancellationToken);

    public void Listen(IAccountSink sink)
    {
        if (_streams.Count > 0)
            throw new InvalidOperationException($"Account {_account} is listened to already.");
        var join = new OkxStreamJoin(sink);
        foreach (var path in (OkxUserPath[])[OkxUserPath.Orders, OkxUserPath.Conditionals])
        {
            var protocol = new OkxUserStream(
                path, _account, _keys, _clock, _connector, _orders, _holdings, _names, new CashWatch(this, _time, _logger));
            _streams.Add((new AccountStream(_account, protocol, join.Of(_streams.Count), _connector.MarketStreams, _logger), protocol));
        }

        foreach (var (stream, _) in _streams)
            stream.Start();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (stream, protocol) in _streams)
        {
            await stream.DisposeAsync();
            protocol.Dispose();
        }
    }

    private async Task<OrderReport> CancelAsync(OrderReference order, SignedRequest request, CancellationToken cancellationToken)
    {
        var (venueId, at) = await OneAsync(
            request, OkxTradingJson.Default.OkxReplyOkxAck, static ack => (ack.OrderId, OkxWords.Time(ack.Time, "ts")), cancellationToken);
        return await AfterCancelAsync(order, venueId, at, cancellationToken);
    }

    /// <summary>The venue has taken the request; how the order stands is asked for, and until it is known to have ended it is being cancelled.</summary>
    private async Task<OrderReport> AfterCancelAsync(OrderReference order, string? venueId, long at, CancellationToken cancellationToken)
    {
        try
        {
            if (await FindOrderAsync(order, cancellationToken) is { } found)
                return found.State is OrderState.Accepted or OrderState.PartiallyFilled ? found with { State = OrderState.Cancelling } : found;
        }
        catch (VenueException)
        {
            // The cancellation was taken all the same; the stream or the next question tells.
        }

        return new OrderReport(order.OrderId, venueId ?? order.VenueId, OrderState.Cancelling, 0, null, at, null);
    }

    /// <summary>One that was triggered meanwhile is an order like any other, and is cancelled as that.</summary>
    private async Task<OrderReport> CancelAlgoAsync(OrderReference order, CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(OkxRequests.CancelAlgo(order), static _ => true, cancellationToken);
        }
        catch (VenueException refusal) when (refusal.Kind == ErrorKind.UnknownOrder)
        {
            if (await FindAlgoAsync(order, cancellationToken) is not (_, { } actual))
                throw;
            return await CancelAsync(order, OkxRequests.CancelOrder(order, actual), cancellationToken);
        }

        return await AfterCancelAsync(order, null, _clock.Now, cancellationToken);
    }

    /// <summary>What a conditional order has become, where it has become one; else itself.</summary>
    private async Task<OrderReport?> FindConditionalAsync(OrderReference order, CancellationToken cancellationToken)
    {
        if (await FindAlgoAsync(order, cancellationToken) is not var (itself, becomes))
            return null;
        if (becomes is not { } actual)
            return itself;
        _names.Learn(actual, order.OrderId);
        return await FindAsync(OkxRequests.FindOrder(OkxSymbols.ToName(order.Instrument), actual), cancellationToken) is { } found
            ? found with { OrderId = order.OrderId }
            : itself;
    }

    /// <summary>A conditional order, and the number of the order that it has become, if it has.</summary>
    private Task<Tuple<OrderReport, string?>?> FindAlgoAsync(OrderReference order, CancellationToken cancellationToken) => OrNullAsync(() =>
        OneAsync<OkxAlgoOrder, Tuple<OrderReport, string?>?>(
            OkxRequests.FindAlgo(order), OkxTradingJson.Default.OkxReplyOkxAlgoOrder, row => Tuple.Create(_orders.Map(row), OkxOrderMapper.ActualIdOf(row)),
            cancellationToken));

    private Task<OrderReport?> FindAsync(SignedRequest request, CancellationToken cancellationToken) => OrNullAsync(() =>
        OneAsync<OkxOrder, OrderReport?>(request, OkxTradingJson.Default.OkxReplyOkxOrder, row => Learn(_orders.Map(row)), cancellationToken));

    /// <summary>Null where the venue says that it has no such order.</summary>
    private static async Task<T?> OrNullAsync<T>(Func<Task<T?>> ask)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (VenueException refusal) when (refusal.Kind == ErrorKind.UnknownOrder)
        {
            return null;
        }
    }

    private OrderReport Accepted(Order order, OkxAck ack)
    {
        var number = order.Spec.IsConditional ? OkxRequests.AlgoMark + ack.AlgoId : ack.OrderId;
        if (string.IsNullOrEmpty(order.Spec.IsConditional ? ack.AlgoId : ack.OrderId))
            throw new FormatException("the receipt has no number");
        return new OrderReport(order.Id, number, OrderState.Accepted, 0, null, ack.Time is null ? _clock.Now : OkxWords.Time(ack.Time, "ts"), null);
    }

    private OrderReport Learn(OrderReport report)
    {
        if (report.VenueId is { } venueId)
            _names.Learn(venueId, report.OrderId);
        return report;
    }

    private async Task<OkxInstrument> InstrumentAsync(InstrumentId instrument, CancellationToken cancellationToken)
    {
        await _connector.EnsureInstrumentsAsync(cancellationToken);
        return _connector.Instruments.Get(OkxSymbols.ToName(instrument));
    }

    private Task<TResult> OneAsync<TRow, TResult>(
        SignedRequest request, JsonTypeInfo<OkxReply<TRow>> type, Func<TRow, TResult> map, CancellationToken cancellationToken) =>
        ManyAsync(request, type, rows => rows.Count > 0 ? map(rows[0]) : throw new FormatException("the answer is empty"), cancellationToken);

    private Task<TResult> ManyAsync<TRow, TResult>(
        SignedRequest request, JsonTypeInfo<OkxReply<TRow>> type, Func<IReadOnlyList<TRow>, TResult> map, CancellationToken cancellationToken) =>
        _client.SendAsync(
            request, body => map(Answers.Whole<IReadOnlyList<TRow>, TRow>(JsonSerializer.Deserialize(body, type)?.Data)), cancellationToken);
}
