using System.Collections.Immutable;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// What the symbols watch for the account: told them again every second, so that a symbol which came up anew, here or on another silo, has
/// it again; and at once when a guard is new or an order has come to rest.
/// </summary>
internal sealed partial class AccountGrain
{
    private readonly HashSet<InstrumentId> _watched = [];
    private readonly HashSet<InstrumentId> _telling = [];
    private readonly HashSet<InstrumentId> _tellAgain = [];
    private readonly Dictionary<string, (long At, TimeSpan DataAge)> _guardsLive = new(StringComparer.Ordinal);

    /// <summary>Two answers of a symbol can be missed before its price counts as old.</summary>
    private TimeSpan FreshFor => 3 * _options.WatchInterval + TimeSpan.FromSeconds(2);

    /// <summary>A stored event that changes what is to be watched.</summary>
    private void Follow(AccountEvent stored)
    {
        switch (stored)
        {
            case GuardSet set:
                Tell(set.Position.Instrument);
                if (set.Guard is { } guard)
                    _ = ProtectSoonAsync(guard);
                break;
            case OrderReported reported when Paper is not null && Book.FindOrder(reported.OrderId) is { } order:
                Tell(order.Spec.Instrument);
                break;
            case OrderReported reported when Book.FindOrder(reported.OrderId) is { Purpose: OrderPurpose.Protection }:
                _ = ProtectAgainAsync();
                break;
            case DifferenceFound found:
                LogDifference(logger, _account, found.Subject, found.Expected, found.Actual, found.Resolution);
                break;
        }
    }

    private void TellAll()
    {
        var wanted = Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument)
            .Concat(Book.OpenOrders.Values.Select(order => order.Spec.Instrument))
            .Concat(Paper?.RestingInstruments ?? [])
            .ToHashSet();
        foreach (var instrument in wanted)
            Tell(instrument);
        // What is not wanted any more is taken away once; after that nobody renews it.
        foreach (var left in _watched.Where(instrument => !wanted.Contains(instrument)).ToList())
        {
            Tell(left);
            _watched.Remove(left);
        }
    }

    private void Tell(InstrumentId instrument)
    {
        if (IsOver)
            return;
        if (_telling.Contains(instrument))
            _tellAgain.Add(instrument);
        else
            _ = TellAsync(instrument);
    }

    private async Task TellAsync(InstrumentId instrument)
    {
        _telling.Add(instrument);
        try
        {
            do
            {
                _tellAgain.Remove(instrument);
                _watched.Add(instrument);
                var askedAt = time.GetTimestamp();
                var answer = await GrainFactory.GetGrain<ISymbolGrain>(instrument.ToString()).WatchAsync(WatchOf(instrument));
                if (!IsOver)
                    Learn(instrument, answer, askedAt);
            }
            while (!IsOver && _tellAgain.Contains(instrument));
        }
        catch (Exception failure)
        {
            // Whatever it was, the next second tells it again.
            if (!IsOver)
                LogNotWatched(logger, _account, instrument.ToString(), failure.Message);
        }
        finally
        {
            _telling.Remove(instrument);
        }
    }

    private AccountWatch WatchOf(InstrumentId instrument) => new(
        _account,
        [.. Book.Guards.Values.Where(guard => guard.Position.Instrument == instrument && !Book.FiredGuards.ContainsKey(guard.Position))],
        Paper?.Resting(instrument).ToImmutableArray() ?? []);

    private void Learn(InstrumentId instrument, WatchAnswer answer, long askedAt)
    {
        _markets.Learn(instrument, answer, askedAt);
        foreach (var trail in answer.Trails.IsDefault ? [] : answer.Trails)
            Add(_machine.Trail(trail.OrderId, trail.Best, Now));
        foreach (var move in answer.Moves)
        {
            // Without data nothing is evaluated, however willingly the symbol answers.
            if (answer.DataAge is { } age)
                _guardsLive[move.GuardId] = (time.GetTimestamp(), age);
            if (Book.Guards.Values.FirstOrDefault(guard => guard.Id == move.GuardId) is { } guard)
                Add(_machine.MoveGuard(guard.Position, move.GuardId, move.Progress, Now));
        }
    }

    /// <summary>Whether a symbol has confirmed lately that it evaluates a guard, on data that is no older than an order may trade on.</summary>
    private bool IsGuardLive(string guardId) =>
        _guardsLive.TryGetValue(guardId, out var told) && time.GetElapsedTime(told.At) is var since
        && since < 3 * _options.WatchInterval + TimeSpan.FromSeconds(1) && told.DataAge + since <= _options.Paper.MaxDataAge;

    /// <summary>Guards have new ids with every plan: what is remembered of those that are gone goes too.</summary>
    private void ForgetOldGuards()
    {
        var standing = Book.Guards.Values.Select(guard => guard.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _guardsLive.Keys.Where(id => !standing.Contains(id)).ToList())
            _guardsLive.Remove(gone);
        _newGuards.RemoveWhere(id => !standing.Contains(id));
        foreach (var gone in _bare.Keys.Where(key => Book.PositionOf(key).IsFlat).ToList())
            Cover(gone);
        foreach (var gone in _stopsPlaced.Keys.Where(key => Book.PositionOf(key).IsFlat).ToList())
            _stopsPlaced.Remove(gone);
    }
}
