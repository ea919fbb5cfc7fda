namespace OrleansTrading.Silo.Commands;

/// <summary>What a command ends with.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The run did not succeed, or the service could not be asked.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood, by the program or by the service.</summary>
    public const int Usage = 2;

    /// <summary>Ended from the keyboard.</summary>
    public const int Interrupted = 130;
}
