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
        var orders = await PagesAsync(
            OkxRequests.OpenOrders, OkxTradingJson.Default.OkxReplyOkxOrder, static row => row.OrderId, cancellationToken);
        var reports = orders.Where(row => !_orders.IsForeign(row.Name)).Select(row => Learn(_orders.Map(row))).ToList();
        foreach (var type in AlgoTypes)
        {
            var algos = await PagesAsync(
                after => OkxRequests.OpenAlgos(type, after), OkxTradingJson.Default.OkxReplyOkxAlgoOrder, static row => row.AlgoId, cancellationToken);
            reports.AddRange(algos.Where(row => !_orders.IsForeign(row.Name)).Select(_orders.Map));
        }

        return reports;
    }

    public async Task<IReadOnlyList<Fill>> GetFillsAsync(InstrumentId instrument, long from, CancellationToken cancellationToken)
    {
        var name = (await InstrumentAsync(instrument, cancellationToken)).Name;
        var isRecent = await NowAsync(cancellationToken) - from < RecentFills.TotalMilliseconds;
        var rows = await PagesAsync(
            after => OkxRequests.Fills(name, from, isRecent, after), OkxTradingJson.Default.OkxReplyOkxFill, static row => row.BillId, cancellationToken);
        var fills = new List<Fill>(rows.Count);
        foreach (var row in rows)
            fills.Add(_orders.Map(row, await NameOfAsync(name, row, cancellationToken)));
        fills.Reverse();
        return [.. fills.Where(fill => fill.Time >= from).OrderBy(fill => fill.Time)];
    }

    public async Task<IReadOnlyList<CashMoved>> GetCashMovesAsync(long from, CancellationToken cancellationToken)
    {
        var isRecent = await NowAsync(cancellationToken) - from < RecentBills.TotalMilliseconds;
        var rows = await PagesAsync(
            after => OkxRequests.Bills(from, isRecent, after), OkxTradingJson.Default.OkxReplyOkxBill, static row => row.BillId, cancellationToken);
        return [.. rows.Select(OkxAccountMapper.Map).OfType<CashMoved>().Where(move => move.Time >= from).Reverse().OrderBy(move => move.Time)];
    }

    public async Task<VenueAccount> GetAccountAsync(CancellationToken cancellationToken)
    {
        await _connector.EnsureInstrumentsAsync(cancellationToken);
        var now = await NowAsync(cancellationToken);
        var isHedged = await IsHedgedAsync(cancellationToken);
        var positions = await ManyAsync(OkxRequests.Positions(), OkxTradingJson.Default.OkxReplyOkxPosition, _holdings.Positions, cancellationToken);
        foreach (var position in positions)
        {
            if (position.MarginMode is { } mode)
                _modes[position.Key.Instrument.Symbol] = mode;
        }

        var balances = await OneAsync(
            OkxRequests.Balance(), OkxTradingJson.Default.OkxReplyOkxBalance, static row => OkxAccountMapper.Balances(row.Details), cancellationToken);
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
    private async Task<string?> NameOfAsync(string name, OkxFill fill, CancellationToken cancellationToken)
    {
        if (fill.OrderId is not { Length: > 0 } venueId)
            return null;
        return _names.Find(venueId) ?? (await FindAsync(OkxRequests.FindOrder(name, venueId), cancellationToken))?.OrderId ?? fill.ClientId;
    }

    private async Task<long> NowAsync(CancellationToken cancellationToken)
    {
        await _clock.PrepareAsync(cancellationToken);
        return _clock.Now;
    }

    /// <summary>All pages, the newest row first, as the venue has it.</summary>
    private async Task<List<TRow>> PagesAsync<TRow>(
        Func<string?, SignedRequest> request, JsonTypeInfo<OkxReply<TRow>> type, Func<TRow, string?> number, CancellationToken cancellationToken)
    {
        var rows = new List<TRow>();
        string? after = null;
        while (true)
        {
            var page = await ManyAsync(request(after), type, static page => page, cancellationToken);
            rows.AddRange(page);
            if (page.Count < OkxRequests.PageSize)
                return rows;
            after = number(page[^1]) ?? throw new FormatException("a row has no number to go on from");
        }
    }
}
