using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>How the account comes up: from what was kept of it and the events since, or from all of them.</summary>
internal sealed partial class AccountGrain
{
    /// <summary>Events after which what they have come to is kept, so that coming up does not take longer and longer.</summary>
    private const int KeepEvery = 20_000;

    /// <summary>Number of the last event of what is kept.</summary>
    private long _kept;
    private Task _keeping = Task.CompletedTask;

    private async Task<AccountBook> LoadAsync(CancellationToken cancellationToken)
    {
        var book = await store.FindStateAsync(_account, cancellationToken) is { } kept ? AccountBook.Restore(kept) : new AccountBook();
        _kept = book.Version;
        while (true)
        {
            var page = await store.ReadAsync(_account, book.Version, PageSize, cancellationToken);
            foreach (var stored in page)
                book.Apply(stored.Event);
            if (page.Count < PageSize)
                return book;
        }
    }

    /// <summary>Kept only while all that was decided is stored: what is kept never speaks of more.</summary>
    private void KeepStateIfDue()
    {
        if (Book.Version - _kept < KeepEvery || !_journal.IsIdle || _journal.Stored != Book.Version || !_keeping.IsCompleted)
            return;
        var state = Book.Save();
        _kept = state.Version;
        _keeping = KeepAsync(state);
    }

    private async Task KeepAsync(AccountBookState state)
    {
        try
        {
            await store.SaveStateAsync(_account, state, _stopping.Token);
        }
        catch (Exception failure) when (!IsOver)
        {
            // Nothing depends on it: the next is kept after as many events again.
            LogNotKept(logger, _account, failure);
        }
        catch (Exception) when (IsOver)
        {
            // The account goes; its events are stored.
        }
    }
}
