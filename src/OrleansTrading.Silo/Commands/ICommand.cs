namespace OrleansTrading.Silo.Commands;

/// <summary>What is asked of a running service from a terminal.</summary>
internal interface ICommand
{
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    /// <exception cref="CommandException">It cannot be done.</exception>
    Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken);
}
