using System.Text.Json.Serialization.Metadata;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Okx.Rest;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>What an account is asked for as a whole: open orders, executions, movements of cash, balances and positions.</summary>
internal sealed partial class OkxTradingSession
{
    /// <summary>Kinds of conditional orders; the venue lists one at a time.</summary>
    private static readonly string[] AlgoTypes = ["conditional", "oco", "trigger", "move_order_stop"];

    /// <summary>The venue keeps three days of executions at hand, and seven of bills; a margin for clocks.</summary>
    private static readonly TimeSpan RecentFills = TimeSpan.FromHours(71);
    private static readonly TimeSpan RecentBills = TimeSpan.FromHours(167);

    public async Task<IReadOnlyList<OrderReport>> GetOpenOrdersAsync(CancellationToken cancellationToken)
    {
        await _connector.EnsureInstrumentsAsync(cancellationToken);
        var reports = await PagesAsync(
            OkxRequests.OpenOrders, OkxTradingJson.Default.OkxReplyOkxOrder, static row => row.OrderId,
            row => _orders.IsForeign(row.Name) ? null : Learn(_orders.Map(row)), cancellationToken);
        foreach (var type in AlgoTypes)
        {
            reports.AddRange(await PagesAsync(
                after => OkxRequests.OpenAlgos(type, after), OkxTradingJson.Default.OkxReplyOkxAlgoOrder, static row => row.AlgoId,
                row => _orders.IsForeign(row.Name) ? null : _orders.Map(row), cancellationToken));
        }

        return reports;
    }

    public async Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken)
    {
        var name = (await InstrumentAsync(instrument, cancellationToken)).Name;
        var isRecent = await NowAsync(cancellationToken) - from < RecentFills.TotalMilliseconds;
        var rows = await PagesAsync(
            after => OkxRequests.Fills(name, from, isRecent, after), OkxTradingJson.Default.OkxReplyOkxFill, static row => row.BillId,
            row => new Told(_orders.Map(row, null), row.ClientId), cancellationToken);
        rows.Reverse();
        var fills = new List<Fill>(rows.Count);
        foreach (var (fill, clientId) in rows.Where(row => row.Fill.Time >= from).OrderBy(row => row.Fill.Time))
            fills.Add(fill with { OrderId = await NameOfAsync(name, fill, clientId, cancellationToken) });
        return fills;
    }

    public async Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken)
    {
        var isRecent = await NowAsync(cancellationToken) - from < RecentBills.TotalMilliseconds;
        var moves = await PagesAsync(
            after => OkxRequests.Bills(from, isRecent, after), OkxTradingJson.Default.OkxReplyOkxBill, static row => row.BillId, OkxAccountMapper.Map,
            cancellationToken);
        return [.. Enumerable.Reverse(moves).Where(move => move.Time >= from).OrderBy(move => move.Time)];
    }

    public async Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        await _connector.EnsureInstrumentsAsync(cancellationToken);
        var now = await NowAsync(cancellationToken);
        var isHedged = await IsHedgedAsync(cancellationToken);
        var (positions, isolated) = await ManyAsync(
            OkxRequests.Positions(), OkxTradingJson.Default.OkxReplyOkxPosition, rows => (_holdings.Positions(rows), OkxAccountMapper.IsolatedMargins(rows)),
            cancellationToken);
        foreach (var position in positions)
        {
            if (position.MarginMode is { } mode)
                _modes[position.Key.Instrument.Symbol] = mode;
        }

        var balances = await OneAsync(
            OkxRequests.Balance(), OkxTradingJson.Default.OkxReplyOkxBalance, static row => OkxAccountMapper.Balances(row.Details), cancellationToken);
        foreach (var (asset, margin) in isolated)
            balances[asset] = balances.GetValueOrDefault(asset) + margin;
        return new VenueAccount(now, balances, [.. positions.Where(position => position.Quantity != 0)], isHedged, IsComplete: true);
    }

    private Task<bool> IsHedgedAsync(CancellationToken cancellationToken) => OneAsync(
        OkxRequests.Configuration(), OkxTradingJson.Default.OkxReplyOkxConfiguration, static row => row.PositionMode switch
        {
            "long_short_mode" => true,
            "net_mode" => false,
            var other => throw OkxWords.Unknown("posMode", other),
        }, cancellationToken);

    /// <summary>Of an order that was made by other means, and of one that a conditional order has become, only the order itself tells.</summary>
    private async Task<string?> NameOfAsync(string name, Fill fill, string? clientId, CancellationToken cancellationToken)
    {
        if (fill.VenueOrderId is not { Length: > 0 } venueId)
            return null;
        return _names.Find(venueId) ?? (await FindAsync(OkxRequests.FindOrder(name, venueId), cancellationToken))?.OrderId ?? clientId;
    }

    private async Task<long> NowAsync(CancellationToken cancellationToken)
    {
        await _clock.PrepareAsync(cancellationToken);
        return _clock.Now;
    }

    /// <summary>
    /// What all pages hold, the newest row first, as the venue has it; rows that are mapped to nothing are left out. A row that cannot be read
    /// refuses its page rather than being left out: a lost execution is a wrong position.
    /// </summary>
    private async Task<List<TResult>> PagesAsync<TRow, TResult>(
        Func<string?, SignedRequest> request, JsonTypeInfo<OkxReply<TRow>> type, Func<TRow, string?> number, Func<TRow, TResult?> map,
        CancellationToken cancellationToken)
        where TResult : class
    {
        var found = new List<TResult>();
        string? after = null;
        while (true)
        {
            var (mapped, next) = await ManyAsync(
                request(after), type,
                rows => (rows.Select(map).OfType<TResult>().ToList(), rows.Count < OkxRequests.PageSize ? null : NextAfter(number(rows[^1]), after)),
                cancellationToken);
            found.AddRange(mapped);
            if (next is null)
                return found;
            after = next;
        }
    }

    /// <summary>The number to go on from: an older one than the last, or the pages would never end.</summary>
    private static string NextAfter(string? number, string? last)
    {
        if (string.IsNullOrEmpty(number))
            throw new FormatException("a row has no number to go on from");
        if (last is not null && (number.Length, string.CompareOrdinal(number, last)).CompareTo((last.Length, 0)) >= 0)
            throw new FormatException($"a row has the number {number} on the page of what is older than {last}");
        return number;
    }

    private sealed record Told(Fill Fill, string? ClientId);
}
