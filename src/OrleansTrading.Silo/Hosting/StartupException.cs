namespace OrleansTrading.Silo.Hosting;

/// <summary>The process cannot start. Holds every reason.</summary>
/// <param name="reasons">Why.</param>
/// <param name="mayPass">Whether it may start when it is tried again with the same settings: what it needs is away, or in use.</param>
internal sealed class StartupException(IReadOnlyList<string> reasons, bool mayPass = false) : Exception(string.Join(" ", reasons))
{
    /// <summary>What a process ends with that was given settings it cannot start with.</summary>
    public const int WrongSettings = 2;

    /// <summary>What a process ends with that may start when it is tried again; whoever watches over it does.</summary>
    public const int MayPass = 1;

    public int ExitCode { get; } = mayPass ? MayPass : WrongSettings;

    public IReadOnlyList<string> Reasons { get; } = reasons;

    public string ToText() => "OrleansTrading cannot start:" + string.Concat(Reasons.Select(reason => $"{Environment.NewLine}  - {reason}"));
}
