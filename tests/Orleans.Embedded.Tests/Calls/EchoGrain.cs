using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Calls;

[GenerateSerializer]
[Alias("tests.Parcel")]
[Immutable]
public sealed record Parcel([property: Id(0)] string Name, [property: Id(1)] int Weight);

[Alias("tests.IEchoBase")]
public interface IEchoBase : IGrainWithStringKey
{
    [Alias("Inherited")]
    Task<string> Inherited(string text);
}

[Alias("tests.IEchoGrain")]
public interface IEchoGrain : IEchoBase
{
    [Alias("Nothing")]
    Task Nothing();

    [Alias("Number")]
    Task<int> Number(int value);

    [Alias("Value")]
    ValueTask<Parcel> Value(Parcel parcel);

    [Alias("NoValue")]
    ValueTask NoValue();

    [Alias("Many")]
    Task<string> Many(int a, long b, string? c, double d, Parcel e, Guid f, DateTime g);

    [Alias("Generic")]
    Task<T> Generic<T>(T value);

    [Alias("Fail")]
    Task Fail(string message);

    [Alias("FailAtOnce")]
    ValueTask<int> FailAtOnce(string message);

    [Alias("FailLater")]
    ValueTask<int> FailLater(string message);

    [Alias("Slow")]
    [ResponseTimeout("00:00:00.300")]
    Task Slow();

    [OneWay]
    [Alias("Tell")]
    Task Tell(bool fail);

    [Alias("Context")]
    Task<string?> Context(string key);

    [Alias("ChangeContext")]
    Task ChangeContext(string key);

    [Alias("Wait")]
    Task<string> Wait(CancellationToken cancellationToken);

    [Alias("Relay")]
    Task<string?> Relay(IEchoGrain next, string key);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    private Probe Probe => Probe.Of(this.GetPrimaryKeyString());

    public Task<string> Inherited(string text) => Task.FromResult(text);

    public Task Nothing() => Task.CompletedTask;

    public Task<int> Number(int value) => Task.FromResult(value);

    public async ValueTask<Parcel> Value(Parcel parcel)
    {
        await Task.Yield();
        return parcel with { Weight = parcel.Weight + 1 };
    }

    public ValueTask NoValue() => default;

    public Task<string> Many(int a, long b, string? c, double d, Parcel e, Guid f, DateTime g)
        => Task.FromResult(FormattableString.Invariant($"{a} {b} {c} {d} {e.Name} {f} {g:O}"));

    public Task<T> Generic<T>(T value) => Task.FromResult(value);

    public async Task Fail(string message)
    {
        await Task.Yield();
        ThrowFromDeepInside(message);
    }

    public ValueTask<int> FailAtOnce(string message) => throw new InvalidOperationException(message);

    public async ValueTask<int> FailLater(string message)
    {
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task Slow() => Probe.When("release");

    public async Task Tell(bool fail)
    {
        Probe.Set("told");
        if (fail)
        {
            throw new InvalidOperationException("Nobody hears this.");
        }

        await Probe.When("release");
        Probe.Set("finished");
    }

    public Task<string?> Context(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task ChangeContext(string key)
    {
        RequestContext.Set(key, "changed");
        return Task.CompletedTask;
    }

    public async Task<string> Wait(CancellationToken cancellationToken)
    {
        var scheduler = TaskScheduler.Current;
        var cancelled = new TaskCompletionSource();
        using var registration = cancellationToken.Register(() =>
        {
            Probe.Note(TaskScheduler.Current == scheduler ? "in turn" : "elsewhere");
            cancelled.TrySetResult();
        });
        Probe.Set("waiting");
        await cancelled.Task;
        Probe.Set("cancelled");
        cancellationToken.ThrowIfCancellationRequested();
        return "never";
    }

    public Task<string?> Relay(IEchoGrain next, string key) => next.Context(key);

    private static void ThrowFromDeepInside(string message) => throw new InvalidOperationException(message);
}
