using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Storage.Accounts;

/// <summary>The checks that every store of account events makes.</summary>
internal static class AccountEventArguments
{
    private const int LongestName = 64;

    /// <remarks>A name is the name of a folder: nothing that leads out of it, and nothing that two file systems spell in two ways.</remarks>
    public static bool IsAccount(string account) =>
        account.Length is > 0 and <= LongestName && account.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    public static void CheckAccount(string account)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (!IsAccount(account))
            throw new ArgumentException($"Expected an account's id of 1 to {LongestName} characters of a-z, 0-9, '-' and '_'; got '{account}'.", nameof(account));
    }

    public static void CheckAppend(string account, long after, IReadOnlyList<AccountEvent> events)
    {
        CheckAccount(account);
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count is 0 or > IAccountEventStore.MaxAppend)
            throw new ArgumentException($"Expected 1 to {IAccountEventStore.MaxAppend} events in one append; got {events.Count}.", nameof(events));
    }
}
