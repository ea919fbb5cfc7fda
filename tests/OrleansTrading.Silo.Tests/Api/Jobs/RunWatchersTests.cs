using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

public sealed class RunWatchersTests
{
    [Fact]
    public void Places_AreBounded_AndComeBackOnce()
    {
        var watchers = new RunWatchers();
        var places = Enumerable.Range(0, RunWatchers.MaxWatchers).Select(_ => watchers.TryEnter().ShouldNotBeNull()).ToList();
        watchers.TryEnter().ShouldBeNull();
        places[0].Dispose();
        places[0].Dispose();
        watchers.TryEnter().ShouldNotBeNull();
        watchers.TryEnter().ShouldBeNull();
    }
}
