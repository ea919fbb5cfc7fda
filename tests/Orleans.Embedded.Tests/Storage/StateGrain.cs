using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Storage;

[GenerateSerializer]
[Alias("tests.Ledger")]
public sealed class Ledger
{
    [Id(0)]
    public int Total { get; set; }

    [Id(1)]
    public List<string> Entries { get; set; } = [];

    [Id(2)]
    public double Ratio { get; set; }
}

[Alias("tests.IStateGrain")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int amount, bool write);

    [Alias("Total")]
    Task<int> Total();

    [Alias("Exists")]
    Task<bool> Exists();

    [Alias("Clear")]
    Task Clear();

    [Alias("WriteBothCopies")]
    Task WriteBothCopies();

    [Alias("ETag")]
    Task<string?> ETag();

    [Alias("WriteMany")]
    Task WriteMany(int count);
}

/// <summary>Takes the same record twice, so that it can be its own rival.</summary>
public sealed class StateGrain(
    [PersistentState("ledger", "other")] IPersistentState<Ledger> ledger,
    [PersistentState("ledger", "other")] IPersistentState<Ledger> rival) : Grain, IStateGrain
{
    public async Task<int> Add(int amount, bool write)
    {
        ledger.State.Total += amount;
        ledger.State.Entries.Add($"{amount}");
        ledger.State.Ratio = double.PositiveInfinity;
        if (write)
        {
            await ledger.WriteStateAsync();
        }

        return ledger.State.Total;
    }

    public Task<int> Total() => Task.FromResult(ledger.State.Total);

    public Task<bool> Exists() => Task.FromResult(ledger.RecordExists);

    public Task Clear() => ledger.ClearStateAsync();

    public async Task WriteBothCopies()
    {
        ledger.State.Total++;
        await ledger.WriteStateAsync();
        rival.State.Total--;
        await rival.WriteStateAsync();
    }

    public Task<string?> ETag() => Task.FromResult(ledger.Etag);

    public Task WriteMany(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ =>
    {
        ledger.State.Total++;
        return ledger.WriteStateAsync();
    }));
}

[Alias("tests.IOwnStateGrain")]
public interface IOwnStateGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<int> Add(int amount);
}

/// <summary>A grain with the one state of its base class, in the default storage.</summary>
public sealed class OwnStateGrain : Grain<Ledger>, IOwnStateGrain
{
    public async Task<int> Add(int amount)
    {
        State.Total += amount;
        await WriteStateAsync();
        return State.Total;
    }
}
