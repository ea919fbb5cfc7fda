using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Missed trades that the venue did not have when it was asked: it may be behind its own stream, or read from a copy that is. Each range is
/// asked for again at growing distance and given up when its patience has ended, while what is missing besides is asked for without delay. Of
/// more ranges than are kept the oldest are given up. Pure: time is given.
/// </summary>
/// <param name="patience">From the first answer without them to the last look.</param>
internal sealed class LackedTrades(TimeSpan patience)
{
    /// <summary>Ranges that are kept at most.</summary>
    public const int MostEntries = 64;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);

    /// <summary>Ascending, disjoint.</summary>
    private List<Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>The first missing ids that the venue has not been asked for yet; null when there are none.</summary>
    public IdRange? Fresh(IReadOnlyList<IdRange> missing)
    {
        var at = 0;
        foreach (var (first, to) in missing)
        {
            var from = first;
            for (; at < _entries.Count && _entries[at].Range.From <= from; at++)
            {
                from = Math.Max(from, _entries[at].Range.To + 1);
                if (from > to)
                    break;
            }

            if (from <= to)
                return new IdRange(from, at < _entries.Count ? Math.Min(to, _entries[at].Range.From - 1) : to);
        }

        return null;
    }

    /// <summary>The first missing ids that are to be asked for again now; null when there are none.</summary>
    public IdRange? Due(IReadOnlyList<IdRange> missing, TimeSpan now)
    {
        _entries.RemoveAll(entry => MissingWithin(missing, entry.Range.From, entry.Range.To) is null);
        foreach (var entry in _entries)
        {
            if (entry.NextLook <= now)
                return MissingWithin(missing, entry.Range.From, entry.Range.To);
        }

        return null;
    }

    /// <summary>The venue has been asked for a range, and has brought what it has of it.</summary>
    /// <param name="asked">What the answer covers.</param>
    /// <param name="missing">What is missing all the same.</param>
    /// <param name="now">Monotonic.</param>
    /// <returns>What is to be given up.</returns>
    public IReadOnlyList<IdRange> OnAnswer(IdRange asked, IReadOnlyList<IdRange> missing, TimeSpan now)
    {
        var (entries, givenUp, from) = (new List<Entry>(), new List<IdRange>(), asked.From);
        foreach (var entry in _entries)
        {
            var (first, last) = (entry.Range.From, entry.Range.To);
            if (last < asked.From || first > asked.To)
            {
                entries.Add(entry);
                continue;
            }

            if (first < asked.From)
                entries.Add(entry with { Range = new IdRange(first, asked.From - 1) });
            Note(from, first - 1, null);
            Note(Math.Max(first, asked.From), Math.Min(last, asked.To), entry);
            if (last > asked.To)
                entries.Add(entry with { Range = new IdRange(asked.To + 1, last) });
            from = last + 1;
        }

        Note(from, asked.To, null);
        entries.Sort((a, b) => a.Range.From.CompareTo(b.Range.From));
        var tooMany = Math.Max(0, entries.Count - MostEntries);
        givenUp.AddRange(entries.Take(tooMany).Select(entry => entry.Range));
        _entries = entries[tooMany..];
        return givenUp;

        void Note(long begin, long end, Entry? known)
        {
            if (MissingWithin(missing, begin, end) is not { } lacked)
                return;
            var (since, looks) = known is null ? (now, 1) : (known.Since, known.Looks + 1);
            if (now - since >= patience)
                givenUp.Add(lacked);
            else
                entries.Add(new Entry(lacked, since, looks, NextLook(since, looks, now)));
        }
    }

    public void Clear() => _entries.Clear();

    /// <summary>Twice as long after each look; the last one when patience ends.</summary>
    private TimeSpan NextLook(TimeSpan since, int looks, TimeSpan now)
    {
        var (next, last) = (now + (FirstDelay * Math.Pow(2, looks - 1)), since + patience);
        return next < last ? next : last;
    }

    /// <summary>From the first to the last id that is missing of a range.</summary>
    private static IdRange? MissingWithin(IReadOnlyList<IdRange> missing, long from, long to)
    {
        (long From, long To)? found = null;
        foreach (var range in missing)
        {
            var (first, last) = (Math.Max(range.From, from), Math.Min(range.To, to));
            if (first <= last)
                found = (found?.From ?? first, last);
        }

        return found is { } span ? new IdRange(span.From, span.To) : null;
    }

    /// <param name="Range">Ids of which some are missing.</param>
    /// <param name="Since">The first answer without them.</param>
    /// <param name="Looks">Answers without them.</param>
    /// <param name="NextLook">When they are to be asked for again.</param>
    private sealed record Entry(IdRange Range, TimeSpan Since, int Looks, TimeSpan NextLook);
}
