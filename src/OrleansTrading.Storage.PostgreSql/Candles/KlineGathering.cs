namespace OrleansTrading.Storage.PostgreSql.Candles;

/// <summary>
/// While one write is under way the next calls gather, and go together: five hundred symbols that close a candle in the same second take
/// two writes, not five hundred. Invariant: of the calls that wait, each is written once, in the order they came.
/// </summary>
/// <param name="write">Writes the candles of several calls.</param>
/// <param name="maxWaiting">Candles that may wait; calls beyond them are refused.</param>
internal sealed class KlineGathering(Func<IReadOnlyList<KlineSave>, Task> write, int maxWaiting)
{
    /// <remarks>A larger write gains nothing, and keeps those behind it waiting.</remarks>
    private const int LargestWrite = 50_000;

    private readonly Lock _gate = new();
    private readonly Queue<KlineSave> _waiting = new();
    private int _rows;
    private Task _writing = Task.CompletedTask;

    /// <summary>Completes when the candles are saved.</summary>
    /// <exception cref="StoreUnavailableException">Too much waits already.</exception>
    public Task SaveAsync(KlineSave save)
    {
        lock (_gate)
        {
            if (_rows > 0 && _rows + save.Klines.Length > maxWaiting)
                throw new StoreUnavailableException($"{_rows} candles wait for the database already.");
            _waiting.Enqueue(save);
            _rows += save.Klines.Length;
            // Nothing is done on the caller's thread: it may be a grain's turn.
            if (_writing.IsCompleted)
                _writing = Task.Run(WriteAllAsync);
        }

        return save.Done;
    }

    /// <summary>Completes when nothing waits any more.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
            return _writing;
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await write(group);
                group.ForEach(save => save.Saved());
            }
            catch (StoreUnavailableException exception)
            {
                Refuse(group, exception);
            }
            catch (Exception exception) when (group.Count == 1)
            {
                group[0].Failed(exception);
            }
            catch (Exception)
            {
                // One that cannot be written is not to keep the others from it.
                await WriteEachAsync(group);
            }
        }
    }

    private async Task WriteEachAsync(List<KlineSave> group)
    {
        for (var i = 0; i < group.Count; i++)
        {
            try
            {
                await write([group[i]]);
                group[i].Saved();
            }
            catch (StoreUnavailableException exception)
            {
                Refuse(group[i..], exception);
                return;
            }
            catch (Exception exception)
            {
                group[i].Failed(exception);
            }
        }
    }

    /// <remarks>Whoever waits behind would only wait as long again: all keep what they have, and ask again.</remarks>
    private void Refuse(IEnumerable<KlineSave> group, StoreUnavailableException exception)
    {
        foreach (var save in group.Concat(TakeAll()))
            save.Failed(exception);
    }

    /// <summary>The next group; none ends the writing, under the same lock as a new one is begun.</summary>
    private List<KlineSave> Take()
    {
        List<KlineSave> group = [];
        lock (_gate)
        {
            for (var rows = 0; _waiting.TryPeek(out var next) && (group.Count == 0 || rows + next.Klines.Length <= LargestWrite);)
            {
                rows += next.Klines.Length;
                _rows -= next.Klines.Length;
                group.Add(_waiting.Dequeue());
            }

            if (group.Count == 0)
                _writing = Task.CompletedTask;
        }

        return group;
    }

    private List<KlineSave> TakeAll()
    {
        lock (_gate)
        {
            List<KlineSave> all = [.. _waiting];
            _waiting.Clear();
            _rows = 0;
            return all;
        }
    }
}
