using OrleansTrading.EndToEnd.Tests;
using OrleansTrading.EndToEnd.Tests.Browser;
using OrleansTrading.EndToEnd.Tests.Market;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace OrleansTrading.EndToEnd.Tests;

/// <summary>What lasts for minutes begins first: begun last it would run alone at the end, with the other processors idle.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [typeof(ReplayTests).FullName!, typeof(GapRepairTests).FullName!];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Array.Exists(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
