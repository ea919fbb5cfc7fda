using System.Collections.Immutable;
using System.Text.Json;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Domain.Risk;
using OrleansTrading.TestKit;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>An account at the simulated venue: what is stored of it against what the venue itself holds.</summary>
internal sealed class LiveAudit(StormRig rig, StormLog log)
{
    public const string Account = "live";
    public const string Venue = "binance";
    public const string Key = "simulatorKey";
    public const string Secret = "simulatorSecret";

    /// <remarks>The venue rounds each profit it books; the account does not.</remarks>
    private const decimal Rounding = 0.001m;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private IAccountGrain Grain => rig.Cluster.Grains.GetGrain<IAccountGrain>(Account);

    /// <summary>Gives it limits and turns it on.</summary>
    public async Task BeginAsync()
    {
        await Eventually.TrueAsync(async () => (await Grain.GetAsync()).IsReady, Patience);
        await Grain.ChangeLimitsAsync(new LimitsChange(
            ImmutableDictionary<RiskRule, RiskLimit?>.Empty.Add(RiskRule.PositionNotional, new RiskLimit(20_000, BreachAction.Refuse)), "storm"));
        await Grain.SwitchAsync(TradingSwitch.On, "a storm", "storm");
    }

    public async Task RunAsync()
    {
        var until = log.Elapsed + Patience;
        while (true)
        {
            await Grain.ReconcileAsync();
            var (truth, history) = (await rig.Venue.GetAccountAsync(Venue, Key), await AccountHistory.ReadAsync(rig.Stores, Account));
            var difference = Difference(truth, history);
            if (difference is not null && log.Elapsed < until)
            {
                await Task.Delay(Pause, TimeProvider.System);
                continue;
            }

            if (difference is not null)
                log.Violate($"{Account}: {difference}");
            log.Say($"audit: account {Account} at the venue: {truth.GetProperty("orders").GetArrayLength()} orders, {truth.GetProperty("executions").GetArrayLength()} executions, wallet {truth.GetProperty("wallet")}; "
                + $"unknown for a time: {history.Events.OfType<OrderReported>().Where(reported => reported.State == OrderState.Unknown).Select(reported => reported.OrderId).Distinct().Count()}, "
                + $"differences found and explained: {history.Events.OfType<DifferenceFound>().Count()}");
            return;
        }
    }

    private static string? Difference(JsonElement truth, AccountHistory history)
    {
        var (book, fills) = (history.Book, history.Events.OfType<FillBooked>().Select(happened => (happened.Fill.Instrument.Symbol, happened.Fill.TradeId, happened.Fill.Quantity)).ToHashSet());
        var executions = truth.GetProperty("executions").EnumerateArray().Select(row => (Text(row, "symbol"), $"{row.GetProperty("id").GetInt64()}", Number(row, "quantity"))).ToHashSet();
        if (!fills.SetEquals(executions))
            return $"booked are {fills.Count} executions, the venue has {executions.Count}; not booked: {string.Join(", ", executions.Except(fills).Take(3))} of {string.Join(", ", book.Orders.Where(order => !order.IsSettled || order.State == OrderState.Rejected).Take(3))}; not there: {string.Join(", ", fills.Except(executions).Take(3))}.";
        var orders = truth.GetProperty("orders").EnumerateArray().Where(row => OrderIds.IsOurs(Text(row, "clientId"))).ToList();
        if (orders.GroupBy(row => Text(row, "clientId")).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            return $"the venue has order {doubled.Key} {doubled.Count()} times.";
        foreach (var row in orders)
        {
            var (ours, filled, status) = (book.FindOrder(Text(row, "clientId")), Number(row, "executed"), Text(row, "status"));
            if (ours is null || ours.Filled != filled || ours.IsFinal != status is not ("New" or "PartiallyFilled") || ours.State == OrderState.Rejected)
                return $"order {Text(row, "clientId")} is {status} with {filled} at the venue, and {ours?.State.ToString() ?? "unknown"} with {ours?.Filled} here.";
        }

        var waiting = truth.GetProperty("conditionals").EnumerateArray().Where(row => Text(row, "status") is "Waiting" or "Triggered").ToList();
        var open = orders.Where(row => Text(row, "status") is "New" or "PartiallyFilled").Concat(waiting).Select(row => Text(row, "clientId")).ToHashSet();
        if (!open.SetEquals(book.OpenOrders.Keys))
            return $"open here: {string.Join(", ", book.OpenOrders.Keys.Except(open))}; open there: {string.Join(", ", open.Except(book.OpenOrders.Keys))}.";
        foreach (var row in truth.GetProperty("positions").EnumerateArray())
        {
            var held = book.Positions.Values.Where(position => position.Key.Instrument.Symbol == Text(row, "symbol")).Sum(position => position.Quantity);
            if (held != Number(row, "quantity"))
                return $"{Text(row, "symbol")} is {held} here and {Number(row, "quantity")} at the venue.";
            if (held != 0 && !waiting.Exists(stop => Text(stop, "symbol") == Text(row, "symbol")))
                return $"{Text(row, "symbol")} is {held}, and no stop of it rests at the venue.";
        }

        // Average cost depends on the order in which executions are counted, and one may have come late here: what was realised and what open positions
        // stand at come to the same together.
        var (cash, wallet) = (book.Cash.GetValueOrDefault(book.Asset), Number(truth, "wallet"));
        var (atOurs, atTheirs) = (book.Positions.Values.Sum(position => position.Cost), truth.GetProperty("positions").EnumerateArray().Sum(row => Number(row, "cost")));
        return Math.Abs(cash - atOurs - (wallet - atTheirs)) > Rounding ? $"cash is {cash}, with positions at {atOurs}; the venue's wallet is {wallet}, with positions at {atTheirs}." : null;
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "";

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name).GetDecimal();
}
