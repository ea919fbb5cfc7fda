using OrleansTrading.Storage;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// An activation does not know to be stored what it had decided. Nothing of it has left; the account is loaded anew, and the request may be made
/// again under the same key. What a store has taken although its answer did not come is there then, and goes on.
/// </summary>
/// <param name="account">Which account.</param>
/// <param name="cause">Why.</param>
internal sealed class AccountLostException(string account, Exception cause)
    : InvalidOperationException($"{Told(account, cause)} It is loaded anew: try again with the same key. {cause.Message}", cause)
{
    private static string Told(string account, Exception cause) => cause is StoreUnavailableException
        ? $"Whether the events of account '{account}' are stored is not known; nothing has been sent so far."
        : $"The events of account '{account}' could not be stored; nothing was sent.";
}
