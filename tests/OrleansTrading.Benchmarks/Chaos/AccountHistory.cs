using Microsoft.Extensions.DependencyInjection;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>All events of an account as they are stored, and what they come to.</summary>
/// <param name="Account">Which.</param>
/// <param name="Events">From the first on.</param>
/// <param name="Book">Their fold.</param>
internal sealed record AccountHistory(string Account, IReadOnlyList<AccountEvent> Events, AccountBook Book)
{
    private const int Page = 1_000;

    /// <exception cref="InvalidDataException">The numbers of the events have a gap.</exception>
    public static async Task<AccountHistory> ReadAsync(IServiceProvider stores, string account)
    {
        var (store, events, book) = (stores.GetRequiredService<IAccountEventStore>(), new List<AccountEvent>(), new AccountBook());
        while (true)
        {
            var page = await store.ReadAsync(account, events.Count, Page, CancellationToken.None);
            foreach (var stored in page)
            {
                events.Add(stored.Event);
                book.Apply(stored.Event);
                if (stored.Version != events.Count)
                    throw new InvalidDataException($"Event {stored.Version} of account {account} follows event {events.Count - 1}.");
            }

            if (page.Count < Page)
                return new AccountHistory(account, events, book);
        }
    }
}
