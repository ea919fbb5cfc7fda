namespace OrleansTrading.Benchmarks.Running;

/// <summary>What is the same for every benchmark of a run.</summary>
/// <param name="Seed">Of all chance: markets, clients, storms.</param>
/// <param name="Minutes">How long the whole service is under load.</param>
/// <param name="Clients">Clients at once.</param>
/// <param name="Symbols">Symbols that it follows.</param>
internal sealed record RunSettings(int Seed = 7, double Minutes = 2, int Clients = 8, int Symbols = 100);
