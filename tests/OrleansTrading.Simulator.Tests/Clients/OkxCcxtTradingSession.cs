namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's okx in the name of an account.</summary>
public sealed class OkxCcxtTradingSession() : ClientSession("ccxt-okx-trading.mjs");
