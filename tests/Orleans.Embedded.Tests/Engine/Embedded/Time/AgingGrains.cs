namespace Orleans.Embedded.Tests.Engine.Time;

[Alias("tests.IAgingGrain")]
public interface IAgingGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task Touch();

    [Alias("Keep")]
    Task Keep(TimeSpan span);
}

[Alias("tests.IShortLivedGrain")]
public interface IShortLivedGrain : IAgingGrain;

[Alias("tests.IEverlastingGrain")]
public interface IEverlastingGrain : IAgingGrain;

public abstract class AgingGrain : Grain
{
    public Task Touch() => Task.CompletedTask;

    public Task Keep(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }
}

[CollectionAgeLimit(Minutes = 2)]
public sealed class ShortLivedGrain : AgingGrain, IShortLivedGrain;

[KeepAlive]
public sealed class EverlastingGrain : AgingGrain, IEverlastingGrain;
