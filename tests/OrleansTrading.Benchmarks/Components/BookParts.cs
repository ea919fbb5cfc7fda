using BenchmarkDotNet.Attributes;
using OrleansTrading.Domain.Books;

namespace OrleansTrading.Benchmarks.Components;

/// <summary>
/// One order book of 500 levels a side, kept in step by the ids of its updates. An update is one message of the venue: its ids are checked, all
/// its changed levels applied, and the book is checked for crossing. Beside it what copying the same levels takes.
/// </summary>
public class BookParts
{
    private const int Messages = 20_000;

    private readonly BookLevel[] _scratch = new BookLevel[64];
    private BookSync _sync = null!;
    private MadeUpDiffs _diffs = null!;

    /// <summary>How many levels one message changes at most; 50 or so are 100 ms of a busy market.</summary>
    [Params(1, 10, 50)]
    public int Levels { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _sync = new BookSync(new BookRules(Levels: 500, RefillBelow: 50));
        _diffs = new MadeUpDiffs(seed: Levels, Messages, least: Math.Max(1, Levels * 2 / 5), most: Levels);
    }

    [Benchmark(Description = "order book update, levels in it at most", OperationsPerInvoke = Messages)]
    [Target(1_000, Bytes = 0)]
    public void Apply()
    {
        _sync.OnDiff(new BookDiff(1, 0, 1, _diffs.StartBids, _diffs.StartAsks, isWhole: true));
        var id = 1L;
        foreach (var (bids, asks) in _diffs.Messages)
        {
            if (_sync.OnDiff(new BookDiff(id + 1, id, id, bids, asks)) != BookStep.Applied)
                throw new InvalidOperationException($"Update {id} was not applied: {_sync.Phase}, {_sync.Defect}.");
            id++;
        }
    }

    [Benchmark(Description = "bound of it, its levels merely copied", OperationsPerInvoke = Messages)]
    public void Copy()
    {
        foreach (var (bids, asks) in _diffs.Messages)
        {
            bids.CopyTo(_scratch, 0);
            asks.CopyTo(_scratch, bids.Length);
        }
    }
}
