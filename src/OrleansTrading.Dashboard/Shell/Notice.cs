namespace OrleansTrading.Dashboard.Shell;

/// <summary>One message to the person before the page.</summary>
internal sealed record Notice(int Id, string Message, bool IsGood, DateTimeOffset At);
