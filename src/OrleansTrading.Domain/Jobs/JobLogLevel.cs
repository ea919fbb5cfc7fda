namespace OrleansTrading.Domain.Jobs;

/// <summary>How much a line of a run's log weighs.</summary>
public enum JobLogLevel : byte
{
    Information = 0,
    Warning = 1,
    Error = 2,
}
