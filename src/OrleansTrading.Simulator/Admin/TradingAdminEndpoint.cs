using System.Text.Json;
using OrleansTrading.Simulator.Faults;

namespace OrleansTrading.Simulator.Admin;

/// <summary>
/// GET /admin/truth/account?venue=&amp;key= (of Binance and the first account without them), POST /admin/accounts, and POST /admin/price, which is the fault
/// of kind price: DELETE /admin/faults/ID ends it.
/// </summary>
internal sealed class TradingAdminEndpoint(AccountAdmin accounts, SimulatorFaults faults)
{
    private const string Truth = "/admin/truth/account";
    private const string Accounts = "/admin/accounts";
    private const string Price = "/admin/price";

    public static bool Handles(string? path) => path is Truth or Accounts or Price;

    public Task HandleAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", Truth) => TellAsync(context),
        ("POST", Accounts) => OpenAsync(context),
        ("POST", Price) => ShiftAsync(context),
        _ => AdminEndpoint.ProblemAsync(context, StatusCodes.Status405MethodNotAllowed, "Not done by this method", []),
    };

    private Task TellAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var venue = query.TryGetValue("venue", out var named) ? named.ToString() : accounts.Venues[0];
        return accounts.Truth(venue, query["key"].ToString()) is { } truth
            ? context.Response.WriteAsJsonAsync(truth, FaultJson.Options)
            : AdminEndpoint.ProblemAsync(context, StatusCodes.Status400BadRequest, "No such account", new()
            {
                ["venue"] = [$"Expected one of {string.Join(", ", accounts.Venues)}, and the key of an account there."],
            });
    }

    private async Task OpenAsync(HttpContext context)
    {
        if (await ReadAsync<NewAccount>(context) is not { } asked)
            return;
        if (accounts.Open(asked) is { Count: > 0 } problems)
        {
            await AdminEndpoint.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not an account", problems);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task ShiftAsync(HttpContext context)
    {
        if (await ReadAsync<PriceRequest>(context) is not { } asked)
            return;
        var fault = new FaultRequest { Fault = FaultKind.Price, Venue = asked.Venue, Symbol = asked.Symbol, Percent = asked.Percent, DurationMs = asked.DurationMs };
        if (faults.Validate(fault) is { Count: > 0 } problems)
        {
            await AdminEndpoint.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a price gap", new(problems));
            return;
        }

        await context.Response.WriteAsJsonAsync(new { id = faults.Inject(fault) }, FaultJson.Options);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context)
        where T : class
    {
        try
        {
            if (await JsonSerializer.DeserializeAsync<T>(context.Request.Body, FaultJson.Options, context.RequestAborted) is { } read)
                return read;
        }
        catch (JsonException exception)
        {
            await AdminEndpoint.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not understood", new() { ["body"] = [exception.Message] });
            return null;
        }

        await AdminEndpoint.ProblemAsync(context, StatusCodes.Status400BadRequest, "Not understood", new() { ["body"] = ["Expected an object."] });
        return null;
    }
}
