using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Filters;

[Alias("tests.IFilteredGrain")]
public interface IFilteredGrain : IGrainWithStringKey
{
    [Alias("Shout")]
    Task<string> Shout(string text);

    [Alias("Fail")]
    Task<int> Fail();

    [Alias("Relay")]
    Task<string> Relay(IFilteredGrain next, string text);

    [Alias("Flaky")]
    Task<int> Flaky();
}

/// <summary>A grain that is a filter of its own calls.</summary>
public sealed class FilteredGrain : Grain, IFilteredGrain, IIncomingGrainCallFilter
{
    private int _attempts;

    public Task<string> Shout(string text) => Task.FromResult(text.ToUpperInvariant());

    public Task<int> Fail() => throw new InvalidOperationException("From the grain.");

    public Task<string> Relay(IFilteredGrain next, string text) => next.Shout(text);

    public Task<int> Flaky() => ++_attempts < 3 ? throw new TimeoutException("Again.") : Task.FromResult(_attempts);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(Shout))
        {
            context.Result += "!";
        }
    }
}

public sealed class NotingFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not FilteredGrain)
        {
            await context.Invoke();
            return;
        }

        var probe = Probe.Of(context.TargetId.Key.ToString()!);
        probe.Note($"{context.InterfaceMethod.Name} {context.ImplementationMethod.DeclaringType!.Name} {context.Request.GetArgumentCount()}");
        try
        {
            await context.Invoke();
            probe.Note($"result {context.Result}");
        }
        catch (InvalidOperationException error)
        {
            probe.Note($"error {error.Message}");
            context.Result = -1;
        }
    }
}

public sealed class FilterTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync(configure: silo =>
    {
        silo.AddIncomingGrainCallFilter<NotingFilter>();
        silo.AddOutgoingGrainCallFilter(async context =>
        {
            if (context.MethodName == nameof(IFilteredGrain.Shout))
            {
                context.Request.SetArgument(0, $"<{context.Request.GetArgument(0)}>");
                await context.Invoke();
                context.Result += $" from {context.SourceContext?.GrainId.Type}";
            }
            else
            {
                await context.Invoke();
            }
        });
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task IncomingFilters_OfTheSiloAndTheGrain_WrapTheCallInThatOrder()
    {
        var key = Soon.Key();
        (await _cluster.Client.GetGrain<IFilteredGrain>(key).Shout("hey").InTime()).ShouldBe("HEY!");
        Probe.Of(key).Notes.ShouldBe(["Shout FilteredGrain 1", "result HEY!"]);
    }

    [Fact]
    public async Task IncomingFilter_CalleeThrows_SeesItAndMayAnswerInstead()
    {
        var key = Soon.Key();
        (await _cluster.Client.GetGrain<IFilteredGrain>(key).Fail().InTime()).ShouldBe(-1);
        Probe.Of(key).Notes.ShouldBe(["Fail FilteredGrain 0", "error From the grain."]);
    }

    [Fact]
    public async Task OutgoingFilter_OfTheSilo_SeesCallsOfItsGrains()
    {
        var first = _cluster.Client.GetGrain<IFilteredGrain>(Soon.Key());
        var next = _cluster.Client.GetGrain<IFilteredGrain>(Soon.Key());
        (await first.Relay(next, "hey").InTime()).ShouldBe("<HEY>! from filtered");
    }

    [Fact]
    public async Task Filters_OfTheContainer_AreUsedToo()
    {
        var noted = new TaskCompletionSource<string>();
        await using var cluster = await Clusters.StartAsync(configure: silo => silo.Services.AddSingleton<IIncomingGrainCallFilter>(
            new Noting(noted)));
        await cluster.Client.GetGrain<IFilteredGrain>(Soon.Key()).Shout("a").InTime();
        (await noted.Task.InTime()).ShouldBe("Shout");
    }

    private sealed class Noting(TaskCompletionSource<string> noted) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.Grain is FilteredGrain)
            {
                noted.TrySetResult(context.MethodName);
            }

            return context.Invoke();
        }
    }
}
