namespace OrleansTrading.Dashboard.Access;

/// <summary>The settings that the service runs with. The host brings it.</summary>
public interface ISettingsReader
{
    /// <summary>By section, each setting as it is in force.</summary>
    IReadOnlyList<SettingsSection> Read();

    /// <summary>Who signs in with a password; empty when nobody does.</summary>
    IReadOnlyList<SettingsUser> Users { get; }
}
