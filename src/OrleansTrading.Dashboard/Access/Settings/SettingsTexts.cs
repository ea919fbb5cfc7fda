namespace OrleansTrading.Dashboard.Access.Settings;

/// <summary>Names what the documentation says of settings, which is the key of its translations.</summary>
internal sealed class SettingsTexts;
