namespace OrleansTrading.Silo.Hosting;

/// <summary>Section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Where the process keeps what must survive it; relative to the directory it is started in.</summary>
    public string Directory { get; set; } = "data";
}
