using OrleansTrading.Domain.Books;

namespace OrleansTrading.Domain.Tests.Books;

/// <summary>
/// The book of a venue that changes at random around a wandering price, and remembers how it was after every change: the truth that a copy of it is
/// compared with. It knows nothing of <see cref="OrderBook"/>: its levels are in sorted dictionaries.
/// </summary>
internal sealed class MadeUpVenue
{
    private readonly Random _random;
    private readonly int _window;
    private readonly SortedDictionary<double, double> _bids = [];
    private readonly SortedDictionary<double, double> _asks = [];
    private int _middle = 5_000;

    /// <param name="seed">Same seed, same market.</param>
    /// <param name="window">Levels a side that are kept in view, for a venue that streams its books; 0 for one that tells of all.</param>
    public MadeUpVenue(int seed, int window = 0)
    {
        (_random, _window) = (new Random(seed), window);
        for (var i = 0; i < 60; i++)
            Change(i % 2 == 0);
        Diffs.Add(Look(0, [], []));
    }

    /// <summary>Every message so far, the first of which changes nothing, with the book as it was after it.</summary>
    public List<Message> Diffs { get; } = [];

    public Message Newest => Diffs[^1];

    /// <summary>Makes the next message.</summary>
    public Message Next(int changes)
    {
        var (bids, asks) = (Side(isBids: true), Side(isBids: false));
        for (var i = 0; i < changes; i++)
        {
            if (_random.Next(6) == 0)
                Wander();
            Change(_random.Next(2) == 0);
        }

        var diff = Look(Newest.FinalId, Differences(bids, isBids: true), Differences(asks, isBids: false));
        Diffs.Add(diff);
        return diff;
    }

    /// <summary>The book as it was when an id was the last.</summary>
    public Message At(long id) => Diffs.FindLast(diff => diff.FinalId <= id)!;

    public IReadOnlyList<BookLevel> Side(bool isBids)
    {
        var levels = (isBids ? _bids.Reverse() : _asks).Select(level => new BookLevel(level.Key, level.Value));
        return [.. _window > 0 ? levels.Take(_window) : levels];
    }

    private void Wander()
    {
        _middle += _random.Next(-15, 16);
        foreach (var price in _bids.Keys.Where(price => price * 10 >= _middle).ToList())
            _bids.Remove(price);
        foreach (var price in _asks.Keys.Where(price => price * 10 <= _middle).ToList())
            _asks.Remove(price);
    }

    private void Change(bool isBid)
    {
        var distance = 1 + (int)(80 * Math.Pow(_random.NextDouble(), 2));
        var price = (isBid ? _middle - distance : _middle + distance) / 10.0;
        var side = isBid ? _bids : _asks;
        if (_random.Next(3) == 0)
            side.Remove(price);
        else
            side[price] = _random.Next(1, 1_000) / 1_000.0;
    }

    /// <summary>What leaves a window is not taken back.</summary>
    private List<BookLevel> Differences(IReadOnlyList<BookLevel> before, bool isBids)
    {
        var after = Side(isBids);
        var isFull = _window > 0 && after.Count == _window;
        var left = before.Where(old => after.All(level => level.Price != old.Price) && !(isFull && IsWorse(old.Price, after[^1].Price)));
        return [.. left.Select(level => level with { Quantity = 0 }), .. after.Where(level => !before.Contains(level))];

        bool IsWorse(double price, double than) => isBids ? price < than : price > than;
    }

    private Message Look(long previous, IReadOnlyList<BookLevel> bids, IReadOnlyList<BookLevel> asks) =>
        new(previous, previous + _random.Next(1, 9), bids, asks, Side(isBids: true), Side(isBids: false));

    internal sealed record Message(
        long PreviousFinalId, long FinalId, IReadOnlyList<BookLevel> Bids, IReadOnlyList<BookLevel> Asks,
        IReadOnlyList<BookLevel> AllBids, IReadOnlyList<BookLevel> AllAsks);
}
