using OrleansTrading.Domain.Execution;

namespace OrleansTrading.Dashboard.Trading;

/// <summary>What became of signals, in English: the keys of the translations, with a mark beside, so that colour is never the only sign.</summary>
internal static class DecisionWords
{
    public static string Of(ExecutionOutcome outcome) => outcome switch
    {
        ExecutionOutcome.Taken => /* text */ "Order made",
        ExecutionOutcome.DryRun => /* text */ "Dry run",
        _ => /* text */ "Not taken",
    };

    public static string MarkOf(ExecutionOutcome outcome) => outcome switch
    {
        ExecutionOutcome.Taken => "✓",
        ExecutionOutcome.DryRun => "◌",
        _ => "⊘",
    };
}
