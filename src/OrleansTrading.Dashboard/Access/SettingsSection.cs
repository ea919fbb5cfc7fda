namespace OrleansTrading.Dashboard.Access;

/// <summary>Settings that belong together.</summary>
/// <param name="Name">As it stands before the colon.</param>
/// <param name="Text">What it is about.</param>
/// <param name="Settings">The settings.</param>
public sealed record SettingsSection(string Name, string Text, IReadOnlyList<SettingRow> Settings);
