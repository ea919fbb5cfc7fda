namespace OrleansTrading.Simulator.Tests.Clients;

/// <summary>ccxt's kraken.</summary>
public sealed class KrakenCcxtSession() : ClientSession("ccxt-kraken.mjs");
