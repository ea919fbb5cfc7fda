using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using OrleansTrading.Simulator.Faults;
using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Market;
using OrleansTrading.Simulator.Okx;
using OrleansTrading.Simulator.Rest;
using OrleansTrading.Simulator.Streams;
using OrleansTrading.Simulator.Text;

namespace OrleansTrading.Simulator.Admin;

/// <summary>
/// What the venue does not have: GET /admin/state, GET, POST and DELETE /admin/faults, DELETE /admin/faults/ID and
/// GET /admin/truth/klines?symbol=&amp;interval=&amp;from=&amp;to=, and /admin/truth/trades, /admin/truth/liquidations, /admin/truth/funding and
/// /admin/truth/book with symbol, from and to: what the market holds, past every fault, in the venue's own shapes; with venue=kraken or okx as
/// that venue has it. What belongs to accounts is in <see cref="TradingAdminEndpoint"/>.
/// </summary>
internal sealed class AdminEndpoint(
    VenueMarkets markets, OkxSwaps swaps, SimulatorClock clock, SimulatorFaults faults, StreamHub hub, StreamRegistry registry, FrameSink sink, Func<long> answered)
{
    public Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        return (context.Request.Method, path) switch
        {
            ("GET", "/admin/state") => context.Response.WriteAsJsonAsync(State(), FaultJson.Options),
            ("GET", "/admin/faults") => context.Response.WriteAsJsonAsync(faults.Active, FaultJson.Options),
            ("POST", "/admin/faults") => InjectAsync(context),
            ("DELETE", _) when path == "/admin/faults" || path.StartsWith("/admin/faults/", StringComparison.Ordinal) => ClearAsync(context, path["/admin/faults".Length..]),
            ("GET", "/admin/truth/klines") => KlinesAsync(context),
            ("GET", "/admin/truth/trades") => RangeAsync(context, (symbol, from, to, json) =>
                TradeEndpoints.WriteAggregates(json, symbol.Spec, TradeQueries.Between(symbol.Market, from, to, int.MaxValue))),
            ("GET", "/admin/truth/liquidations") => RangeAsync(context, WriteLiquidations),
            ("GET", "/admin/truth/funding") => RangeAsync(context, WriteFunding),
            ("GET", "/admin/truth/book") => RangeAsync(context, (symbol, _, to, json) => DepthEndpoint.Write(json, symbol, to, BookModel.Depth)),
            _ => ProblemAsync(context, StatusCodes.Status404NotFound, "Not an admin endpoint", []),
        };
    }

    private SimulatorState State() => new(
        clock.Now,
        clock.HasEnded,
        markets.Binance.Symbols.Count,
        [.. hub.Open.Select(connection => new ConnectionState(connection.Id, connection.Path, connection.Combined))],
        registry.Streams.Where(stream => stream.IsActive).ToDictionary(stream => stream.Name, stream => stream.Subscribers.Length),
        Enum.GetValues<StreamKind>().Where(kind => sink.Sent(kind) > 0).ToDictionary(kind => kind.ToString(), sink.Sent),
        answered(),
        faults.Active);

    private async Task InjectAsync(HttpContext context)
    {
        FaultRequest? fault;
        try
        {
            fault = await JsonSerializer.DeserializeAsync<FaultRequest>(context.Request.Body, FaultJson.Options, context.RequestAborted);
        }
        catch (JsonException exception)
        {
            var field = exception.Path is { Length: > 2 } path ? path[2..] : "fault";
            var expected = field == "fault" ? $"Expected one of {FaultJson.KindNames}. {exception.Message}" : exception.Message;
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a fault", new() { [field] = [expected] });
            return;
        }

        if (fault is null)
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a fault", new() { ["fault"] = [$"Expected one of {FaultJson.KindNames}."] });
            return;
        }

        if (faults.Validate(fault) is { Count: > 0 } problems)
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a valid fault", new(problems));
            return;
        }

        await context.Response.WriteAsJsonAsync(new { id = faults.Inject(fault) }, FaultJson.Options);
    }

    private async Task ClearAsync(HttpContext context, string rest)
    {
        if (rest.Length <= 1)
        {
            faults.Clear();
        }
        else if (!long.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || !faults.Clear(id))
        {
            await ProblemAsync(context, StatusCodes.Status404NotFound, "No such fault in force", new() { ["id"] = ["Expected an id of GET /admin/faults."] });
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task KlinesAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var problems = new Dictionary<string, string[]>();
        var symbol = Symbol(query);
        var interval = VenueInterval.Find(query["interval"].ToString());
        if (symbol is null)
        {
            problems["symbol"] = ["Expected a symbol of exchangeInfo."];
        }

        if (interval is null)
        {
            problems["interval"] = [$"Expected one of {string.Join(", ", VenueInterval.All)}."];
        }

        var from = Time(query, "from", problems);
        var to = Time(query, "to", problems);
        if (problems.Count > 0)
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a range of candles", problems);
            return;
        }

        var candles = new List<Candle>();
        symbol!.Market.AppendCandles(interval!, from ?? 0, to, int.MaxValue, clock.Milliseconds, candles);
        var json = new Utf8Buffer(64 * 1024);
        KlineEndpoints.Write(json, symbol.Spec, candles);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }

    private static void WriteLiquidations(ListedSymbol symbol, long from, long to, Utf8Buffer json)
    {
        json.Byte((byte)'[');
        var count = 0;
        foreach (var (time, trade) in symbol.Liquidations.Between(from, to))
        {
            if (count++ > 0)
            {
                json.Byte((byte)',');
            }

            FrameWriter.ForceOrder(json, symbol.Spec, trade, time);
        }

        json.Byte((byte)']');
    }

    /// <summary>Mark prices with their funding, as the stream of one a second tells them.</summary>
    private static void WriteFunding(ListedSymbol symbol, long from, long to, Utf8Buffer json)
    {
        const long second = 1_000;
        json.Byte((byte)'[');
        var first = (Math.Max(from, symbol.Market.FirstTime) + second - 1) / second * second;
        for (var time = first; time <= to; time += second)
        {
            if (time > first)
            {
                json.Byte((byte)',');
            }

            FrameWriter.MarkPrice(json, symbol, time);
        }

        json.Byte((byte)']');
    }

    /// <summary>Answers for a symbol and a range of time that does not pass the present; a book is that of the range's end.</summary>
    private async Task RangeAsync(HttpContext context, Action<ListedSymbol, long, long, Utf8Buffer> write)
    {
        var query = context.Request.Query;
        var problems = new Dictionary<string, string[]>();
        var symbol = Symbol(query);
        if (symbol is null)
        {
            problems["symbol"] = ["Expected a symbol of exchangeInfo."];
        }

        var now = clock.Milliseconds;
        var to = Math.Min(Time(query, "to", problems) ?? now, now);
        var from = Time(query, "from", problems) ?? to - VenueInterval.Hour;
        if (to - from > VenueInterval.Day)
        {
            problems["from"] = ["Expected a range of a day at most."];
        }

        if (problems.Count > 0)
        {
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "Not a range of time", problems);
            return;
        }

        var json = new Utf8Buffer(64 * 1024);
        write(symbol!, from, to, json);
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json.WrittenMemory, context.RequestAborted);
    }

    // By Binance's name of it, or by the venue's own.
    private ListedSymbol? Symbol(IQueryCollection query)
    {
        var venue = query.TryGetValue("venue", out var named) ? named.ToString() : "binance";
        var symbol = query["symbol"].ToString();
        return venue == "okx"
            ? swaps.TryFind(symbol, out var swap) ? swap.Listed : swaps.FindStreamName(symbol.ToLowerInvariant())?.Listed
            : markets.Find(venue, symbol);
    }

    private static long? Time(IQueryCollection query, string name, Dictionary<string, string[]> problems)
    {
        if (string.IsNullOrEmpty(query[name]))
        {
            return null;
        }

        if (long.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }

        problems[name] = ["Expected Unix milliseconds."];
        return null;
    }

    internal static Task ProblemAsync(HttpContext context, int status, string title, Dictionary<string, string[]> errors)
    {
        context.Response.StatusCode = status;
        var problem = new ValidationProblemDetails(errors) { Status = status, Title = title };
        return context.Response.WriteAsJsonAsync(problem, FaultJson.Options, "application/problem+json");
    }
}
