using Orleans.Storage;
using Orleans.TestingHost;

namespace Orleans.Embedded.Tests.Storage;

public sealed class StateTests : IAsyncLifetime
{
    private InProcessTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await Clusters.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task State_Written_IsThereForTheNextActivation()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        (await grain.Exists().InTime()).ShouldBeFalse();
        await grain.Add(5, write: true).InTime();
        await grain.Add(2, write: true).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Total().InTime()).ShouldBe(7);
        (await grain.Exists().InTime()).ShouldBeTrue();
    }

    [Fact]
    public async Task State_NotWritten_IsNotThereForTheNextActivation()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        await grain.Add(5, write: true).InTime();
        await grain.Add(2, write: false).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Total().InTime()).ShouldBe(5);
    }

    [Fact]
    public async Task State_Cleared_IsAsNew()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        await grain.Add(5, write: true).InTime();
        await grain.Clear().InTime();
        (await grain.Exists().InTime()).ShouldBeFalse();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Total().InTime()).ShouldBe(0);
        (await grain.Add(1, write: true).InTime()).ShouldBe(1);
    }

    [Fact]
    public async Task Write_RecordChangedByAnother_IsRefusedAndDeactivatesTheGrain()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        await grain.Add(10, write: true).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        await grain.Total().InTime();
        _cluster.TryGetGrainContext(grain.GetGrainId(), out var before).ShouldBeTrue();
        await Should.ThrowAsync<InconsistentStateException>(() => grain.WriteBothCopies().InTime());
        await before!.Deactivated.InTime();
        (await grain.Total().InTime()).ShouldBe(11);
    }

    [Fact]
    public async Task Writes_AtTheSameTime_DoNotTripOverEachOther()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        await grain.WriteMany(20).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Total().InTime()).ShouldBe(20);
    }

    [Fact]
    public async Task ETag_EachWrite_IsAnother()
    {
        var grain = _cluster.Client.GetGrain<IStateGrain>(Soon.Key());
        await grain.Add(1, write: true).InTime();
        var first = await grain.ETag().InTime();
        await grain.Add(1, write: true).InTime();
        first.ShouldNotBeNullOrEmpty();
        (await grain.ETag().InTime()).ShouldNotBe(first);
    }

    [Fact]
    public async Task StateOfTheBaseClass_Written_IsThereForTheNextActivation()
    {
        var grain = _cluster.Client.GetGrain<IOwnStateGrain>(Soon.Key());
        await grain.Add(3).InTime();
        await _cluster.DeactivateAsync(grain).InTime();
        (await grain.Add(4).InTime()).ShouldBe(7);
    }
}
