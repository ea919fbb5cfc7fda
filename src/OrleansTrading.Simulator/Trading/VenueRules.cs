namespace OrleansTrading.Simulator.Trading;

/// <summary>A venue's rules that hold for all its symbols.</summary>
internal sealed record VenueRules
{
    /// <summary>binance, okx.</summary>
    public required string Venue { get; init; }

    public decimal MakerFee { get; init; } = 0.0002m;

    public decimal TakerFee { get; init; } = 0.0005m;

    public int StandardLeverage { get; init; } = 20;

    /// <summary>Smallest notional of an order that does more than reduce.</summary>
    public decimal LeastNotional { get; init; } = 5m;

    /// <summary>How far from the mark price a buy's limit may lie above and a sell's below, as a fraction.</summary>
    public decimal PriceBand { get; init; } = 0.05m;

    /// <summary>Steps of the largest limit and the largest market order.</summary>
    public long MostLimitSteps { get; init; } = 10_000_000;

    public long MostMarketSteps { get; init; } = 1_000_000;

    /// <summary>Of a symbol.</summary>
    public int MostOpenOrders { get; init; } = 200;

    /// <summary>Of a symbol.</summary>
    public int MostConditionalOrders { get; init; } = 10;

    /// <summary>What the venue calls a client order id.</summary>
    public Func<string, bool> IsClientId { get; init; } = static id => id.Length is > 0 and <= 36;

    public IReadOnlyList<LeverageBracket> Brackets { get; init; } = StandardBrackets;

    public static IReadOnlyList<LeverageBracket> StandardBrackets { get; } =
    [
        new(1, 125, 0, 50_000, 0.004m, 0),
        new(2, 100, 50_000, 600_000, 0.005m, 50),
        new(3, 50, 600_000, 3_000_000, 0.01m, 3_050),
        new(4, 20, 3_000_000, 12_000_000, 0.025m, 48_050),
        new(5, 10, 12_000_000, 70_000_000, 0.05m, 348_050),
        new(6, 5, 70_000_000, 200_000_000, 0.1m, 3_848_050),
    ];

    /// <summary>The largest notional that may be held at the leverage.</summary>
    public decimal MostNotional(int leverage) => Brackets.Where(bracket => bracket.Leverage >= leverage).Max(bracket => bracket.Cap);

    public int MostLeverage => Brackets[0].Leverage;

    public decimal Maintenance(decimal notional)
    {
        var bracket = Brackets.FirstOrDefault(bracket => notional <= bracket.Cap) ?? Brackets[^1];
        return Math.Max(0, (notional * bracket.MaintenanceRatio) - bracket.Deduction);
    }
}
