using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Storage.Accounts;

/// <summary>An event and its number in the account, from 1.</summary>
public sealed record StoredAccountEvent(long Version, AccountEvent Event);
