namespace OrleansTrading.Silo.Api.Arbitrage;

/// <summary>Venues compared, over all assets that are compared.</summary>
/// <param name="LookedAt">When the books of the asset looked at last were read, Unix milliseconds. Null before the first look.</param>
/// <param name="Opportunities">What is open, the best net spread first.</param>
/// <param name="Spreads">Every pair that can be compared now, the best net spread first.</param>
/// <param name="LeftOut">What could not be compared.</param>
/// <param name="Trades">Executions, those under way first, then the last that ended.</param>
internal sealed record ArbitrageView(
    long? LookedAt, IReadOnlyList<OpportunityView> Opportunities, IReadOnlyList<SpreadView> Spreads, IReadOnlyList<LeftOutView> LeftOut,
    IReadOnlyList<ArbitrageTradeView> Trades);
