namespace OrleansTrading.Simulator.Admin;

/// <summary>An account to be opened, as it is posted to /admin/accounts.</summary>
/// <param name="Passphrase">Of venues that ask for one.</param>
/// <param name="Balance">In USDT.</param>
/// <param name="Venue">Null opens it at every venue.</param>
internal sealed record NewAccount(string? Key, string? Secret, string? Passphrase, decimal Balance, string? Venue);
