using EmbeddedEngine.Calls;
using EmbeddedEngine.Filters;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace EmbeddedEngine;

/// <summary>One that makes calls: a silo, or a client outside of all silos.</summary>
internal abstract class CallNode : IDisposable
{
    private readonly Lazy<IOutgoingGrainCallFilter[]> _outgoing;
    private volatile bool _closed;

    protected CallNode(
        EmbeddedCluster cluster,
        IServiceProvider services,
        TimeProvider time,
        MessagingOptions messaging,
        ILogger logger,
        Func<IOutgoingGrainCallFilter[]> outgoing)
    {
        Cluster = cluster;
        Services = services;
        Time = time;
        Logger = logger;
        ResponseTimeout = System.Diagnostics.Debugger.IsAttached ? messaging.ResponseTimeoutWithDebugger : messaging.ResponseTimeout;
        CancelRequestOnTimeout = messaging.CancelRequestOnTimeout;
        WaitForCancellationAcknowledgement = messaging.WaitForCancellationAcknowledgement;
        References = new References(this);
        Outstanding = new OutstandingCalls(time);
        _outgoing = new(outgoing);
    }

    public EmbeddedCluster Cluster { get; }

    public IServiceProvider Services { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public References References { get; }

    public OutstandingCalls Outstanding { get; }

    public TimeSpan ResponseTimeout { get; }

    public bool CancelRequestOnTimeout { get; }

    public bool WaitForCancellationAcknowledgement { get; }

    public bool IsClosed => _closed;

    protected IOutgoingGrainCallFilter[] OutgoingFilters => _outgoing.Value;

    public Task<T> Send<T>(GrainReference reference, TaskPromiseRequest<T> request, int method)
    {
        var node = Prepare(reference, request, method);
        if (node.OutgoingFilters is { Length: > 0 } filters)
        {
            return new OutgoingCall(request, filters).RunAsync<T>();
        }

        if (request.IsOneWay)
        {
            node.Dispatch(request);
            return Task.FromResult<T>(default!);
        }

        var promise = request.Promise;
        node.Dispatch(request);
        return promise;
    }

    public ValueTask<T> Send<T>(GrainReference reference, ValuePromiseRequest<T> request, int method)
    {
        var node = Prepare(reference, request, method);
        if (node.OutgoingFilters is { Length: > 0 } filters)
        {
            return new ValueTask<T>(new OutgoingCall(request, filters).RunAsync<T>());
        }

        node.Dispatch(request);
        return request.IsOneWay ? default : request.Promise;
    }

    public ValueTask SendVoid(GrainReference reference, ValuePromiseRequest<Nothing> request, int method)
    {
        var node = Prepare(reference, request, method);
        if (node.OutgoingFilters is { Length: > 0 } filters)
        {
            return new ValueTask(new OutgoingCall(request, filters).RunAsync<Nothing>());
        }

        node.Dispatch(request);
        return request.IsOneWay ? default : request.VoidPromise;
    }

    /// <summary>Sends the request off; its outcome comes by its promise alone, never as an exception from here.</summary>
    public void Dispatch(GrainRequest request)
    {
        request.Context = RequestContext.Current;
        if (!request.IsOneWay)
        {
            Outstanding.Add(request, request.GetDefaultResponseTimeout() ?? ResponseTimeout);
            request.BeginCancellation();
            if (request.IsAnswered)
            {
                return;
            }
        }

        if (_closed)
        {
            request.Fail(new SiloUnavailableException($"The local Orleans host is shutting down and can no longer process the request: {request}."));
            return;
        }

        if (request.Reference?.LastTarget is { } target && target.TryEnqueue(request))
        {
            return;
        }

        Cluster.Route(request);
    }

    /// <summary>Ends the node's calls, those under way too.</summary>
    public void Close()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        foreach (var request in Outstanding.Where(static _ => true))
        {
            request.FailSoon(new SiloUnavailableException($"The local Orleans host is shutting down and can no longer process the request: {request}."));
        }

        Cluster.Observers.RemoveAllOf(this);
    }

    /// <summary>Tells a call of this node's that the silo which had it is gone.</summary>
    public virtual void OnTargetSiloGone(GrainRequest request)
        => request.FailSoon(new SiloUnavailableException($"The target silo became unavailable for message: {request}."));

    public virtual void Dispose()
    {
        Close();
        Outstanding.Dispose();
    }

    // Code of a grain calls by way of its silo, wherever the reference came from.
    private CallNode Prepare(GrainReference reference, GrainRequest request, int method)
    {
        var source = ActivationContext.Current;
        var node = source?.Silo ?? this;
        request.Invoked = reference.Shape.Methods[method];
        request.Sender = node;
        request.Reference = reference;
        request.Source = source;
        return node;
    }
}
