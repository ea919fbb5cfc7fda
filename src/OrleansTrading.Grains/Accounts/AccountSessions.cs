using Microsoft.Extensions.Options;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>The configured accounts, and the ways to their venues. Keys are read where a session is opened and go nowhere else.</summary>
internal sealed class AccountSessions(IEnumerable<ITradingConnector> connectors, IOptions<TradingOptions> options)
{
    private readonly Dictionary<string, ITradingConnector> _connectors = connectors.ToDictionary(connector => connector.Venue, StringComparer.Ordinal);

    /// <summary>Ids of the configured accounts; <c>paper</c> is always one.</summary>
    public IReadOnlyList<string> Accounts { get; } =
        [.. options.Value.Accounts.Keys.Append(TradingOptions.PaperAccount).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The settings of an account; null when it is not configured.</summary>
    public AccountOptions? SettingsOf(string account) =>
        options.Value.Accounts.TryGetValue(account, out var settings) ? settings
        : account == TradingOptions.PaperAccount ? new AccountOptions()
        : null;

    /// <summary>Opens an account at its venue.</summary>
    /// <exception cref="InvalidDataException">Its keys cannot be read.</exception>
    public ITradingSession Open(string account, AccountOptions settings) =>
        _connectors.TryGetValue(settings.Venue, out var connector)
            ? connector.Open(account, AccountKeys.Read(settings))
            : throw new InvalidDataException($"Account '{account}': there is no venue '{settings.Venue}' to trade at; there are {string.Join(", ", _connectors.Keys)}.");
}
