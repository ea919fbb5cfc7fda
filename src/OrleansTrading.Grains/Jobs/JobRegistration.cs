using System.Collections.Immutable;
using System.Text.Json;
using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Grains.Jobs.Parameters;

namespace OrleansTrading.Grains.Jobs;

/// <summary>A job of the catalogue: what it is, and how a run of it is begun.</summary>
internal sealed class JobRegistration
{
    private readonly JobParameterSet _parameters;
    private readonly Func<IServiceProvider, JobContext, object, CancellationToken, Task> _run;

    private JobRegistration(
        JobDefinition definition, JobParameterSet parameters, Func<IServiceProvider, JobContext, object, CancellationToken, Task> run)
    {
        (Definition, _parameters, _run) = (definition, parameters, run);
    }

    public JobDefinition Definition { get; }

    /// <summary>The steps of a pipeline; empty for other jobs.</summary>
    public ImmutableArray<string> Steps { get; private init; } = [];

    /// <summary>A pipeline only waits for its steps; it would keep a slot from them.</summary>
    public bool TakesSlot => Steps.IsEmpty;

    public static JobRegistration Of<TParameters>(
        JobDefinition definition, Func<IServiceProvider, JobContext, TParameters, CancellationToken, Task> run)
        where TParameters : class, new() =>
        new(definition, JobParameterSet.Of<TParameters>(), (services, context, parameters, cancellationToken) =>
            run(services, context, (TParameters)parameters, cancellationToken));

    public static JobRegistration Pipeline(
        JobDefinition definition, ImmutableArray<string> steps, Func<IServiceProvider, JobContext, CancellationToken, Task> run) =>
        new(definition, JobParameterSet.Of<NoParameters>(), (services, context, _, cancellationToken) => run(services, context, cancellationToken))
        {
            Steps = steps,
        };

    /// <summary>What is wrong with these parameters; null when a run can be made of them.</summary>
    public JobRefusal? Check(string? parameters) => _parameters.Bind(parameters, out _);

    /// <exception cref="JsonException">The parameters are not what they were checked to be.</exception>
    public Task RunAsync(IServiceProvider services, JobContext context, string parameters, CancellationToken cancellationToken) =>
        _parameters.Bind(parameters, out var bound) is { } refusal
            ? throw new JsonException($"Parameter {refusal.Field}: {refusal.Message}")
            : _run(services, context, bound!, cancellationToken);

    public JobDescription Describe(string defaultSchedule) => new(
        Definition.Name, Definition.Description, defaultSchedule, Definition.Overlap, Definition.Retries, Definition.TimeLimit,
        Definition.SlowAfter, Definition.Priority, Definition.OnLostRun, Definition.Needs, Steps, _parameters.Descriptions);
}
