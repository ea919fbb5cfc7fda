using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Execution;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Tests.Replay;

/// <summary>The same market gives the same signals, the same orders and the same money, to the last digit, however many silos share the work.</summary>
public sealed class ReplayTests
{
    private const int Minutes = 6;
    private const int Seed = 7;

    [Fact]
    public async Task Market_ReplayedTwiceOnOneSiloAndOnFive_EndsTheSame()
    {
        var once = await ReplayAsync(Seed, silos: 1);
        foreach (var silos in new[] { 1, 5, 5 })
            (await ReplayAsync(Seed, silos)).ShouldBe(once, $"{silos} silos");
        var other = await ReplayAsync(Seed + 1, silos: 1);
        HashOf(other).ShouldNotBe(HashOf(once), "another market ends differently");
        TestContext.Current.TestOutputHelper?.WriteLine($"{HashOf(once)}\n{string.Join('\n', once)}");

        once.Count(line => line.StartsWith("signal ", StringComparison.Ordinal)).ShouldBeGreaterThan(10);
        once.Count(line => line.StartsWith("decision ", StringComparison.Ordinal) && line.Contains($" {ExecutionOutcome.Taken} ", StringComparison.Ordinal)).ShouldBeGreaterThan(3);
        once.ShouldContain(line => line.StartsWith("order ", StringComparison.Ordinal) && line.Contains($" {OrderPurpose.Guard} ", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> ReplayAsync(int seed, int silos)
    {
        await using var market = await ReplayedMarket.StartAsync(seed, silos);
        for (var minute = 1; minute <= Minutes; minute++)
            await market.PlayAsync(minute);
        var signals = await market.Signals.ListAsync(null, null, null, 1_000, CancellationToken.None);
        var decisions = await market.Executions.ListAsync(null, null, null, 1_000, CancellationToken.None);
        var orders = await market.Account.GetOrdersAsync(new OrderQuery(null, false, null, IAccountGrain.MaxLimit));
        var account = await market.Account.GetAsync();
        return
        [
            .. signals.Select(signal => Line(
                $"signal {signal.CreatedAt} {signal.Key} {signal.Direction} {signal.Score:R} {signal.Regime} {signal.Factors} {signal.Entry:R} {signal.Stop:R} {string.Join(' ', signal.Targets)} {signal.ExpiresAt}"))
                .Order(StringComparer.Ordinal),
            .. decisions.Select(decision => Line($"decision {decision.SignalKey} {decision.Outcome} {decision.Code} {decision.Notional} {decision.Price} {decision.OrderId}"))
                .Order(StringComparer.Ordinal),
            .. orders.OrderBy(order => order.Spec.Instrument.ToString(), StringComparer.Ordinal).ThenBy(order => order.CreatedAt).Select(LineOf),
            Line($"money {account.Cash} {account.Realised} {account.Fees} {account.Equity} {account.OpenPositions}"),
        ];
    }

    /// <summary>The intent of a guard's order names the guard, and that is numbered by the account's events, of which some come by the clock.</summary>
    private static string LineOf(Order order) => Line(
        $"order {order.Spec.Instrument} {order.Purpose} {(order.Purpose == OrderPurpose.Signal ? order.Id : "")} {order.Spec.Side} {order.Spec.Quantity} {order.State} {order.Filled} {order.FilledValue}");

    private static string HashOf(IReadOnlyList<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
