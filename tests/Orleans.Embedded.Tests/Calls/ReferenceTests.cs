using Orleans.Runtime;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Calls;

[Alias("tests.IKeyed")]
public interface IKeyed
{
    [Alias("Key")]
    Task<string> Key();
}

[Alias("tests.IIntegerKeyed")]
public interface IIntegerKeyed : IKeyed, IGrainWithIntegerKey;

[Alias("tests.IGuidKeyed")]
public interface IGuidKeyed : IKeyed, IGrainWithGuidKey;

[Alias("tests.IIntegerCompoundKeyed")]
public interface IIntegerCompoundKeyed : IKeyed, IGrainWithIntegerCompoundKey;

[Alias("tests.IGuidCompoundKeyed")]
public interface IGuidCompoundKeyed : IKeyed, IGrainWithGuidCompoundKey;

public sealed class IntegerKeyedGrain : Grain, IIntegerKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong()}");
}

public sealed class GuidKeyedGrain : Grain, IGuidKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKey()}");
}

public sealed class IntegerCompoundKeyedGrain : Grain, IIntegerCompoundKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKeyLong(out var extension)} {extension}");
}

public sealed class GuidCompoundKeyedGrain : Grain, IGuidCompoundKeyed
{
    public Task<string> Key() => Task.FromResult($"{this.GetPrimaryKey(out var extension)} {extension}");
}

[GrainType("named-type")]
public sealed class OddlyNamed : Grain, IOddlyNamed
{
    public async Task<string> Self() => await this.AsReference<IOddlyNamed>().Name();

    public Task<string> Name() => Task.FromResult(IdentityString);
}

[Alias("tests.IOddlyNamed")]
public interface IOddlyNamed : IGrainWithStringKey
{
    [Concurrency.AlwaysInterleave]
    [Alias("Name")]
    Task<string> Name();

    [Alias("Self")]
    Task<string> Self();
}

public sealed class ReferenceTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Keys_OfEachKind_ReachTheGrain()
    {
        var id = Guid.Parse("0f0e0d0c-0b0a-0908-0706-050403020100");
        var client = _cluster.Client;
        (await client.GetGrain<IIntegerKeyed>(-5).Key()).ShouldBe("-5");
        (await client.GetGrain<IGuidKeyed>(id).Key()).ShouldBe(id.ToString());
        (await client.GetGrain<IIntegerCompoundKeyed>(7, "a+b").Key()).ShouldBe("7 a+b");
        (await client.GetGrain<IGuidCompoundKeyed>(id, "x/y").Key()).ShouldBe($"{id} x/y");
    }

    [Fact]
    public void GrainType_FollowsTheClassNameOrTheAttribute()
    {
        var client = _cluster.Client;
        client.GetGrain<IEchoGrain>("k").GetGrainId().ShouldBe(GrainId.Create("echo", "k"));
        client.GetGrain<IOddlyNamed>("k").GetGrainId().ShouldBe(GrainId.Create("named-type", "k"));
        client.GetGrain<IIntegerKeyed>(255).GetGrainId().Key.ToString().ShouldBe("FF");
    }

    [Fact]
    public async Task References_MadeInDifferentWays_MeanTheSameGrain()
    {
        var client = _cluster.Client;
        var key = Soon.Key();
        var direct = client.GetGrain<IOddlyNamed>(key);
        var byType = (IOddlyNamed)client.GetGrain(typeof(IOddlyNamed), key);
        var byId = client.GetGrain<IOddlyNamed>(direct.GetGrainId());
        var untyped = client.GetGrain(direct.GetGrainId()).AsReference<IOddlyNamed>();
        byType.ShouldBe(direct);
        byId.ShouldBe(direct);
        untyped.ShouldBe(direct);
        untyped.GetHashCode().ShouldBe(direct.GetHashCode());
        (await untyped.Self()).ShouldBe($"named-type/{key}");
    }

    [Fact]
    public async Task GenericGrain_OfSeveralTypes_AreDifferentGrains()
    {
        var client = _cluster.Client;
        var numbers = client.GetGrain<IBox<int>>(1);
        var texts = client.GetGrain<IBox<string>>(1);
        await numbers.Put(5);
        await texts.Put("five");
        (await numbers.Take()).ShouldBe(5);
        (await texts.Take()).ShouldBe("five");
        (await numbers.Pair("other")).ShouldBe((5, "other"));
    }

    [Fact]
    public async Task InternalInterface_IsCalledLikeAnyOther()
        => (await _cluster.Client.GetGrain<IInternalGrain>(1).Double(21)).ShouldBe(42);
}
