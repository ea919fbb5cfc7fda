using System.Globalization;
using System.Text.Json;

namespace OrleansTrading.Simulator.Tests.Support;

/// <summary>A book kept by the venue's rules: drop u &lt; lastUpdateId, begin with U &lt;= lastUpdateId &lt;= u, then pu is the last u.</summary>
internal sealed class LocalBook
{
    private readonly SortedDictionary<decimal, decimal> _bids = new(Comparer<decimal>.Create((a, b) => b.CompareTo(a)));
    private readonly SortedDictionary<decimal, decimal> _asks = [];
    private readonly long _snapshotId;
    private long _last = -1;

    public LocalBook(JsonElement snapshot)
    {
        _snapshotId = snapshot.GetProperty("lastUpdateId").GetInt64();
        Set(_bids, snapshot.GetProperty("bids"));
        Set(_asks, snapshot.GetProperty("asks"));
    }

    public int Applied { get; private set; }

    public IEnumerable<(decimal Price, decimal Quantity)> Bids => _bids.Select(level => (level.Key, level.Value));

    public IEnumerable<(decimal Price, decimal Quantity)> Asks => _asks.Select(level => (level.Key, level.Value));

    public void Apply(JsonElement update)
    {
        var first = update.GetProperty("U").GetInt64();
        var last = update.GetProperty("u").GetInt64();
        if (last < _snapshotId)
        {
            return;
        }

        if (_last < 0)
        {
            first.ShouldBeLessThanOrEqualTo(_snapshotId);
            last.ShouldBeGreaterThanOrEqualTo(_snapshotId);
        }
        else
        {
            update.GetProperty("pu").GetInt64().ShouldBe(_last);
        }

        _last = last;
        Applied++;
        Set(_bids, update.GetProperty("b"));
        Set(_asks, update.GetProperty("a"));
    }

    private static void Set(SortedDictionary<decimal, decimal> side, JsonElement levels)
    {
        foreach (var level in levels.EnumerateArray())
        {
            var price = decimal.Parse(level[0].GetString()!, CultureInfo.InvariantCulture);
            var quantity = decimal.Parse(level[1].GetString()!, CultureInfo.InvariantCulture);
            if (quantity == 0)
            {
                side.Remove(price);
            }
            else
            {
                side[price] = quantity;
            }
        }
    }
}
