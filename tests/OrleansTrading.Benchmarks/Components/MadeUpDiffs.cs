using OrleansTrading.Domain.Books;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>
/// Seeded messages of an order book around a wandering price: two changes of three lie within thirty levels of the top, the others
/// anywhere in the known levels, and a third of them removes its level.
/// </summary>
internal sealed class MadeUpDiffs
{
    private const int Deepest = 500;
    private const double Tick = 0.1;
    private readonly Random _random;
    private readonly Dictionary<int, double> _levels = [];
    private readonly List<BookLevel> _bids = [];
    private readonly List<BookLevel> _asks = [];
    private int _middle = 600_000;

    public MadeUpDiffs(int seed, int count, int least, int most)
    {
        _random = new Random(seed);
        for (var distance = 1; distance <= Deepest; distance++)
            (_levels[_middle - distance], _levels[_middle + distance]) = (Quantity(), Quantity());
        (StartBids, StartAsks) = (Side(-1), Side(1));
        Messages = [.. Enumerable.Range(0, count).Select(_ => Next(_random.Next(least, most + 1)))];
    }

    public BookLevel[] StartBids { get; }

    public BookLevel[] StartAsks { get; }

    public (BookLevel[] Bids, BookLevel[] Asks)[] Messages { get; }

    private (BookLevel[] Bids, BookLevel[] Asks) Next(int changes)
    {
        _bids.Clear();
        _asks.Clear();
        if (_random.Next(4) == 0)
        {
            // What stood where the price now is, is gone.
            var up = _random.Next(2) == 0 ? 1 : -1;
            _middle += up;
            _levels.Remove(_middle);
            (up > 0 ? _asks : _bids).Add(new BookLevel(Price(_middle), 0));
            changes--;
        }

        for (; changes > 0; changes--)
            Change(_random.Next(2) == 0 ? -1 : 1);
        return ([.. _bids], [.. _asks]);
    }

    private void Change(int side)
    {
        var distance = _random.Next(3) == 0 ? _random.Next(1, Deepest) : _random.Next(1, 30);
        var ticks = _middle + (side * distance);
        var quantity = _random.Next(3) == 0 ? 0 : Quantity();
        _levels[ticks] = quantity;
        (side < 0 ? _bids : _asks).Add(new BookLevel(Price(ticks), quantity));
    }

    private BookLevel[] Side(int side) =>
        [.. Enumerable.Range(1, Deepest).Select(distance => _middle + (side * distance)).Select(ticks => new BookLevel(Price(ticks), _levels[ticks]))];

    private double Quantity() => _random.Next(1, 100_000) / 1_000.0;

    private static double Price(int ticks) => Math.Round(ticks * Tick, 1);
}
