namespace OrleansTrading.Silo.Commands;

/// <summary>A command cannot be done. The message is for people.</summary>
internal class CommandException(string message, int exitCode) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
