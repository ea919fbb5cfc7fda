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
}
