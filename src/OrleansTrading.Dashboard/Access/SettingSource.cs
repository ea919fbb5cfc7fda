namespace OrleansTrading.Dashboard.Access;

/// <summary>Where a setting came from.</summary>
public enum SettingSource
{
    /// <summary>Nothing sets it.</summary>
    Default = 0,

    File = 1,

    Environment = 2,

    CommandLine = 3,

    Other = 4,
}
