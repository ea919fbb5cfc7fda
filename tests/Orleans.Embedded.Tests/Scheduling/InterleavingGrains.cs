using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded.Tests.Scheduling;

[Alias("tests.IInterleavingBase")]
public interface IInterleavingBase : IGrainWithStringKey
{
    [Alias("Hold")]
    Task Hold(string name);

    [AlwaysInterleave]
    [Alias("HoldAlways")]
    Task HoldAlways(string name);

    [ReadOnly]
    [Alias("HoldReading")]
    Task HoldReading(string name);
}

[Alias("tests.IPlainGrain")]
public interface IPlainGrain : IInterleavingBase;

[Alias("tests.IReentrantGrain")]
public interface IReentrantGrain : IInterleavingBase;

[Alias("tests.IChoosyGrain")]
public interface IChoosyGrain : IInterleavingBase;

public abstract class InterleavingGrain : Grain
{
    public Task Hold(string name) => HoldCore(name);

    public Task HoldAlways(string name) => HoldCore(name);

    public Task HoldReading(string name) => HoldCore(name);

    private async Task HoldCore(string name)
    {
        var probe = Probe.Of(this.GetPrimaryKeyString());
        probe.Set($"in {name}");
        await probe.When($"go {name}");
    }
}

public sealed class PlainGrain : InterleavingGrain, IPlainGrain;

[Reentrant]
public sealed class ReentrantGrain : InterleavingGrain, IReentrantGrain;

[MayInterleave(nameof(May))]
public sealed class ChoosyGrain : InterleavingGrain, IChoosyGrain
{
    public static bool May(IInvokable request)
        => request.GetArgumentCount() == 1 && request.GetArgument(0) is string name && name.StartsWith("free", StringComparison.Ordinal);
}

[Alias("tests.IChainGrain")]
public interface IChainGrain : IGrainWithStringKey
{
    [Alias("Start")]
    Task<string> Start(IChainGrain other, bool allow);

    [Alias("CallBack")]
    [ResponseTimeout("00:00:01")]
    Task<string> CallBack(IChainGrain first);

    [Alias("Answer")]
    [ResponseTimeout("00:00:01")]
    Task<string> Answer();
}

public sealed class ChainGrain : Grain, IChainGrain
{
    public async Task<string> Start(IChainGrain other, bool allow)
    {
        if (!allow)
        {
            return await other.CallBack(this.AsReference<IChainGrain>());
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        return await other.CallBack(this.AsReference<IChainGrain>());
    }

    public Task<string> CallBack(IChainGrain first) => first.Answer();

    public Task<string> Answer() => Task.FromResult("answer");
}

[Alias("tests.IWorkerGrain")]
public interface IWorkerGrain : IGrainWithStringKey
{
    [Alias("Work")]
    Task<Guid> Work(string probe);
}

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    private readonly Guid _me = Guid.NewGuid();

    public async Task<Guid> Work(string probe)
    {
        Probe.Of(probe).Note(_me.ToString());
        await Probe.Of(probe).When("go");
        return _me;
    }
}
