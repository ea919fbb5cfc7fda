namespace OrleansTrading.Silo.Engine;

/// <summary>Section <c>Engine</c>: the embedded engine.</summary>
public sealed class EngineOptions
{
    /// <summary>Where the state of grains and reminders is kept; <c>grains</c> below the data directory unless named.</summary>
    public string Directory { get; set; } = "";
}
