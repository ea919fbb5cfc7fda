using System.Collections.Immutable;
using OrleansTrading.Contracts.Access;

namespace OrleansTrading.Dashboard.Shell;

/// <summary>What is told to the person before this page: the outcome of what they did. Good news goes by itself, bad news stays.</summary>
internal sealed class Notices(TimeProvider time)
{
    private const int AtMost = 5;

    private static readonly TimeSpan GoodNewsStays = TimeSpan.FromSeconds(8);

    private int _last;

    public event Action? Changed;

    public ImmutableArray<Notice> All { get; private set; } = [];

    public void Tell(ActionOutcome outcome)
    {
        if (outcome.Message is { } message)
            Tell(message, outcome.IsDone);
    }

    public void Tell(string message, bool isGood)
    {
        All = [.. All.TakeLast(AtMost - 1), new Notice(++_last, message, isGood, time.GetUtcNow())];
        Changed?.Invoke();
    }

    public void Drop(int id)
    {
        All = All.RemoveAll(notice => notice.Id == id);
        Changed?.Invoke();
    }

    /// <summary>Drops the good news that has been there long enough.</summary>
    public void Expire()
    {
        var kept = All.RemoveAll(notice => notice.IsGood && time.GetUtcNow() - notice.At >= GoodNewsStays);
        if (kept.Length == All.Length)
            return;
        All = kept;
        Changed?.Invoke();
    }
}
