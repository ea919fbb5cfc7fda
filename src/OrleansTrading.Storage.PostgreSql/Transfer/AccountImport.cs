using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Events of accounts, each under its number, and what is kept of them.</summary>
internal static class AccountImport
{
    private const string Part = "account events";

    /// <remarks>Where an account has other events in the database nothing is written, to no account.</remarks>
    public static async Task RunAsync(EmbeddedStores stores, IAccountEventStore target, ImportReport report, CancellationToken cancellationToken)
    {
        var accounts = await stores.Accounts.ListAsync(cancellationToken);
        // All before the first append: events that follow those of another history would be a third one. What was checked is what is
        // appended to: an account that goes on meanwhile refuses it.
        List<(string Account, long Last)> checkedAccounts = [];
        var others = new SomeNames();
        foreach (var account in accounts)
        {
            var (last, other) = await CompareAsync(stores, target, account, cancellationToken);
            checkedAccounts.Add((account, last));
            if (other is { } version)
                others.Add($"event {version} of account '{account}'");
        }

        if (others.Count > 0)
        {
            report.Refused(Part, $"{others} {(others.Count == 1 ? "is another one" : "are others")} in the database. Nothing is brought into any account.");
            return;
        }

        var (read, stored, differing) = (new Tally(), new Tally(), new SomeNames());
        foreach (var (account, checkedLast) in checkedAccounts)
        {
            var last = checkedLast;
            await foreach (var page in stores.EventsAsync(account, cancellationToken))
            {
                var hashes = page.ToDictionary(one => one.Version, one => read.Add(EmbeddedStores.TextOf(account, one)));
                if (page.Where(one => one.Version > last).Select(one => one.Event).ToList() is { Count: > 0 } missing)
                    last = await AppendAsync(target, account, last, missing, cancellationToken);
                foreach (var one in await target.ReadAsync(account, page[0].Version - 1, page.Count, cancellationToken))
                {
                    if (stored.Add(EmbeddedStores.TextOf(account, one)) == hashes.GetValueOrDefault(one.Version))
                        hashes.Remove(one.Version);
                }

                foreach (var version in hashes.Keys.Order())
                    differing.Add($"event {version} of account '{account}'");
            }
        }

        if (!report.Done(Part, read, stored, differing))
            return;
        // Only now is it known that the states are of the events that are stored.
        foreach (var account in accounts)
            await KeepStateAsync(stores, target, account, cancellationToken);
    }

    private static async Task<long> AppendAsync(IAccountEventStore target, string account, long last, List<AccountEvent> missing, CancellationToken cancellationToken)
    {
        try
        {
            return await target.AppendAsync(account, last, missing, cancellationToken);
        }
        catch (AccountConflictException conflict)
        {
            throw new InvalidDataException(
                $"{Part}: somebody else has written events of account '{account}' meanwhile, up to {conflict.Actual}. None are brought in after {conflict.Expected}: see who it is, and begin again.", conflict);
        }
    }

    /// <summary>What the database has under the numbers that the directory has too must be the same, whether an import has brought it or not.</summary>
    /// <returns>The number of the last event there, and of the first that is another one; null when there is none.</returns>
    private static async Task<(long Last, long? Other)> CompareAsync(EmbeddedStores stores, IAccountEventStore target, string account, CancellationToken cancellationToken)
    {
        var last = await LastAsync(target, account, cancellationToken);
        await foreach (var page in stores.EventsAsync(account, cancellationToken))
        {
            if (page[0].Version > last)
                break;
            var there = await target.ReadAsync(account, page[0].Version - 1, page.Count, cancellationToken);
            foreach (var (one, other) in page.Zip(there))
            {
                if (EmbeddedStores.TextOf(account, one) != EmbeddedStores.TextOf(account, other))
                    return (last, one.Version);
            }
        }

        return (last, null);
    }

    /// <remarks>It only saves reading; of an account that has gone on since the directory was left it is of no use.</remarks>
    private static async Task KeepStateAsync(EmbeddedStores stores, IAccountEventStore target, string account, CancellationToken cancellationToken)
    {
        if (await stores.Accounts.FindStateAsync(account, cancellationToken) is { } state
            && state.Version == await LastAsync(target, account, cancellationToken)
            && await target.FindStateAsync(account, cancellationToken) is null)
            await target.SaveStateAsync(account, state, cancellationToken);
    }

    private static async Task<long> LastAsync(IAccountEventStore target, string account, CancellationToken cancellationToken) =>
        await target.ReadBackAsync(account, null, 1, cancellationToken) is [var newest] ? newest.Version : 0;
}
