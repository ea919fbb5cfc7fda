using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Orleans.Embedded.Tests.Silos;

[Alias("tests.IPlaceGrain")]
public interface IPlaceGrain : IGrainWithStringKey
{
    [Alias("Where")]
    Task<string> Where();

    [Alias("Hold")]
    Task<string> Hold();

    [Alias("MoveTo")]
    Task MoveTo(SiloAddress silo);

    [Alias("HoldBriefly")]
    [ResponseTimeout("00:00:03")]
    Task<string> HoldBriefly();

    [Alias("Add")]
    Task<int> Add(int amount);

    [Alias("AskLocal")]
    Task<(string Mine, string Theirs)> AskLocal(string key);

    [Alias("CallNext")]
    Task<string> CallNext(string key);
}

public sealed class PlaceGrain([PersistentState("count", LastingStorage.Name)] IPersistentState<Count> count) : Grain, IPlaceGrain
{
    private int _inMemory;

    public Task<string> Where() => Task.FromResult(RuntimeIdentity);

    public async Task<string> Hold()
    {
        Probe.Of(this.GetPrimaryKeyString()).Set("holding");
        await Probe.Of(this.GetPrimaryKeyString()).When("go");
        return RuntimeIdentity;
    }

    public Task MoveTo(SiloAddress silo)
    {
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = silo });
        return Task.CompletedTask;
    }

    public Task<string> HoldBriefly() => Hold();

    public async Task<int> Add(int amount)
    {
        _inMemory += amount;
        count.State.Stored += amount;
        await count.WriteStateAsync();
        return (_inMemory * 1000) + count.State.Stored;
    }

    public async Task<(string Mine, string Theirs)> AskLocal(string key)
        => (RuntimeIdentity, await GrainFactory.GetGrain<INearGrain>(key).Where());

    public Task<string> CallNext(string key) => GrainFactory.GetGrain<IPlaceGrain>(key).Hold();
}

[GenerateSerializer]
[Alias("tests.Count")]
public sealed class Count
{
    [Id(0)]
    public int Stored { get; set; }
}

[Alias("tests.INearGrain")]
public interface INearGrain : IGrainWithStringKey
{
    [Alias("Where")]
    Task<string> Where();
}

[PreferLocalPlacement]
public sealed class NearGrain : Grain, INearGrain
{
    public Task<string> Where() => Task.FromResult(RuntimeIdentity);
}
