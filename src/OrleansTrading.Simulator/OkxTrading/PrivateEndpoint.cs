using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Text;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.OkxTrading;

/// <summary>Answers the private requests under /api/v5: key, passphrase, time and signature first, then the route.</summary>
internal sealed class PrivateEndpoint(TradingVenue venue, OkxSwaps swaps, SimulatorClock clock, SimulatorFaults faults, TimeProvider time)
{
    private static readonly FrozenDictionary<(string Method, string Path), Func<PrivateCall, OkxError?>> Routes =
        new Dictionary<(string, string), Func<PrivateCall, OkxError?>>
        {
            [("POST", "trade/order")] = OrderEndpoints.Place,
            [("POST", "trade/batch-orders")] = OrderEndpoints.Place,
            [("POST", "trade/cancel-order")] = OrderEndpoints.Cancel,
            [("POST", "trade/cancel-batch-orders")] = OrderEndpoints.Cancel,
            [("GET", "trade/order")] = OrderEndpoints.Get,
            [("GET", "trade/orders-pending")] = OrderEndpoints.Pending,
            [("GET", "trade/orders-history")] = OrderEndpoints.History,
            [("GET", "trade/fills")] = OrderEndpoints.Fills,
            [("GET", "trade/fills-history")] = OrderEndpoints.Fills,
            [("POST", "trade/order-algo")] = AlgoEndpoints.Place,
            [("POST", "trade/cancel-algos")] = AlgoEndpoints.Cancel,
            [("GET", "trade/order-algo")] = AlgoEndpoints.Get,
            [("GET", "trade/orders-algo-pending")] = AlgoEndpoints.Pending,
            [("GET", "account/balance")] = AccountEndpoints.Balance,
            [("GET", "account/positions")] = AccountEndpoints.Positions,
            [("GET", "account/bills")] = AccountEndpoints.Bills,
            [("GET", "account/bills-archive")] = AccountEndpoints.Bills,
            [("GET", "account/config")] = AccountEndpoints.Configuration,
            [("GET", "account/leverage-info")] = AccountEndpoints.Leverage,
            [("POST", "account/set-leverage")] = AccountEndpoints.SetLeverage,
            [("POST", "account/set-position-mode")] = AccountEndpoints.SetPositionMode,
        }.ToFrozenDictionary();

    public static bool Handles(string method, string name) => Routes.ContainsKey((method, name));

    public async Task HandleAsync(HttpContext context, string name)
    {
        var request = await PrivateRequest.ReadAsync(context.Request, context.RequestAborted);
        var fault = request.Method == HttpMethods.Post && name.StartsWith("trade/", StringComparison.Ordinal) ? faults.HitOrder(request.Path) : null;
        if (fault is { Outcome: OrderOutcome.ArrivesLate })
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        var (status, answer) = fault is { IsDone: false } ? (StatusCodes.Status200OK, null) : Answer(request, name);
        if (fault is { Outcome: OrderOutcome.AnsweredLate })
            await Task.Delay(fault.Delay, time, context.RequestAborted);
        if (fault is { IsCut: true })
        {
            context.Abort();
            return;
        }

        var (code, said) = fault switch
        {
            { IsUnknown: true } => (StatusCodes.Status500InternalServerError, OkxRestEndpoint.Refusal(new OkxError(50026, "System error. Try again later"))),
            { IsTimeOut: true } => (StatusCodes.Status400BadRequest, OkxRestEndpoint.Refusal(new OkxError(50004, "API endpoint request timeout (does not mean that the request was successful or failed, please check the request result)"))),
            { Outcome: OrderOutcome.Unavailable } => (StatusCodes.Status429TooManyRequests, OkxRestEndpoint.Refusal(new OkxError(50013, "Systems are busy. Please try again later."))),
            { Outcome: OrderOutcome.Rejected } => (StatusCodes.Status200OK, OkxRestEndpoint.Refusal(new OkxError(51009, "Order placement function is blocked by the platform"))),
            _ => (status, answer!),
        };
        await OkxRestEndpoint.WriteAsync(context, code, said);
    }

    private (int Status, Utf8Buffer Answer) Answer(PrivateRequest request, string name)
    {
        var now = clock.Milliseconds;
        if (request.Verify(venue, now + (long)faults.ClockSkew.TotalMilliseconds, out var account) is { } stranger)
            return (StatusCodes.Status401Unauthorized, OkxRestEndpoint.Refusal(stranger));
        var call = new PrivateCall(venue, account, swaps, request, now);
        OkxError? error;
        try
        {
            lock (venue.Gate)
            {
                venue.Advance(now);
                error = Routes[(request.Method, name)](call);
            }
        }
        catch (JsonException)
        {
            error = new OkxError(50002, "JSON syntax error");
        }

        if (error is not null)
            return (OkxRestEndpoint.StatusOf(error), OkxRestEndpoint.Refusal(error));
        var (code, message) = call.Failed == 0 ? ("0", "") : call.Failed == call.Rows.Count ? ("1", "All operations failed") : ("2", "Bulk operation partially succeeded.");
        var answer = new JsonObject { ["code"] = code, ["msg"] = message, ["data"] = call.Rows };
        // Operations are told when they came in and went out, in microseconds.
        if (request.Method == HttpMethods.Post)
            (answer["inTime"], answer["outTime"]) = (PrivateCall.Text(now * 1000), PrivateCall.Text(now * 1000));
        var json = new Utf8Buffer(1024);
        json.Text(answer.ToJsonString());
        return (StatusCodes.Status200OK, json);
    }
}
