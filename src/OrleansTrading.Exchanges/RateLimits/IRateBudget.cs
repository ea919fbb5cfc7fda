namespace OrleansTrading.Exchanges.RateLimits;

/// <summary>
/// How much may still be spent of what a venue allows in a window of time: request weight, or connections made. Times are monotonic
/// and come from the caller.
/// </summary>
public interface IRateBudget
{
    /// <summary>The most that can be taken at once.</summary>
    int Limit { get; }

    /// <summary>Completes when there may be more room before the time that was named; null when that never happens.</summary>
    Task? Changed { get; }

    /// <summary>Spent from here in the window that ends now.</summary>
    int UsedAt(TimeSpan now);

    /// <summary>What may be spent now, by anyone behind the same address.</summary>
    int RoomAt(TimeSpan now);

    /// <summary>Spends <paramref name="weight"/> if there is room; otherwise <paramref name="wait"/> says when to ask again.</summary>
    /// <param name="weight">What is spent.</param>
    /// <param name="now">Monotonic.</param>
    /// <param name="wait">Zero when it was spent.</param>
    /// <param name="keep">So much must be left besides, as far as the budget is ever that large: others need it more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive, or more than <see cref="Limit"/>.</exception>
    bool TryTake(int weight, TimeSpan now, out TimeSpan wait, int keep = 0);

    /// <summary>How long until there is room for <paramref name="weight"/>, and so much besides, as far as is known; spends nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not positive, or more than <see cref="Limit"/>.</exception>
    TimeSpan WaitFor(int weight, TimeSpan now, int keep = 0);

    /// <summary>The venue says that <paramref name="used"/> has been spent behind this address in its current window.</summary>
    void ObserveUsed(int used, TimeSpan now);

    /// <summary>Nothing is granted before <paramref name="until"/>: the venue has told us to stay away. Never shortens an earlier order.</summary>
    void BlockUntil(TimeSpan until);
}
