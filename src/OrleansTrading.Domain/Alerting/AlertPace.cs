namespace OrleansTrading.Domain.Alerting;

/// <summary>When messages go out, and how large they are.</summary>
/// <param name="GroupWait">A new group waits so long for more of the same.</param>
/// <param name="GroupInterval">Least time between two messages of one group.</param>
/// <param name="RepeatInterval">An alert that stays open is told again after this; zero for never.</param>
/// <param name="MaxLines">Notifications in one message; the rest is a count.</param>
/// <param name="Capacity">Notifications that wait for one route; beyond it the least important, oldest ones are dropped and counted.</param>
/// <param name="RetryFirst">Wait before the second attempt; doubles from attempt to attempt.</param>
/// <param name="RetryMost">Longest such wait.</param>
/// <param name="GiveUpAfter">Age at which a message is tried no more.</param>
public sealed record AlertPace(
    TimeSpan GroupWait, TimeSpan GroupInterval, TimeSpan RepeatInterval, int MaxLines, int Capacity, TimeSpan RetryFirst, TimeSpan RetryMost, TimeSpan GiveUpAfter)
{
    /// <summary>Wait after so many failed attempts.</summary>
    public TimeSpan DelayAfter(int attempts)
    {
        var milliseconds = RetryFirst.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempts - 1, 0, 30));
        return TimeSpan.FromMilliseconds(Math.Min(milliseconds, RetryMost.TotalMilliseconds));
    }
}
