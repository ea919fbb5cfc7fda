namespace OrleansTrading.Simulator.Trading;

/// <summary>Something that an account's owner is told of, in the order in which it happened.</summary>
/// <param name="Time">Unix milliseconds of the venue's clock.</param>
internal abstract record AccountNotice(long Time);

/// <summary>An order has come, traded or ended.</summary>
internal sealed record OrderNotice(long Time, Order Order, OrderChange Change, Execution? Execution) : AccountNotice(Time);

/// <summary>Cash has moved, and positions with it.</summary>
internal sealed record BalanceNotice(long Time, BalanceReason Reason, decimal Change, IReadOnlyList<Position> Positions) : AccountNotice(Time);

/// <summary>A conditional order has come, been triggered or ended.</summary>
internal sealed record ConditionalNotice(long Time, ConditionalOrder Order) : AccountNotice(Time);

/// <summary>A symbol's leverage or margin mode has changed.</summary>
internal sealed record SettingsNotice(long Time, string Symbol, SymbolSettings Settings) : AccountNotice(Time);
