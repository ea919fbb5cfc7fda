using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Commands;

/// <summary>Shows how far a run is while it is waited for.</summary>
internal abstract class RunDisplay
{
    public static RunDisplay For(CommandContext context) => context.TerminalWidth is { } width
        ? new RunBar(context.Output, context.Time, width)
        : new RunLines(context.Output);

    public abstract void Show(RunView run);

    /// <summary>Leaves the place for what is written next.</summary>
    public abstract void End();
}
