namespace OrleansTrading.Grains.Jobs;

/// <summary>A failure of a run that a further attempt would not mend.</summary>
public sealed class JobFailedException(string message) : Exception(message);
