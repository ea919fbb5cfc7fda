using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Silo.Api.ManualUpdates;

/// <summary>The states of the older form: <c>PENDING</c>, <c>STARTED</c>, <c>SUCCESS</c>, <c>FAILURE</c>, <c>REVOKED</c>.</summary>
internal static class TaskState
{
    public const string Pending = "PENDING";
    public const string Started = "STARTED";
    public const string Success = "SUCCESS";
    public const string Failure = "FAILURE";
    public const string Revoked = "REVOKED";

    public static string Of(JobRunState? state) => state switch
    {
        null or JobRunState.Queued => Pending,
        JobRunState.Running => Started,
        JobRunState.Succeeded => Success,
        JobRunState.Cancelled => Revoked,
        _ => Failure,
    };
}
