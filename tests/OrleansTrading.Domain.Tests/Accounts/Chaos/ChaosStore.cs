using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>The events of the account; of two appends after the same one, one is refused.</summary>
internal sealed class ChaosStore
{
    private readonly HashSet<string> _sent = [];

    public List<AccountEvent> Events { get; } = [];

    public bool TryAppend(long after, IReadOnlyList<AccountEvent> events)
    {
        if (after != Events.Count)
            return false;
        Events.AddRange(events);
        foreach (var happened in events)
        {
            if (happened is OrderSent sent)
                _sent.Add(sent.OrderId);
        }

        return true;
    }

    /// <summary>Whether the intent of an order, and that it is on its way, are stored.</summary>
    public bool HasSent(string orderId) => _sent.Contains(orderId);

    public AccountBook Replay()
    {
        var book = new AccountBook();
        foreach (var happened in Events)
            book.Apply(happened);
        return book;
    }
}
