using System.Globalization;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Streams;

namespace OrleansTrading.Grains.Accounts.Paper;

/// <summary>
/// Funding of positions on paper: when the venue's funding time has passed, each position that stood then pays or receives its value at the mark
/// price times the rate that was told last before. Of times that passed while nothing was running the rate is not known: each is paid at the
/// rate of now, and that is said with it.
/// </summary>
internal sealed class PaperFunding
{
    /// <summary>Payments that are made up for at once at most: a month of every eight hours, and more.</summary>
    private const int MostMissed = 100;

    private readonly Dictionary<InstrumentId, MarkPrice> _before = [];

    /// <summary>What is due by a new mark price, and what of it is not known for certain. The same payment has the same id, so it is booked once.</summary>
    /// <param name="book">The account.</param>
    /// <param name="instrument">The instrument.</param>
    /// <param name="mark">Its mark price and funding now.</param>
    /// <param name="interval">Time between two payments.</param>
    /// <param name="now">Unix milliseconds.</param>
    public IReadOnlyList<(CashMoved Move, DifferenceFound? Doubt)> Due(AccountBook book, InstrumentId instrument, MarkPrice mark, TimeSpan interval, long now)
    {
        var (due, step) = (new List<(CashMoved, DifferenceFound?)>(), (long)interval.TotalMilliseconds);
        if (mark.NextFundingTime <= 0 || step <= 0)
            return due;
        MarkPrice? told = _before.TryGetValue(instrument, out var before) && before.NextFundingTime < mark.NextFundingTime ? before : null;
        _before[instrument] = mark;
        var held = book.Positions.Values.Where(position => position.Key.Instrument == instrument && !position.IsFlat).ToList();
        if (told is { } known)
            Add(known.NextFundingTime, known, isKnown: true);
        // Back to the newest that was seen to: before that somebody was running, and what was not paid then was nothing.
        var missed = mark.NextFundingTime - step;
        for (var i = 0; i < MostMissed && missed > (told?.NextFundingTime ?? 0) && held.Any(position => position.OpenedAt < missed) && !IsSeenTo(missed); i++, missed -= step)
            Add(missed, mark, isKnown: false);

        due.Sort((one, other) => string.CompareOrdinal(one.Item1.Id, other.Item1.Id));
        return due;

        bool IsSeenTo(long at) => held.Exists(position => book.IsBooked(new CashMoved(now, IdOf(position, at), CashReason.Funding, book.Asset, 0, position.Key)));

        void Add(long at, MarkPrice rate, bool isKnown)
        {
            foreach (var position in held.Where(position => position.OpenedAt < at))
            {
                var amount = Math.Round(-position.Quantity * (decimal)rate.Price * (decimal)rate.FundingRate, 8);
                var move = new CashMoved(now, IdOf(position, at), CashReason.Funding, book.Asset, amount, position.Key);
                if (amount != 0 && !book.IsBooked(move))
                    due.Add((move, isKnown ? null : Doubt(position.Key, at, rate, now)));
            }
        }
    }

    private static string IdOf(Position position, long at) => string.Create(CultureInfo.InvariantCulture, $"funding/{position.Key}/{at}");

    private static DifferenceFound Doubt(PositionKey key, long at, MarkPrice rate, long now) => new(
        now, string.Create(CultureInfo.InvariantCulture, $"funding/{key}/{at}"), string.Create(CultureInfo.InvariantCulture, $"rate {rate.FundingRate:0.########} at {rate.Price}, as told now"),
        "a rate that nobody has heard", "booked at the rate of now");
}
