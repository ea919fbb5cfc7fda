using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>The last of what has happened to an account, newest first.</summary>
/// <param name="Version">Number of the newest event in it; 0 when there is none.</param>
/// <param name="Events">Every event, at most <see cref="MostEvents"/>.</param>
/// <param name="Fills">Executions, at most <see cref="Most"/>.</param>
/// <param name="Differences">What reconciliation found, among the events that were read; at most <see cref="Most"/>.</param>
/// <param name="Breaches">Breached limits, halts, kills and resumptions, likewise.</param>
public sealed record AccountTail(
    long Version,
    ImmutableArray<NumberedEvent> Events,
    ImmutableArray<Fill> Fills,
    ImmutableArray<DifferenceFound> Differences,
    ImmutableArray<NumberedEvent> Breaches)
{
    public const int Most = 20;

    public const int MostEvents = 25;

    /// <summary>Events read at once; an account that has moved further between two frames is read anew.</summary>
    private const int Reach = 1000;

    internal static AccountTail Empty { get; } = new(0, [], [], [], []);

    /// <summary>The tail up to the newest stored event. Only what is new is read.</summary>
    /// <param name="account">Whose.</param>
    /// <param name="version">Up to which the account is known to have come.</param>
    /// <param name="reader">Reads it.</param>
    internal async Task<AccountTail> AdvanceAsync(string account, long version, ITradingReader reader)
    {
        var isAnew = Version == 0 || version - Version > Reach || version < Version;
        var read = await reader.GetEventsAsync(account, null, isAnew ? Reach : (int)Math.Max(1, version - Version));
        if (!isAnew && read.Length > 0 && read[^1].Version > Version + 1)
            return await Empty.AdvanceAsync(account, version, reader);
        var (before, since) = isAnew ? (Empty, 0) : (this, Version);
        var news = read.Where(stored => stored.Version > since).ToList();
        if (news.Count == 0)
            return this;
        var fills = isAnew
            ? await reader.GetFillsAsync(account, null, Most)
            : Join(news.Select(stored => stored.Event).OfType<FillBooked>().Select(booked => booked.Fill), before.Fills, Most);
        return new AccountTail(
            news[0].Version, Join(news, before.Events, MostEvents), fills,
            Join(news.Select(stored => stored.Event).OfType<DifferenceFound>(), before.Differences, Most),
            Join(news.Where(IsBreach), before.Breaches, Most));
    }

    private static bool IsBreach(NumberedEvent stored) =>
        stored.Event is TradingSwitched || stored.Event is OrderRefused { Code: RefusalCodes.RiskLimit };

    /// <remarks>The same array when nothing is new, so that what is drawn of it is not drawn again.</remarks>
    private static ImmutableArray<T> Join<T>(IEnumerable<T> news, ImmutableArray<T> before, int most)
    {
        var added = news.Take(most).ToList();
        return added.Count == 0 ? before : [.. added, .. before.Take(most - added.Count)];
    }
}
