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

    /// <summary>Connections of one silo at most.</summary>
    [Range(1, 1_000)]
    public int MaxConnections { get; set; } = 20;

    /// <summary>Reads and writes of one silo that may wait for the database at once; one more is refused at once.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; set; } = 5_000;

    /// <summary>For so long a read or a write is tried again while the database cannot be reached; then it fails, and whoever asked keeps what it has.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromSeconds(15);
}
