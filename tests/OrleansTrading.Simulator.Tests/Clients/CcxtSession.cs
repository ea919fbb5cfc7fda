namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's binanceusdm.</summary>
public sealed class CcxtSession() : ClientSession("ccxt-binanceusdm.mjs");
