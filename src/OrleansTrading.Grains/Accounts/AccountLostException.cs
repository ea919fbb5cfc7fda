namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// An activation could not store what it had decided. Nothing of it has left; the account is loaded anew, and the request may be made again
/// under the same key.
/// </summary>
/// <param name="account">Which account.</param>
/// <param name="cause">Why.</param>
internal sealed class AccountLostException(string account, Exception cause)
    : InvalidOperationException($"The events of account '{account}' could not be stored; nothing was sent. It is loaded anew: try again with the same key. {cause.Message}", cause);
