namespace OrleansTrading.Silo.Commands;

/// <summary>What the words of a command line ask for.</summary>
/// <param name="Command">The command; null when there are errors or help is wanted.</param>
/// <param name="Address">The service that it is for.</param>
/// <param name="Errors">What could not be understood.</param>
/// <param name="WantsHelp">Whether the usage was asked for.</param>
/// <param name="Token">The key of a token that the service is asked with; null for none.</param>
internal sealed record CommandRequest(ICommand? Command, Uri? Address, IReadOnlyList<string> Errors, bool WantsHelp, string? Token = null)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"{Command?.GetType().Name} for {Address}";
}
