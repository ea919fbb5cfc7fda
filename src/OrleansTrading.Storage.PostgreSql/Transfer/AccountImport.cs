using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Events of accounts, each under its number, and what is kept of them.</summary>
internal static class AccountImport
{
    private const string Part = "account events";

    /// <exception cref="InvalidDataException">An account has other events in the database: nothing is written then, to no account.</exception>
    public static async Task RunAsync(EmbeddedStores stores, IAccountEventStore target, Action<string, Tally, Tally> done, CancellationToken cancellationToken)
    {
        var accounts = await stores.Accounts.ListAsync(cancellationToken);
        // All before the first append: events that follow those of another history would be a third one.
        foreach (var account in accounts)
            await RefuseOthersAsync(stores, target, account, cancellationToken);
        var (read, stored) = (new Tally(), new Tally());
        foreach (var account in accounts)
        {
            var last = await LastAsync(target, account, cancellationToken);
            await foreach (var page in stores.EventsAsync(account, cancellationToken))
            {
                foreach (var one in page)
                    read.Add(EmbeddedStores.TextOf(account, one));
                if (page.Where(one => one.Version > last).Select(one => one.Event).ToList() is { Count: > 0 } missing)
                    last = await target.AppendAsync(account, last, missing, cancellationToken);
                foreach (var one in await target.ReadAsync(account, page[0].Version - 1, page.Count, cancellationToken))
                    stored.Add(EmbeddedStores.TextOf(account, one));
            }
        }

        done(Part, read, stored);
        // Only now is it known that the states are of the events that are stored.
        foreach (var account in accounts)
            await KeepStateAsync(stores, target, account, cancellationToken);
    }

    /// <summary>What the database has under the numbers that the directory has too must be the same, whether an import has brought it or not.</summary>
    private static async Task RefuseOthersAsync(EmbeddedStores stores, IAccountEventStore target, string account, CancellationToken cancellationToken)
    {
        var last = await LastAsync(target, account, cancellationToken);
        await foreach (var page in stores.EventsAsync(account, cancellationToken))
        {
            if (page[0].Version > last)
                return;
            var there = await target.ReadAsync(account, page[0].Version - 1, page.Count, cancellationToken);
            foreach (var (one, other) in page.Zip(there))
            {
                if (EmbeddedStores.TextOf(account, one) != EmbeddedStores.TextOf(account, other))
                    throw new InvalidDataException($"{Part}: event {one.Version} of account '{account}' is another one in the database. Nothing is brought into any account; what was there before is left as it was.");
            }
        }
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
