namespace OrleansTrading.Simulator.BinanceTrading;

/// <summary>A message of a private stream.</summary>
/// <param name="Event">ORDER_TRADE_UPDATE, ACCOUNT_UPDATE, …</param>
/// <param name="Symbol">Empty when it is of the account as a whole.</param>
internal sealed record UserFrame(string Event, string Symbol, byte[] Payload);
