using OrleansTrading.Grains.Capture;

namespace OrleansTrading.Grains.Tests.Capture;

public sealed class RecordedTradesTests
{
    [Fact]
    public void Add_InAnyOrder_AgreesWithASet()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (recorded, expected) = (new RecordedTrades(), new SortedSet<long>());
            for (var step = 0; step < 200; step++)
            {
                var id = random.NextInt64(1, 150);
                if (random.Next(20) == 0)
                {
                    var last = id + random.Next(20);
                    recorded.Remove(id, last);
                    expected.RemoveWhere(value => value >= id && value <= last);
                }
                else if (random.Next(10) == 0)
                {
                    var to = id + random.Next(20);
                    recorded.Add(id, to);
                    expected.UnionWith(Enumerable.Range((int)id, (int)(to - id) + 1).Select(value => (long)value));
                }
                else
                {
                    recorded.Add(id).ShouldBe(expected.Add(id), $"seed {seed}, step {step}, id {id}");
                }
            }

            recorded.Ranges.SelectMany(range => Enumerable.Range((int)range.From, (int)(range.To - range.From) + 1)).Select(value => (long)value)
                .ShouldBe(expected, $"seed {seed}");
            for (var id = 0; id < 180; id++)
                recorded.Contains(id).ShouldBe(expected.Contains(id), $"seed {seed}, id {id}");
        }
    }

    [Fact]
    public void Contiguous_SomethingIsMissing_EndsBeforeIt()
    {
        var recorded = new RecordedTrades();
        recorded.Contiguous.ShouldBeNull();
        recorded.Add(10, 20);
        recorded.Add(25);
        recorded.Contiguous.ShouldBe(20);
        recorded.ReachOf(4).ShouldBe(4);
        recorded.ReachOf(9).ShouldBe(20);
        recorded.ReachOf(20).ShouldBe(20);
        recorded.ReachOf(23).ShouldBe(23);
        recorded.ReachOf(24).ShouldBe(25);
        recorded.ReachOf(25).ShouldBe(25);
        recorded.Add(21, 24);
        recorded.Contiguous.ShouldBe(25);
    }

    [Fact]
    public void Add_IdsWithGapsByNature_ForgetsTheOldestGaps()
    {
        var recorded = new RecordedTrades();
        for (var id = 0L; id < 20_000; id += 2)
            recorded.Add(id).ShouldBeTrue();
        recorded.Ranges.Count.ShouldBe(4096);
        recorded.Ranges[0].From.ShouldBe(0);
        recorded.Ranges[^1].To.ShouldBe(19_998);
    }
}
