namespace OrleansTrading.Silo.Commands;

/// <summary>What the words of a command line ask for.</summary>
/// <param name="Command">The command; null when there are errors or help is wanted.</param>
/// <param name="Address">The service that it is for.</param>
/// <param name="Errors">What could not be understood.</param>
/// <param name="WantsHelp">Whether the usage was asked for.</param>
internal sealed record CommandRequest(ICommand? Command, Uri? Address, IReadOnlyList<string> Errors, bool WantsHelp);
