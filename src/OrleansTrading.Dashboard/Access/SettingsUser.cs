using OrleansTrading.Domain.Access;

namespace OrleansTrading.Dashboard.Access;

/// <summary>Somebody who signs in with a password.</summary>
public sealed record SettingsUser(string Name, Role Role);
