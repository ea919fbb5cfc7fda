namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>What has happened in a run, or in many: a fault that never happens tests nothing.</summary>
internal sealed class ChaosTally
{
    private readonly long[] _counts = new long[(int)ChaosCount.Last];

    public long this[ChaosCount what] => _counts[(int)what];

    public void Add(ChaosCount what) => _counts[(int)what]++;

    public void Add(ChaosTally other)
    {
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
    }
}
