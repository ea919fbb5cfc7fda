namespace OrleansTrading.Simulator.Trading;

/// <summary>What proves that a request comes from an account's owner.</summary>
/// <param name="Passphrase">Of venues that ask for one.</param>
internal sealed record AccountKeys(string Key, string Secret, string Passphrase);
