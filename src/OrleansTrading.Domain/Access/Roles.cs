namespace OrleansTrading.Domain.Access;

/// <summary>What a role may do.</summary>
public static class Roles
{
    public static Scope ScopesOf(Role role) => role switch
    {
        Role.Viewer => Scope.Read,
        Role.Operator => Scope.Read | Scope.Operate | Scope.Trade,
        Role.Admin => Scope.Read | Scope.Operate | Scope.Trade | Scope.Admin,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "expected Viewer, Operator or Admin"),
    };

    /// <summary>The role that may do exactly this; null when none does.</summary>
    public static Role? RoleOf(Scope scopes)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            if (ScopesOf(role) == scopes)
                return role;
        }

        return null;
    }
}
