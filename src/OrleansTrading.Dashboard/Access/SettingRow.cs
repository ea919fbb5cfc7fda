namespace OrleansTrading.Dashboard.Access;

/// <summary>A setting as it is in force.</summary>
/// <param name="Key">Its full name.</param>
/// <param name="Value">Its value; null when it is a secret or has none.</param>
/// <param name="Default">What it is unless it is set, as the documentation writes it.</param>
/// <param name="Allowed">What it may be.</param>
/// <param name="Text">What it does.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="From">Which file or variable that was; empty when nothing sets it.</param>
/// <param name="IsSecret">Whether only that it is set is told.</param>
public sealed record SettingRow(
    string Key, string? Value, string Default, string Allowed, string Text, SettingSource Source, string From, bool IsSecret);
