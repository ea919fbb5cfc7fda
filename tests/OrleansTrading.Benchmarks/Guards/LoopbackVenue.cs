using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Benchmarks.Guards;

/// <summary>
/// A venue that takes orders over HTTP on this machine and notes when a request has arrived. Market orders trade whole and at once, stops
/// rest until they are cancelled.
/// </summary>
internal sealed class LoopbackVenue : ITradingConnector, ITradingSession
{
    private const decimal Price = 100;

    private readonly WebApplication _server;
    private readonly HttpClient _client = new();
    private readonly ConcurrentDictionary<string, OrderReport> _orders = [];
    private readonly Lock _gate = new();
    private readonly List<Fill> _fills = [];
    private IAccountSink? _sink;
    private TaskCompletionSource<long>? _closing;
    private decimal _held;

    private LoopbackVenue(WebApplication server) => _server = server;

    public string Venue => "quiet";

    public TradingCapabilities Capabilities => TradingCapabilities.Everything;

    public ArrivalWindows Arrival { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));

    public static async Task<LoopbackVenue> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var venue = new LoopbackVenue(server);
        server.MapPost("/order", (HttpContext context) => venue.Arrive(context.Request.Query["close"] == "true"));
        await server.StartAsync();
        venue._client.BaseAddress = new Uri(server.Urls.Single());
        return venue;
    }

    /// <summary>When the next order that closes at the market arrives, in ticks of the stopwatch.</summary>
    public Task<long> NextCloseAsync() => (_closing = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public ITradingSession Open(string account, ApiKeys keys) => this;

    public async Task<OrderReport> PlaceAsync(Order order, CancellationToken cancellationToken)
    {
        var closes = order.Spec is { ReduceOnly: true, Type: OrderType.Market };
        using var answer = await _client.PostAsJsonAsync($"/order?close={(closes ? "true" : "false")}", new { order.Id, order.Spec.Quantity }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        lock (_gate)
        {
            if (order.Spec.IsConditional)
                return _orders[order.Id] = new OrderReport(order.Id, $"v{_orders.Count}", OrderState.Accepted, 0, null, order.CreatedAt, null, order.Spec);
            _held += order.Spec.Side == OrderSide.Buy ? order.Spec.Quantity : -order.Spec.Quantity;
            var fill = new Fill(
                order.Spec.Instrument, $"t{_orders.Count}", order.Id, $"v{_orders.Count}", order.Spec.Side, order.Spec.PositionSide, Price, order.Spec.Quantity, 0,
                "USDT", false, order.CreatedAt);
            _fills.Add(fill);
            _sink?.OnFill(fill);
            return _orders[order.Id] = new OrderReport(order.Id, fill.VenueOrderId, OrderState.Filled, fill.Quantity, Price, order.CreatedAt, null, order.Spec);
        }
    }

    public Task<OrderReport> CancelAsync(OrderReference order, CancellationToken cancellationToken) =>
        Task.FromResult(_orders[order.OrderId] = _orders[order.OrderId] with { State = OrderState.Cancelled });

    public Task<OrderReport?> FindOrderAsync(OrderReference order, CancellationToken cancellationToken) => Task.FromResult(_orders.GetValueOrDefault(order.OrderId));

    public Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OrderReport>>([.. _orders.Values.Where(order => order.State == OrderState.Accepted)]);

    public Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken)
    {
        lock (_gate)
            return Task.FromResult<IReadOnlyList<Fill>>([.. _fills.Where(fill => fill.Time >= from)]);
    }

    public Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CashMoved>>([]);

    public Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            VenuePosition[] positions = _held == 0 || _fills.Count == 0
                ? []
                : [new VenuePosition(new PositionKey(_fills[0].Instrument, PositionSide.Net), _held, Price, null, null, null)];
            return Task.FromResult(new VenueAccount(0, new Dictionary<string, decimal> { ["USDT"] = 1_000_000 }, positions, false, IsComplete: true));
        }
    }

    public Task SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPositionModeAsync(bool isHedged, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Listen(IAccountSink sink)
    {
        _sink = sink;
        sink.OnConnected();
    }

    /// <summary>A session is disposed of with its account; the server ends with <see cref="StopAsync"/>.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }

    private IResult Arrive(bool closes)
    {
        var arrived = Stopwatch.GetTimestamp();
        if (closes)
            _closing?.TrySetResult(arrived);
        return Results.Ok();
    }
}
