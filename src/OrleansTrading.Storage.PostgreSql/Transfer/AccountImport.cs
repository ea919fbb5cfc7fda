using OrleansTrading.Storage.Accounts;
using OrleansTrading.Storage.Transfer;

namespace OrleansTrading.Storage.PostgreSql.Transfer;

/// <summary>Events of accounts, each under its number, and what is kept of them.</summary>
internal static class AccountImport
{
    public static async Task RunAsync(EmbeddedStores stores, IAccountEventStore target, Action<string, Tally, Tally> done, CancellationToken cancellationToken)
    {
        var (read, stored) = (new Tally(), new Tally());
        foreach (var account in await stores.Accounts.ListAsync(cancellationToken))
        {
            // What an import before this one has brought; it must be the same, which the checksum tells.
            var last = await target.ReadBackAsync(account, null, 1, cancellationToken) is [var newest] ? newest.Version : 0;
            await foreach (var page in stores.EventsAsync(account, cancellationToken))
            {
                foreach (var one in page)
                    read.Add(EmbeddedStores.TextOf(account, one));
                if (page.Where(one => one.Version > last).Select(one => one.Event).ToList() is { Count: > 0 } missing)
                    last = await target.AppendAsync(account, last, missing, cancellationToken);
                foreach (var one in await target.ReadAsync(account, page[0].Version - 1, page.Count, cancellationToken))
                    stored.Add(EmbeddedStores.TextOf(account, one));
            }

            // It only saves reading; of an account that has gone on since the directory was left it is of no use.
            if (await stores.Accounts.FindStateAsync(account, cancellationToken) is { } state && state.Version == last)
                await target.SaveStateAsync(account, state, cancellationToken);
        }

        done("account events", read, stored);
    }
}
