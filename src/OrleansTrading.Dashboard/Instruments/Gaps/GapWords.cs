using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Instruments.Gaps;

/// <summary>Words of a repair's state in English, the keys of their translations.</summary>
internal static class GapWords
{
    public static string Of(JobRunState state) => state switch
    {
        JobRunState.Queued => /* text */ "Repair waits for its turn",
        JobRunState.Running => /* text */ "Repair is running",
        JobRunState.Succeeded => /* text */ "Repair is done",
        JobRunState.Cancelled => /* text */ "Repair was cancelled",
        JobRunState.TimedOut => /* text */ "Repair took too long",
        _ => /* text */ "Repair has failed",
    };
}
