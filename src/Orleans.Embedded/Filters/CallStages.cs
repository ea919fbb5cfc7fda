using System.Reflection;
using EmbeddedEngine.Calls;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedEngine.Filters;

/// <summary>
/// A call on its way through filters. Each call of <see cref="Invoke"/> enters the next stage and steps back on the
/// way out, so that a filter may go on more than once.
/// </summary>
internal abstract class CallStages(GrainRequest request) : IGrainCallContext
{
    private Response? _response;

    /// <summary>The stage that the next call of <see cref="Invoke"/> enters.</summary>
    protected int Stage { get; set; }

    public IInvokable Request => Current;

    public abstract object Grain { get; }

    public GrainId? SourceId => Current.SourceId;

    public GrainId TargetId => Current.TargetId;

    public GrainInterfaceType InterfaceType => GrainNames.OfInterface(Current.GetInterfaceType());

    public string InterfaceName => Current.Invoked.InterfaceName;

    public string MethodName => Current.GetMethodName();

    public MethodInfo InterfaceMethod => Current.GetMethod();

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public virtual Response? Response
    {
        get => _response;
        set => _response = value;
    }

    protected GrainRequest Current { get; set; } = request;

    public virtual Task Invoke()
    {
        var stage = Stage++;
        Task task;
        try
        {
            task = InvokeStageAsync(stage);
        }
        catch (Exception error)
        {
            task = Task.FromException(error);
        }

        if (!task.IsCompleted)
        {
            return StepBackAsync(task, stage);
        }

        Stage = stage;
        return task;
    }

    protected abstract Task InvokeStageAsync(int stage);

    /// <summary>What a filter has answered stands no more: the call is made again.</summary>
    protected void Forget() => _response = null;

    private async Task StepBackAsync(Task task, int stage)
    {
        try
        {
            await task;
        }
        finally
        {
            Stage = stage;
        }
    }

    /// <summary>The result, or the exception that a filter put in its place.</summary>
    protected object? Outcome()
    {
        if (_response?.Exception is { } error)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(error);
        }

        return _response?.Result;
    }
}
