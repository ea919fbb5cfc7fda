namespace OrleansTrading.Domain.Accounts;

/// <summary>
/// The order in which decisions become true. Steps are added as they are decided; their events are appended one batch after the other,
/// each step whole in one batch; while a batch is being appended the next one gathers. A step leaves (its effects are carried out, its
/// answer is given) when its events and all before them are stored, in the order in which the steps were made: a step without events too
/// follows from those before it. A batch that could not be appended ends it all: nothing of it, and nothing after it, has left. Who appends
/// nothing learns nothing of another that does, so now and then (before every comparison with the venue) its owner looks whether anything
/// is stored after <see cref="Stored"/>, and ends if so.
/// </summary>
/// <typeparam name="T">What is to be answered when a step leaves.</typeparam>
/// <param name="stored">Number of the last stored event when the book was read.</param>
public sealed class AccountOutbox<T>(long stored)
{
    private readonly Queue<(AccountStep Step, T Ticket)> _waiting = [];
    private List<AccountEvent> _gathering = [];
    private int _appending;

    /// <summary>Most events in a batch; a step with more goes alone.</summary>
    public const int MaxBatch = 1000;

    /// <summary>Number of the last event that is known to be stored.</summary>
    public long Stored { get; private set; } = stored;

    /// <summary>Whether a batch is being appended.</summary>
    public bool IsAppending => _appending > 0;

    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>Takes in a step, in the order in which they are decided.</summary>
    public void Add(AccountStep step, T ticket)
    {
        _waiting.Enqueue((step, ticket));
        _gathering.AddRange(step.Events);
    }

    /// <summary>The next batch, to be appended after <see cref="Stored"/>; empty while one is under way or when there is nothing to append.</summary>
    public IReadOnlyList<AccountEvent> Begin()
    {
        if (IsAppending || _gathering.Count == 0)
            return [];
        var batch = _gathering;
        if (batch.Count <= MaxBatch)
        {
            _gathering = [];
        }
        else
        {
            var count = WholeSteps();
            (batch, _gathering) = (_gathering[..count], _gathering[count..]);
        }

        _appending = batch.Count;
        return batch;
    }

    /// <summary>The batch has been stored.</summary>
    public void Complete() => (Stored, _appending) = (Stored + _appending, 0);

    /// <summary>The next step that may leave.</summary>
    public bool TryLeave(out AccountStep step, out T ticket)
    {
        if (_waiting.TryPeek(out var next) && next.Step.Version <= Stored)
        {
            (step, ticket) = _waiting.Dequeue();
            return true;
        }

        (step, ticket) = (default, default!);
        return false;
    }

    /// <summary>Takes out what can no longer leave, after an append that failed: nothing of it may be carried out.</summary>
    public IReadOnlyList<T> Abandon()
    {
        var tickets = _waiting.Select(waiting => waiting.Ticket).ToList();
        _waiting.Clear();
        _gathering.Clear();
        return tickets;
    }

    private int WholeSteps()
    {
        var count = 0;
        foreach (var (step, _) in _waiting)
        {
            if (step.Version <= Stored)
                continue;
            if (count > 0 && count + step.Events.Length > MaxBatch)
                break;
            count += step.Events.Length;
        }

        return count;
    }
}
