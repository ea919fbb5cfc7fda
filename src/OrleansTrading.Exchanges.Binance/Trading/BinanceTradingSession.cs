using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Binance.Mapping;
using OrleansTrading.Exchanges.Errors;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Binance.Trading;

/// <summary>One account of USD-M futures. Orders are known by our id, conditional ones too, also after they were triggered.</summary>
internal sealed partial class BinanceTradingSession : ITradingSession
{
    private const int NoNeedToChangeMarginMode = -4046;
    private const int NoNeedToChangePositionMode = -4059;

    private readonly string _account;
    private readonly SignedRestClient _client;
    private readonly BinanceConnector _connector;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly OrderLinks _links = new();
    private AccountStream? _stream;
    private BinanceUserStream? _protocol;

    public BinanceTradingSession(
        string account, SignedRestClient client, BinanceConnector connector, ArrivalWindows arrival, TimeProvider time, ILogger logger) =>
        (_account, _client, _connector, Arrival, _time, _logger) = (account, client, connector, arrival, time, logger);

    public TradingCapabilities Capabilities => TradingCapabilities.Everything;

    public ArrivalWindows Arrival { get; }

    public void Know(IReadOnlyCollection<Order> orders)
    {
        // One that the venue's stream adopted before its name was known may be one of ours: ours is the last word.
        foreach (var order in orders.Where(order => order.Spec.Instrument.Venue == _connector.Venue).OrderByDescending(order => order.Purpose == OrderPurpose.External))
        {
            if (order.VenueId is { } venueId)
                _links.Link(BinanceSymbols.ToSymbol(order.Spec.Instrument), venueId, order.Id);
        }
    }

