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
    private int _stage;
    private Response? _response;

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
        get => _response?.Result;
        set => _response = Response.FromResult(value);
    }

    public Response? Response
    {
        get => _response;
        set => _response = value;
    }

    protected GrainRequest Current { get; set; } = request;

    public async Task Invoke()
    {
        var stage = _stage++;
        try
        {
            await InvokeStageAsync(stage);
        }
        finally
        {
            _stage = stage;
        }
    }

    protected abstract Task InvokeStageAsync(int stage);

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
