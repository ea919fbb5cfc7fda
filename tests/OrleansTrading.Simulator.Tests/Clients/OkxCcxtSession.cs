namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's okx.</summary>
public sealed class OkxCcxtSession() : ClientSession("ccxt-okx.mjs");