    public async Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        _links.Own(order, BinanceSymbols.ToSymbol(order.Spec.Instrument));
        var report = order.Spec.IsConditional
            ? await PlaceAlgoAsync(order, cancellationToken)
            : await SendAsync(BinanceRequests.Place(order), BinanceTradingJson.Default.BinanceOrder, answer => BinanceOrderMapper.Map(answer, order.Id), cancellationToken);
        _stream?.Expect(order.Id);
        return Take(order.Spec.Instrument, report);
    }

    public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken) =>
        order.IsConditional ? CancelAlgoAsync(order, cancellationToken) : CancelOrderAsync(order, BinanceRequests.CancelOrder(order), cancellationToken);

    public async Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken)
    {
        if (order.IsConditional)
            return await FindAlgoAsync(order, cancellationToken);
        return await FindAsync(order, BinanceRequests.FindOrder(order), cancellationToken);
    }

    public async Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken)
    {
        var symbol = BinanceSymbols.ToSymbol(instrument);
        await ChangeAsync(BinanceRequests.SetMarginMode(symbol, mode == MarginMode.Isolated), NoNeedToChangeMarginMode, cancellationToken);
        await ChangeAsync(BinanceRequests.SetLeverage(symbol, leverage), null, cancellationToken);
    }

    public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken) =>
        ChangeAsync(BinanceRequests.SetPositionMode(isHedged), NoNeedToChangePositionMode, cancellationToken);

    public void Listen(IAccountSink sink)
    {
        if (_stream is not null)
            throw new InvalidOperationException($"Account {_account} is listened to already.");
        _protocol = new BinanceUserStream(_account, _client, _connector, _links, new CashWatch(this, _time, _logger), _time, _logger);
        _stream = new AccountStream(_account, _protocol, sink, _connector.MarketStreams, _logger);
        _stream.Start();
    }

    /// <remarks>The listen key is left to expire: it is the account's, and another session of it may listen by the same.</remarks>
    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
        _protocol?.Dispose();
    }

    private long Now => _connector.Clock.Now;

    private async Task<OrderReport> PlaceAlgoAsync(Order order, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(
                BinanceRequests.Place(order), BinanceTradingJson.Default.BinanceAlgoOrder, answer => BinanceOrderMapper.Map(answer, Now), cancellationToken);
        }
        catch (VenueException refusal) when (!refusal.IsOutcomeUnknown)
        {
            // It waits for no trigger: what others trade on its side is not held back for it.
            _links.Leave(order.Id);
            throw;
        }
    }

    private async Task<OrderReport> CancelOrderAsync(OrderReference order, SignedRequest request, CancellationToken cancellationToken)
    {
        var report = await SendAsync(
            request, BinanceTradingJson.Default.BinanceOrder, answer => BinanceOrderMapper.Map(answer, order.OrderId), cancellationToken);
        return Take(order.Instrument, report);
    }

    /// <summary>One that was triggered meanwhile is an order like any other, and is cancelled as that.</summary>
    private async Task<OrderReport> CancelAlgoAsync(OrderReference order, CancellationToken cancellationToken)
    {
        try
        {
            var report = await SendAsync(
                BinanceRequests.CancelAlgo(order), BinanceTradingJson.Default.BinanceAlgoOrder, answer => BinanceOrderMapper.Map(answer, Now), cancellationToken);
            _links.Leave(order.OrderId);
            return Take(order.Instrument, report);
        }
        catch (VenueException refusal) when (refusal.Kind == ErrorKind.UnknownOrder)
        {
            if (await FindActualIdAsync(order, cancellationToken) is not { } actual)
                throw;
            return await CancelOrderAsync(order, BinanceRequests.CancelOrder(order, actual), cancellationToken);
        }
    }

    /// <summary>What a conditional order has become, where it has become one; else itself.</summary>
    private async Task<OrderReport?> FindAlgoAsync(OrderReference order, CancellationToken cancellationToken)
    {
        if (await FindAlgoItselfAsync(order, cancellationToken) is not { } algo)
            return null;
        var symbol = BinanceSymbols.ToSymbol(order.Instrument);
        if (BinanceOrderMapper.ActualIdOf(algo.Order.ActualOrderId) is not { } actual)
        {
            if (algo.Report.State != OrderState.Accepted)
                _links.Leave(order.OrderId);
            return Take(order.Instrument, algo.Report);
        }

        _links.Leave(order.OrderId);
        return await FindAsync(order, BinanceRequests.FindOrder(symbol, actual), cancellationToken) ?? Take(order.Instrument, algo.Report);
    }

    private async Task<string?> FindActualIdAsync(OrderReference order, CancellationToken cancellationToken) =>
        await FindAlgoItselfAsync(order, cancellationToken) is { } algo ? BinanceOrderMapper.ActualIdOf(algo.Order.ActualOrderId) : null;

    private Task<(BinanceAlgoOrder Order, OrderReport Report)?> FindAlgoItselfAsync(OrderReference order, CancellationToken cancellationToken) =>
        OrNullAsync(async () => ((BinanceAlgoOrder Order, OrderReport Report)?)await SendAsync(
            BinanceRequests.FindAlgo(order), BinanceTradingJson.Default.BinanceAlgoOrder, answer => (answer, BinanceOrderMapper.Map(answer, Now)),
            cancellationToken));

    private Task<OrderReport?> FindAsync(OrderReference order, SignedRequest request, CancellationToken cancellationToken) =>
        OrNullAsync(async () => (OrderReport?)Take(order.Instrument, await SendAsync(
            request, BinanceTradingJson.Default.BinanceOrder, answer => BinanceOrderMapper.Map(answer, order.OrderId), cancellationToken)));

    /// <summary>Null where the venue says that it has no such order.</summary>
    private static async Task<T?> OrNullAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (VenueException refusal) when (refusal.Kind == ErrorKind.UnknownOrder)
        {
            return default;
        }
    }

    private async Task ChangeAsync(SignedRequest request, int? alreadySo, CancellationToken cancellationToken)
    {
        try
        {
            await _client.SendAsync(request, static _ => true, cancellationToken);
        }
        catch (VenueException refusal) when (alreadySo is not null && refusal.Code == alreadySo)
        {
            // As it was wanted.
        }
    }

    /// <summary>From here on the venue's number of it is known as ours.</summary>
    private OrderReport Take(InstrumentId instrument, OrderReport report)
    {
        if (report.VenueId is { } venueId)
            _links.Link(BinanceSymbols.ToSymbol(instrument), venueId, report.OrderId);
        return report;
    }

    private Task<TResult> SendAsync<TWire, TResult>(
        SignedRequest request, JsonTypeInfo<TWire> type, Func<TWire, TResult> map, CancellationToken cancellationToken) =>
        _client.SendAsync(
            request, body => map(Whole(JsonSerializer.Deserialize(body, type))), cancellationToken);

    private static TWire Whole<TWire>(TWire? answer) => answer switch
    {
        null => throw new FormatException("the answer is null"),
        object?[] rows when Array.IndexOf(rows, null) is >= 0 and var row => throw new FormatException($"row {row} is null"),
        _ => answer,
    };
}
