namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's binanceusdm in the name of an account.</summary>
public sealed class CcxtTradingSession() : ClientSession("ccxt-binanceusdm-trading.mjs");
