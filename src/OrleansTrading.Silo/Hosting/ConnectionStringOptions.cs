namespace OrleansTrading.Silo.Hosting;

/// <summary>Section <c>ConnectionStrings</c>: what is kept elsewhere than in files of this machine.</summary>
public sealed class ConnectionStringOptions
{
    public const string Section = "ConnectionStrings";

    /// <summary>
    /// The PostgreSQL database that keeps candles and records, as <c>Host=...;Database=...;Username=...;Password=...</c>; on the Cluster engine also membership,
    /// grain state and reminders. Without it they lie in files, and a silo of the Cluster engine is alone and keeps state in memory.
    /// </summary>
    public string? Database { get; set; }
}
