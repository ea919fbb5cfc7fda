using OrleansTrading.Contracts.Access;
using OrleansTrading.Silo.Access;

namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>Who asks, as it is kept in a run: by which way, under which name, and from which address.</summary>
internal static class Requester
{
    public static string Of(HttpContext context, string way) => AuditedActions.WordsOf(Person.Of(context.User), way);
}
