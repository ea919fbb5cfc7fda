using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Dashboard;

/// <summary>How often pages are refreshed and how long a grain may take. Section <c>Dashboard</c>.</summary>
public sealed class DashboardOptions
{
    public const string Section = "Dashboard";

    /// <summary>Shortest time between two frames of a page, 250 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.250", "00:00:10")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a frame waits for the symbols that have not answered yet, 50 ms to 5 s. Late ones keep their last row.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:00:05")]
    public TimeSpan FrameBudget { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>After this long without an answer a symbol is marked as not answering, 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Symbols asked at the same time, 1 to 1024.</summary>
    [Range(1, 1024)]
    public int ConcurrentCalls { get; set; } = 64;

    /// <summary>Candles drawn on an instrument's page, 20 to 1000.</summary>
    [Range(20, 1000)]
    public int ChartCandles { get; set; } = 300;
}
