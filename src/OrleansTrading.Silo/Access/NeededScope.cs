using OrleansTrading.Domain.Access;

namespace OrleansTrading.Silo.Access;

/// <summary>Of an endpoint: the scope that it takes, for those who are told why they were refused.</summary>
internal sealed record NeededScope(Scope Scope);
