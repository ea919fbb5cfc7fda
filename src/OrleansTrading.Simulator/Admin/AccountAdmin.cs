using OrleansTrading.Simulator.Hosting;
using OrleansTrading.Simulator.Trading;

namespace OrleansTrading.Simulator.Admin;

/// <summary>Accounts of all venues: what they hold, and new ones.</summary>
internal sealed class AccountAdmin(IReadOnlyList<TradingVenue> venues, SimulatorClock clock)
{
    /// <summary>Venues that have accounts.</summary>
    public IReadOnlyList<string> Venues { get; } = [.. venues.Select(venue => venue.Rules.Venue)];

    /// <summary>The account of the key, or the first; null when there is none.</summary>
    public AccountTruth? Truth(string name, string? key)
    {
        if (venues.FirstOrDefault(venue => venue.Rules.Venue == name) is not { } venue)
            return null;
        lock (venue.Gate)
        {
            venue.Advance(clock.Milliseconds);
            var account = string.IsNullOrEmpty(key) ? venue.Accounts.FirstOrDefault() : venue.TryAccount(key, out var known) ? known : null;
            return account is null ? null : AccountTruth.Of(venue, account, clock.Milliseconds);
        }
    }

    /// <summary>Opens an account at every venue, or at one; what is wrong by field when it cannot be opened.</summary>
    public Dictionary<string, string[]> Open(NewAccount asked)
    {
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrEmpty(asked.Key) || asked.Key.Length > 128 || !asked.Key.All(char.IsAsciiLetterOrDigit))
            problems["key"] = ["Expected 1 to 128 letters and digits."];
        if (string.IsNullOrEmpty(asked.Secret))
            problems["secret"] = ["Expected a text."];
        if (asked.Balance is < 0 or > 1_000_000_000_000)
            problems["balance"] = ["Expected 0 to 1000000000000."];
        if (asked.Venue is not null && !Venues.Contains(asked.Venue))
            problems["venue"] = [$"Expected one of {string.Join(", ", Venues)}."];
        if (problems.Count > 0)
            return problems;
        foreach (var venue in venues.Where(venue => asked.Venue is null || venue.Rules.Venue == asked.Venue))
        {
            lock (venue.Gate)
            {
                if (venue.Open(new AccountKeys(asked.Key!, asked.Secret!, asked.Passphrase ?? ""), asked.Balance, clock.Milliseconds) is null)
                    problems["key"] = ["The key is taken."];
            }
        }

        return problems;
    }
}
