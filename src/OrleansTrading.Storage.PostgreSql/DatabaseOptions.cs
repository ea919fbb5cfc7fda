using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Storage.PostgreSql;

/// <summary>How the database is used that <c>ConnectionStrings:Database</c> names; without a name, records lie in files.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>The name of the connection string.</summary>
    public const string ConnectionName = "Database";

    /// <summary>Whether a starting silo brings the tables up to date; otherwise it refuses to start on old ones, and the command <c>migrate</c> does it.</summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>What a silo's sessions are called in <c>pg_stat_activity</c>: whoever must not meet one looks for it there.</summary>
    public const string SiloName = "OrleansTrading";

    /// <summary>Of all connections so many are for what an order waits for, and for looking whether the server is there.</summary>
    internal const int UrgentConnections = 4;

    /// <summary>Connections of one silo at most, beside those of the Orleans engine; four of them are kept for what an order waits for.</summary>
    [Range(UrgentConnections + 1, 1_000)]
    public int MaxConnections { get; set; } = 20;

    /// <summary>Reads and writes of one silo that may wait for the database at once; one more is refused at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 5_000;

    /// <summary>For so long a read or a write is tried again while the database cannot be reached; then it fails, and whoever asked keeps what it has.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromSeconds(15);
}
